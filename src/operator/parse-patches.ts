import { parsePatch } from '../kustomize';
import type { ParsedPatch, Patch } from '../kustomize';
import { Cache } from '../util';
import type { Problem } from '../problems';
import { catchProblems } from './catch-problems';

/** A fleet has the same few patches on every cluster: each is read once. */
const parsedPatches = new Cache<ParsedPatch>(1000);

/** Reads all patches, and reports every one that is none. */
export function parsePatches(patches: readonly Patch[], path: string): { parsed: ParsedPatch[]; problems: Problem[] } {
  const read = patches.map((patch, index) => catchProblems(() => parseCached(patch, `${path}[${index}]`)));
  return { parsed: read.map(({ value }) => value!), problems: read.flatMap(({ problems }) => problems) };
}

function parseCached(patch: Patch, path: string): ParsedPatch {
  return parsedPatches.getOrCompute(JSON.stringify([patch.patch, patch.target]), () => parsePatch(patch, path));
}
