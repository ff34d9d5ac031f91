import { isPlainObject } from './is-plain-object';

/**
 * Puts props on top of defaults: structs and maps are merged member by member, patches are appended, all else is replaced. `null` takes a
 * default away.
 */
export function mergeProps(defaults: unknown, props: unknown): unknown {
  if (!isPlainObject(defaults) || !isPlainObject(props)) {
    return props === undefined ? defaults : props;
  }
  const merged = new Map(Object.entries(defaults));
  for (const [name, value] of Object.entries(props)) {
    const before = merged.get(name);
    if (value === null) {
      merged.delete(name);
    } else if (name === 'patches' && Array.isArray(before) && Array.isArray(value)) {
      merged.set(name, [...before, ...value]);
    } else {
      merged.set(name, mergeProps(before, value));
    }
  }
  return Object.fromEntries(merged);
}
