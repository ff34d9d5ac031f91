/** Between two looks. Short, because everything is on loopback. */
const PAUSE_MS = 100;

/** What a probe throws when waiting longer cannot help. */
export class Hopeless extends Error {}

/**
 * Looks until the probe no longer throws, and returns what it returned. A probe says in its error what it saw instead,
 * so a wait that runs out says what it waited for and what was there.
 */
export async function waitFor<T>(what: string, seconds: number, probe: () => Promise<T> | T): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await probe();
    } catch (seen) {
      const seenMessage = seen instanceof Error ? seen.message : String(seen);
      if (seen instanceof Hopeless) {
        throw new Error(`waited for ${what}, which cannot come any more: ${seenMessage}`);
      }
      if (Date.now() > deadline) {
        throw new Error(`waited ${seconds} s for ${what}; last seen: ${seenMessage}`);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
