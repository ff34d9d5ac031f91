import { isDeepStrictEqual } from 'node:util';
import { formatFieldPath } from '../problems';
import type { PathStep } from '../problems';
import { isObject } from '../util';

/** Which of many patches wrote a field of an object last. */
export class FieldWriters {
  private readonly writers = new Map<string, number>();
  /** By the fields around what was written. */
  private readonly inner = new Map<string, number>();

  /** Takes note of what a patch wrote. The patches come in their order. */
  public add(patch: number, paths: readonly string[]): void {
    for (const path of paths) {
      this.writers.set(path, patch);
      listOuterPaths(path).forEach((outer) => this.inner.set(outer, patch));
    }
  }

  /** The last patch that wrote the field, something in it, or something that it is in. */
  public find(path: string): number | undefined {
    const found = [this.inner.get(path), ...[path, ...listOuterPaths(path)].map((outer) => this.writers.get(outer))]
      .filter((patch) => patch !== undefined);
    return found.length === 0 ? undefined : Math.max(...found);
  }
}

/** The fields that a field is in; the empty path is the whole object. A dot in a key makes one more of them, which does no harm. */
function listOuterPaths(path: string): string[] {
  const outer = path === '' ? [] : [''];
  for (let end = 1; end < path.length; end++) {
    if (path[end] === '.' || path[end] === '[') {
      outer.push(path.slice(0, end));
    }
  }
  return outer;
}

/** The fields in which two values differ. A list that lost entries counts as a whole, because the others have moved. */
export function listDifferences(before: unknown, after: unknown, steps: readonly PathStep[] = []): string[] {
  if (isObject(before) && isObject(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
      const isInBoth = Object.hasOwn(before, key) && Object.hasOwn(after, key);
      return isInBoth ? listDifferences(before[key], after[key], [...steps, key]) : [formatFieldPath([...steps, key])];
    });
  }
  if (Array.isArray(before) && Array.isArray(after) && after.length >= before.length) {
    return after.flatMap((item: unknown, index) => (
      index < before.length ? listDifferences(before[index], item, [...steps, index]) : [formatFieldPath([...steps, index])]));
  }
  return isDeepStrictEqual(before, after) ? [] : [formatFieldPath(steps)];
}
