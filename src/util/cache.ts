/** Longer keys are hardly ever asked for twice. */
const MAX_KEY_LENGTH = 10_000;

/**
 * Keeps what was computed from a string: a fleet asks the same few questions for each of its clusters. It holds at most `maxSize` entries, so
 * that hostile input cannot fill the memory.
 */
export class Cache<T> {
  private readonly entries = new Map<string, T>();

  constructor(private readonly maxSize: number) {}

  /** The value for a key, if there is one. */
  public get(key: string): T | undefined {
    return this.entries.get(key);
  }

  /** The value for a key, computed at most once while there is room. Nothing is kept where `compute` throws. */
  public getOrCompute(key: string, compute: () => T): T {
    const known = this.entries.get(key);
    if (known !== undefined || this.entries.has(key)) {
      return known as T;
    }
    const value = compute();
    this.keep(key, value);
    return value;
  }

  /** The value for a key, looked for until it is found. */
  public getOrFind(key: string, find: () => T | undefined): T | undefined {
    const known = this.entries.get(key);
    if (known !== undefined) {
      return known;
    }
    const found = find();
    if (found !== undefined) {
      this.keep(key, found);
    }
    return found;
  }

  private keep(key: string, value: T): void {
    if (this.entries.size < this.maxSize && key.length <= MAX_KEY_LENGTH) {
      this.entries.set(key, value);
    }
  }
}

/**
 * Computes a value when it is first asked for, and keeps it. Also the way to load a large module only when it is needed:
 * `lazy(() => require('yaml') as typeof import('yaml'))`.
 */
export function lazy<T>(compute: () => T): () => T {
  let computed: { readonly value: T } | undefined;
  return () => (computed ??= { value: compute() }).value;
}
