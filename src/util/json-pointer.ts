/** Escapes a key for use in a JSON pointer: `a/b` becomes `a~1b`. */
export function escapePointer(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}
