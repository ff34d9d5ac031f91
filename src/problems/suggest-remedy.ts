import { suggestNearest } from './suggest-nearest';

/** What to write instead of a mistyped name or value: `did you mean target?`. `undefined` where nothing is near. */
export function suggestRemedy(given: unknown, candidates: Iterable<string>): string | undefined {
  const nearest = typeof given === 'string' ? suggestNearest(given, candidates) : undefined;
  return nearest === undefined ? undefined : `did you mean ${nearest}?`;
}
