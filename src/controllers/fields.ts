import type { PathStep } from '../problems';
import { isObject } from '../util';
import type { Finding, RuleSubject } from './rule';

/** A value together with its place in the object. */
export interface Field {
  readonly steps: readonly PathStep[];
  readonly value: unknown;
}

/** A string together with its place in the object. */
export interface StringField extends Field {
  readonly value: string;
}

/** The rules read the same few paths of every object. */
const knownPaths = new Map<string, readonly string[]>();

/** The steps of a path that is written in a rule: `spec.ref.name`. */
export function toSteps(path: string): readonly string[] {
  let steps = knownPaths.get(path);
  if (steps === undefined) {
    steps = path.split('.');
    knownPaths.set(path, steps);
  }
  return steps;
}

/** The value at a path, or `undefined` where something on the way is missing or not an object. */
export function readField(object: unknown, path: string): unknown {
  let node: unknown = object;
  for (const name of toSteps(path)) {
    if (!isObject(node) || !Object.hasOwn(node, name)) {
      return undefined;
    }
    node = node[name];
  }
  return node;
}

/** The string at a path. An empty one counts as unset, as for the controllers. */
export function readString(object: unknown, path: string): string | undefined {
  const value = readField(object, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The entries of the list at a path; none where there is no list. */
export function readList(object: unknown, path: string): Field[] {
  const value = readField(object, path);
  return Array.isArray(value) ? value.map((item: unknown, index) => ({ steps: [...toSteps(path), index], value: item })) : [];
}

const NONE: readonly StringField[] = [];

/** The list before the first `*` of a path, and what is read of each entry. */
interface ListPath {
  readonly list: string;
  readonly inner: string;
}

/** Each path taken apart once; null for one without a list. */
const listPaths = new Map<string, ListPath | null>();

function toListPath(path: string): ListPath | null {
  const known = listPaths.get(path);
  if (known !== undefined) {
    return known;
  }
  const [list, ...rest] = path.split('.*');
  const parts = rest.length === 0 ? null : { list, inner: rest.join('.*').replace(/^\./, '') };
  listPaths.set(path, parts);
  return parts;
}

/** The strings at a path in which `*` stands for every entry of a list: `spec.dependsOn.*.name`. Empty ones count as unset. */
export function listStrings(object: unknown, path: string): readonly StringField[] {
  const parts = toListPath(path);
  if (parts === null) {
    const value = readString(object, path);
    return value === undefined ? NONE : [{ steps: toSteps(path), value }];
  }
  const { list, inner } = parts;
  // Most objects have few of the lists that a rule looks at.
  return readField(object, list) === undefined ? NONE : readList(object, list).flatMap(({ steps, value }): StringField[] => {
    if (inner === '') {
      return typeof value === 'string' && value !== '' ? [{ steps, value }] : [];
    }
    return listStrings(value, inner).map((found) => ({ steps: [...steps, ...found.steps], value: found.value }));
  });
}

/** The strings at several paths in the spec. Most objects have few of these fields: the others are not looked for. */
export function listAllStrings(object: unknown, paths: readonly string[]): readonly StringField[] {
  const spec = readField(object, 'spec');
  const found: StringField[] = [];
  for (const path of isObject(spec) ? paths : []) {
    const [, field] = toSteps(path);
    if (Object.hasOwn(spec as object, field)) {
      found.push(...listStrings(object, path));
    }
  }
  return found;
}

/** The entries of the map at a path; none where there is no map. */
export function readMap(object: unknown, path: string): [key: string, value: unknown][] {
  const value = readField(object, path);
  return isObject(value) ? Object.entries(value) : [];
}

/** Whether a field has a value. `null` counts as absent, as for the API server. */
export function isSet(object: unknown, path: string): boolean {
  const value = readField(object, path);
  return value !== undefined && value !== null;
}

/** The provider of a source; every kind defaults to `generic`. */
export function readProvider(object: unknown): string {
  return readString(object, 'spec.provider') ?? 'generic';
}

/** For each key, whether an earlier one is the same. Entries without a key are never the same. */
export function markRepeated(keys: readonly (string | undefined)[]): boolean[] {
  const seen = new Set<string>();
  return keys.map((key) => {
    const isRepeated = key !== undefined && seen.has(key);
    if (key !== undefined) {
      seen.add(key);
    }
    return isRepeated;
  });
}

/**
 * Makes the `find` of a rule about one string. It finds nothing where the field is unset, empty or not a string.
 *
 * @param suggest says what to write instead, where that is clear
 */
export function findString(
  path: string, isBroken: (text: string, subject: RuleSubject) => boolean, suggest: (text: string) => string | undefined = () => undefined,
): (subject: RuleSubject) => Finding[] {
  return (subject) => {
    const text = readString(subject.object, path);
    return text !== undefined && isBroken(text, subject) ? [{ steps: toSteps(path), received: text, remedy: suggest(text) }] : [];
  };
}

/** Whether an object is a Kustomization that builds what is in a source. */
export function readsFrom(kustomization: unknown, source: unknown): boolean {
  const namespace = readString(source, 'metadata.namespace');
  return readString(kustomization, 'kind') === 'Kustomization' &&
    readString(kustomization, 'spec.sourceRef.kind') === readString(source, 'kind') &&
    readString(kustomization, 'spec.sourceRef.name') === readString(source, 'metadata.name') &&
    (readString(kustomization, 'spec.sourceRef.namespace') ?? readString(kustomization, 'metadata.namespace')) === namespace;
}
