/** What a room of `src` may import: other rooms, always through their index, and packages. */
export interface Arrows {
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
}

/** The files at the top of `src` are in no room, and may import every one. docs/architecture.md shows this table. */
export const ARROWS: Readonly<Record<string, Arrows>> = {
  memo: { rooms: [], packages: [] },
  problems: { rooms: [], packages: [] },
  kustomize: { rooms: ['memo', 'problems'], packages: ['yaml', 're2js'] },
  schema: { rooms: ['memo', 'problems'], packages: ['re2js', '@marcbachmann/cel-js'] },
  flux: { rooms: ['memo', 'problems'], packages: [] },
  controllers: { rooms: ['memo', 'problems', 'flux', 'kustomize', 'schema'], packages: ['re2js'] },
  operator: { rooms: ['memo', 'problems', 'flux', 'kustomize', 'schema', 'controllers'], packages: [] },
  options: { rooms: ['problems', 'schema', 'flux'], packages: [] },
  secrets: { rooms: ['problems', 'schema'], packages: [] },
  sync: { rooms: ['problems', 'schema', 'kustomize', 'options', 'operator'], packages: ['cdk8s', 'constructs'] },
  emit: { rooms: ['problems', 'kustomize', 'operator'], packages: ['cdk8s', 'constructs', 'yaml'] },
  fleet: { rooms: ['problems', 'kustomize', 'options', 'sync'], packages: ['cdk8s'] },
};

/** Types may be named where code may not be used: the options are part of the public API. */
export const TYPES_ONLY: Readonly<Record<string, readonly string[]>> = {
  options: ['cdk8s', 'patch', 'common-metadata'],
  sync: ['patch', 'common-metadata'],
};
