import { parsePatch } from '../kustomize';
import type { ParsedPatch } from '../kustomize';
import type { Problem } from '../problems';
import { catchProblems } from './catch-problems';
import type { PatchSpec } from './sync-spec';

/** A fleet has the same few patches on every cluster: each is read once. The bound keeps made-up input from filling memory. */
const cache = new Map<string, ParsedPatch>();
const MOST_CACHED = 1000;

/** Reads all patches, and reports every one that is none. */
export function parsePatches(patches: readonly PatchSpec[], path: string): { parsed: ParsedPatch[]; problems: Problem[] } {
  const read = patches.map((patch, index) => catchProblems(() => parseCached(patch, `${path}[${index}]`)));
  return { parsed: read.map(({ value }) => value!), problems: read.flatMap(({ problems }) => problems) };
}

function parseCached(patch: PatchSpec, path: string): ParsedPatch {
  const key = JSON.stringify([patch.patch, patch.target]);
  const known = cache.get(key);
  if (known !== undefined) {
    return known;
  }
  const parsed = parsePatch(patch, path);
  if (cache.size < MOST_CACHED) {
    cache.set(key, parsed);
  }
  return parsed;
}
