/** What jsii-diff does not look at: it would make every change of a sentence or a line number a change of the baseline. */
const DROPPED = ['docs', 'readme', 'locationInModule', 'symbolId', 'metadata', 'fingerprint', 'author', 'description', 'keywords'];

/**
 * Reduces an assembly to what jsii-diff compares.
 */
export function reduceAssembly(assembly: object): object {
  return { ...drop(assembly) as object, fingerprint: '' };
}

function drop(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(drop);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).filter(([key]) => !DROPPED.includes(key)).map(([key, child]) => [key, drop(child)]));
}
