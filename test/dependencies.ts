/** What a folder of `src` may import: other folders, always through their entry point `index.ts`, and packages. */
export interface Dependencies {
  readonly folders: readonly string[];
  readonly packages: readonly string[];
}

/** The files at the top of `src` are in no folder, and may import every one. docs/architecture.md shows this table. */
export const DEPENDENCIES: Readonly<Record<string, Dependencies>> = {
  util: { folders: [], packages: [] },
  diff: { folders: ['util', 'problems', 'kustomize'], packages: ['cdk8s', 'diff'] },
  problems: { folders: ['util'], packages: [] },
  kustomize: { folders: ['util', 'problems'], packages: ['yaml', 're2js'] },
  schema: { folders: ['util', 'problems'], packages: ['re2js'] },
  flux: { folders: ['util', 'problems'], packages: [] },
  input: { folders: ['util', 'problems', 'flux'], packages: [] },
  controllers: { folders: ['util', 'problems', 'flux', 'kustomize', 'schema'], packages: ['re2js'] },
  operator: { folders: ['util', 'problems', 'flux', 'kustomize', 'schema', 'controllers', 'distribution', 'options', 'instance'], packages: [] },
  options: { folders: ['util', 'problems', 'input'], packages: [] },
  secrets: { folders: ['util', 'problems', 'input', 'schema'], packages: [] },
  instance: { folders: ['util', 'problems', 'flux', 'input', 'kustomize', 'schema', 'distribution', 'options'], packages: [] },
  distribution: { folders: ['util', 'problems', 'flux', 'kustomize'], packages: ['yaml'] },
  emit: { folders: ['util', 'problems', 'kustomize', 'operator'], packages: ['cdk8s', 'constructs', 'yaml'] },
  fleet: { folders: ['util', 'diff', 'problems', 'input', 'kustomize', 'instance'], packages: ['cdk8s'] },
  cli: {
    folders: ['util', 'problems', 'flux', 'input', 'kustomize', 'options', 'instance', 'operator', 'diff'],
    packages: ['yaml'],
  },
};

/** Types may be named where code may not be used: the options are part of the public API. */
export const TYPES_ONLY: Readonly<Record<string, readonly string[]>> = {
  options: ['cdk8s'],
  instance: ['cdk8s', 'constructs'],
};
