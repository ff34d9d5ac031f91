/**
 * The candidate that a typing mistake most likely meant, or `undefined` where nothing is near.
 */
export function suggestNearest(given: string, candidates: Iterable<string>): string | undefined {
  if (given.length > 100) {
    return undefined;
  }
  const wanted = given.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(given.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = countEdits(wanted, candidate.toLowerCase(), least);
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** Edits (insert, delete, replace, swap of neighbours) between two short strings, given up at `limit`. */
function countEdits(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) {
    return limit;
  }
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    before = previous;
    previous = row;
  }
  return previous[b.length];
}

/** What to write instead of a mistyped name or value: `did you mean target?`. `undefined` where nothing is near. */
export function suggestRemedy(given: unknown, candidates: Iterable<string>): string | undefined {
  const nearest = typeof given === 'string' ? suggestNearest(given, candidates) : undefined;
  return nearest === undefined ? undefined : `did you mean ${nearest}?`;
}
