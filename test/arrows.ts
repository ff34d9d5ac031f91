/** What a room of `src` may import: other rooms, always through their index, and packages. */
export interface Arrows {
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
}

/** The files at the top of `src` are in no room, and may import every one. docs/architecture.md shows this table. */
export const ARROWS: Readonly<Record<string, Arrows>> = {
  util: { rooms: [], packages: [] },
  problems: { rooms: [], packages: [] },
  kustomize: { rooms: ['util', 'problems'], packages: ['yaml', 're2js'] },
  schema: { rooms: ['util', 'problems'], packages: ['re2js'] },
  flux: { rooms: ['util', 'problems'], packages: [] },
  input: { rooms: ['util', 'problems', 'flux'], packages: [] },
  controllers: { rooms: ['util', 'problems', 'flux', 'kustomize', 'schema'], packages: ['re2js'] },
  operator: { rooms: ['util', 'problems', 'flux', 'kustomize', 'schema', 'controllers', 'distribution', 'options', 'instance'], packages: [] },
  options: { rooms: ['util', 'problems', 'input'], packages: [] },
  secrets: { rooms: ['util', 'problems', 'input', 'schema'], packages: [] },
  instance: { rooms: ['util', 'problems', 'flux', 'input', 'kustomize', 'schema', 'distribution', 'options'], packages: [] },
  distribution: { rooms: ['util', 'problems', 'flux', 'kustomize'], packages: ['yaml'] },
  emit: { rooms: ['util', 'problems', 'kustomize', 'operator'], packages: ['cdk8s', 'constructs', 'yaml'] },
  fleet: { rooms: ['util', 'problems', 'input', 'kustomize', 'instance'], packages: ['cdk8s'] },
};

/** Types may be named where code may not be used: the options are part of the public API. */
export const TYPES_ONLY: Readonly<Record<string, readonly string[]>> = {
  options: ['cdk8s'],
  instance: ['cdk8s', 'constructs'],
};
