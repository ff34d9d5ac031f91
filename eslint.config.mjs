import stylistic from '@stylistic/eslint-plugin';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const IMPORT_ORDER = {
  // Packages first, then `../`, then `./`.
  'groups': ['builtin', 'external', 'parent', ['sibling', 'index']],
  'alphabetize': { order: 'asc', caseInsensitive: true },
  'newlines-between': 'never',
};

const MEMBER_ORDER = [
  'public-static-field', 'public-static-method', 'protected-static-field', 'protected-static-method', 'private-static-field',
  'private-static-method', 'field', 'constructor', 'method',
];

const STYLE = {
  '@stylistic/array-bracket-newline': ['error', 'consistent'],
  '@stylistic/array-bracket-spacing': ['error', 'never'],
  '@stylistic/brace-style': ['error', '1tbs', { allowSingleLine: true }],
  '@stylistic/comma-dangle': ['error', 'always-multiline'],
  '@stylistic/comma-spacing': 'error',
  '@stylistic/indent': ['error', 2],
  '@stylistic/key-spacing': 'error',
  '@stylistic/keyword-spacing': 'error',
  '@stylistic/max-len': ['error', {
    code: 150, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreComments: true, ignoreRegExpLiterals: true,
  }],
  '@stylistic/member-delimiter-style': 'error',
  '@stylistic/no-multi-spaces': 'error',
  '@stylistic/no-multiple-empty-lines': 'error',
  '@stylistic/no-trailing-spaces': 'error',
  '@stylistic/object-curly-newline': ['error', { multiline: true, consistent: true }],
  '@stylistic/object-curly-spacing': ['error', 'always'],
  '@stylistic/object-property-newline': ['error', { allowAllPropertiesOnSameLine: true }],
  '@stylistic/quote-props': ['error', 'consistent-as-needed'],
  '@stylistic/quotes': ['error', 'single', { avoidEscape: true }],
  '@stylistic/semi': 'error',
  '@stylistic/space-before-blocks': 'error',
  'curly': ['error', 'multi-line', 'consistent'],
};

const RULES = {
  // `lazy(() => require('x') as typeof import('x'))` names the type of a module that is loaded late.
  '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
  '@typescript-eslint/member-ordering': ['error', { default: MEMBER_ORDER }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-shadow': 'error',
  // `_` and `{ left, ...rest }` take something out of an object.
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true }],
  '@typescript-eslint/return-await': 'error',
  'dot-notation': 'error',
  'import-x/consistent-type-specifier-style': ['error', 'prefer-top-level'],
  'import-x/no-duplicates': 'error',
  'import-x/order': ['error', IMPORT_ORDER],
  'no-bitwise': 'error',
};

const UNSAFE = ['argument', 'assignment', 'call', 'member-access', 'return'].map((what) => `@typescript-eslint/no-unsafe-${what}`);

export default tseslint.config(
  { ignores: ['imports/', 'lib/', 'dist/', 'dist-local/', 'coverage/', '**/node_modules/', '**/*.js', '**/*.d.ts', 'eslint.config.mjs'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { '@stylistic': stylistic, 'import-x': importX },
    languageOptions: { parserOptions: { project: './tsconfig.dev.json', tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { ...STYLE, ...RULES },
  },
  {
    // What is shipped requires nothing but what its package.json names.
    files: ['src/**/*.ts'],
    rules: { 'import-x/no-extraneous-dependencies': ['error', { devDependencies: false, optionalDependencies: false, peerDependencies: true }] },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // A few tests give what no type allows, as plain JavaScript can.
      '@typescript-eslint/no-explicit-any': 'off',
      // Fakes of asynchronous functions often have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // The factories use no `this`.
      '@typescript-eslint/unbound-method': ['error', { ignoreStatic: true }],
    },
  },
  {
    // Tests read what is `any` by nature: cdk8s' output, parsed YAML and JSON, an API server's answers. What they expect of it says its type.
    files: ['test/**/*.ts', 'e2e/**/*.ts', 'examples/*/*.test.ts'],
    rules: Object.fromEntries(UNSAFE.map((rule) => [rule, 'off'])),
  },
);
