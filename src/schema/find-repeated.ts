import type { Schema } from './schema';

export interface RepeatedEntry {
  readonly index: number;
  readonly rule: string;
}

/**
 * The entries of a set, or of a list with keys, that are there already. The API server names each repeated value once: where it comes again first.
 */
export function findRepeated(list: readonly unknown[], schema: Schema): RepeatedEntry[] {
  switch (schema['x-kubernetes-list-type']) {
    case 'set':
      return findSecond(list.map(identify), 'must not repeat an earlier entry');
    case 'map': {
      const keys = schema['x-kubernetes-list-map-keys'] ?? [];
      return findSecond(list.map((item) => identifyByKeys(item, keys)), `must differ from every other entry in ${keys.join(', ')}`);
    }
    default:
      return [];
  }
}

function findSecond(identities: readonly string[], rule: string): RepeatedEntry[] {
  const times = new Map<string, number>();
  return identities.flatMap((identity, index) => {
    const before = times.get(identity) ?? 0;
    times.set(identity, before + 1);
    return before === 1 ? [{ index, rule }] : [];
  });
}

function identifyByKeys(item: any, keys: readonly string[]): string {
  const isMap = typeof item === 'object' && item !== null;
  return keys.map((key) => isMap && Object.hasOwn(item, key) ? identify(item[key]) : '').join('\n');
}

/** One text per JSON value, whatever the order of its keys. */
function identify(value: any): string {
  if (Array.isArray(value)) {
    return `[${value.map(identify).join()}]`;
  }
  if (typeof value === 'object' && value !== null) {
    return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${identify(value[key])}`).join()}}`;
  }
  return typeof value === 'symbol' ? '' : JSON.stringify(value);
}
