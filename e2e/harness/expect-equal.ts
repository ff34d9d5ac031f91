import { isDeepStrictEqual } from 'node:util';

/** Throws where the two differ, with both of them. */
export function expectEqual(what: string, received: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(received, expected)) {
    throw new Error(`${what}:\n  expected ${JSON.stringify(expected)}\n  received ${JSON.stringify(received)}`);
  }
}
