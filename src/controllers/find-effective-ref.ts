import { isMap, readText } from './read-field';

export type GitRefField = 'commit' | 'name' | 'tag' | 'semver' | 'branch';

/** Which field wins, first to last. Flux' own documentation puts semver before tag; the code never did. */
const ORDER: readonly GitRefField[] = ['commit', 'name', 'tag', 'semver', 'branch'];

export interface GitRef {
  readonly field: GitRefField;
  readonly path: string;
  readonly text: string;
}

/** Many rules ask this of the same object. */
const known = new WeakMap<object, readonly GitRef[]>();

/** The fields of a GitRepository's `ref` that are set, the one that decides first. */
export function listGitRefs(object: unknown): readonly GitRef[] {
  if (!isMap(object)) {
    return [];
  }
  const refs = known.get(object) ?? readRefs(object);
  known.set(object, refs);
  return refs;
}

function readRefs(object: unknown): GitRef[] {
  return ORDER.flatMap((field) => {
    const path = `spec.ref.${field}`;
    const text = readText(object, path);
    return text === undefined ? [] : [{ field, path, text }];
  });
}

/** The field of a GitRepository's `ref` that decides, if it is one of the given ones. */
export function findEffectiveRef(object: unknown, ...fields: GitRefField[]): GitRef | undefined {
  const [first] = listGitRefs(object);
  return first !== undefined && fields.includes(first.field) ? first : undefined;
}
