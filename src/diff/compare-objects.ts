import { Yaml } from 'cdk8s';
import { isObject } from '../util';
import type { KubeObject } from '../util';
import { diffLines } from './diff-lines';

/**
 * How something differs from what it was.
 */
export enum ChangeType {
  /** It was not there before. */
  ADDED = 'added',
  /** It was there before, with other content. */
  CHANGED = 'changed',
  /** It is no longer there. */
  REMOVED = 'removed',
}

/**
 * How an object differs from what it was.
 */
export interface ObjectChange {
  /** Whether the object is new, differs or is gone. */
  readonly type: ChangeType;

  /** The object's API version. Of a changed object, the new one. */
  readonly apiVersion: string;

  /** The object's kind. */
  readonly kind: string;

  /** The object's name. */
  readonly name: string;

  /**
   * The object's namespace.
   *
   * @default - none
   */
  readonly namespace?: string;

  /**
   * The lines of YAML that differ, in the format of a unified diff. Values of a Secret are replaced by `***`.
   */
  readonly diff: string;
}

/** One object, before and after. */
interface Pair {
  before?: KubeObject;
  after?: KubeObject;
}

/**
 * Compares two lists of objects, such as a file's before and after. Objects are told apart as the API server does it: by API group, kind,
 * namespace and name. Their order does not matter.
 *
 * @returns the objects that differ: those of `after` in their order, then those that are gone
 */
export function compareObjects(before: readonly KubeObject[], after: readonly KubeObject[]): ObjectChange[] {
  const pairs = new Map<string, Pair>();
  readIds(after).forEach((id, index) => pairs.set(id, { after: after[index] }));
  readIds(before).forEach((id, index) => pairs.set(id, { ...pairs.get(id), before: before[index] }));
  return [...pairs.values()].flatMap(comparePair);
}

/** An id for each object. An object that a list has twice is told apart by its number. */
function readIds(objects: readonly KubeObject[]): string[] {
  const counts = new Map<string, number>();
  return objects.map(({ apiVersion, kind, metadata }) => {
    const group = String(apiVersion).includes('/') ? String(apiVersion).split('/')[0] : '';
    const id = JSON.stringify([group, kind, metadata?.namespace, metadata?.name]);
    const count = counts.get(id) ?? 0;
    counts.set(id, count + 1);
    return `${id}${count}`;
  });
}

function comparePair({ before, after }: Pair): ObjectChange[] {
  const object = after ?? before!;
  const [shownBefore, shownAfter] = hideSecrets(before, after);
  const diff = diffLines(toYaml(orderLike(shownBefore, shownAfter)), toYaml(shownAfter));
  if (diff === '') {
    return [];
  }
  const namespace = object.metadata?.namespace;
  return [{
    type: before === undefined ? ChangeType.ADDED : after === undefined ? ChangeType.REMOVED : ChangeType.CHANGED,
    apiVersion: String(object.apiVersion),
    kind: String(object.kind),
    name: String(object.metadata?.name ?? ''),
    ...namespace === undefined ? {} : { namespace: String(namespace) },
    diff,
  }];
}

/** Brings the members of an object into the order of another's: it means nothing, so it must not be shown. */
function orderLike(value: unknown, other: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(other)) {
    return value.map((item, index) => orderLike(item, other[index]));
  }
  if (!isObject(value) || !isObject(other)) {
    return value;
  }
  const keys = [...Object.keys(other).filter((key) => Object.hasOwn(value, key)), ...Object.keys(value).filter((key) => !Object.hasOwn(other, key))];
  return Object.fromEntries(keys.map((key) => [key, orderLike(value[key], Object.hasOwn(other, key) ? other[key] : undefined)]));
}

function toYaml(object: unknown): string {
  return object === undefined ? '' : Yaml.stringify(object);
}

/** Replaces the values of a Secret, so that it shows which of them differ and no more, as `kubectl diff` does. */
function hideSecrets(before: KubeObject | undefined, after: KubeObject | undefined): readonly [unknown, unknown] {
  return [hideValues(before, after, 'before'), hideValues(after, before, 'after')];
}

const SECRET_FIELDS = ['data', 'stringData'];

function hideValues(object: KubeObject | undefined, other: KubeObject | undefined, side: string): unknown {
  if (object?.kind !== 'Secret') {
    return object;
  }
  const hidden = SECRET_FIELDS.filter((field) => Object.hasOwn(object, field)).map((field) => {
    const values = object[field];
    const others = isObject(other?.[field]) ? other[field] : {};
    return [field, isObject(values)
      ? Object.fromEntries(Object.entries(values).map(([key, value]) => [key, hideValue(value, others[key], side)]))
      : hideValue(values, other?.[field], side)];
  });
  return { ...object, ...Object.fromEntries(hidden) };
}

function hideValue(value: unknown, other: unknown, side: string): string {
  return other === undefined || JSON.stringify(value) === JSON.stringify(other) ? '***' : `*** (${side})`;
}
