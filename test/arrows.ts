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
  schema: { rooms: ['util', 'problems'], packages: ['re2js', '@marcbachmann/cel-js'] },
  flux: { rooms: ['util', 'problems'], packages: [] },
  controllers: { rooms: ['util', 'problems', 'flux', 'kustomize', 'schema'], packages: ['re2js'] },
  operator: { rooms: ['util', 'problems', 'flux', 'kustomize', 'schema', 'controllers'], packages: [] },
  distribution: { rooms: ['util', 'problems', 'flux', 'kustomize'], packages: ['yaml'] },
  options: { rooms: ['util', 'problems', 'schema', 'flux'], packages: [] },
  secrets: { rooms: ['util', 'problems', 'schema'], packages: [] },
  sync: { rooms: ['util', 'problems', 'schema', 'kustomize', 'options', 'operator'], packages: ['cdk8s', 'constructs'] },
  emit: { rooms: ['util', 'problems', 'kustomize', 'operator'], packages: ['cdk8s', 'constructs', 'yaml'] },
  fleet: { rooms: ['util', 'problems', 'kustomize', 'options', 'sync'], packages: ['cdk8s'] },
};

/** Types may be named where code may not be used: the options are part of the public API. */
export const TYPES_ONLY: Readonly<Record<string, readonly string[]>> = {
  options: ['cdk8s', 'patch', 'common-metadata'],
  sync: ['patch', 'common-metadata'],
};
