import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './list-blocks';
import type { Block } from './list-blocks';

/** What a fragment may use without importing it. */
const FRAGMENT_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  'cdk8s': ['ApiObject', 'App', 'Chart', 'Duration', 'Include', 'JsonPatch', 'Size', 'YamlOutputType'],
  'cdk8s-flux-instance-sync': listExports(),
};

/** The program that a block stands for. One without imports is a fragment, and stands below the imports of its page and in a chart. */
export function completeProgram({ text }: Block): string {
  if (/^import /m.test(text)) {
    return text;
  }
  const declared = (name: string): boolean => new RegExp(`\\b(const|let|class) ${name}\\b`).test(text);
  const imports = Object.entries(FRAGMENT_IMPORTS)
    .map(([module, names]) => `import { ${names.filter((name) => !declared(name)).join(', ')} } from '${module}';`);
  return [...imports, ...['app: App', 'chart: Chart'].filter((each) => !declared(each.split(':')[0])).map((each) => `declare const ${each};`), text].join('\n');
}

function listExports(): string[] {
  const index = readFileSync(join(ROOT, 'src/index.ts'), 'utf8');
  return [...index.matchAll(/export (?:type )?\{([^}]+)\}/g)].flatMap(([, names]) => names.split(',')).map((name) => name.trim()).filter(Boolean);
}
