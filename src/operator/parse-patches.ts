import { parsePatch } from '../kustomize';
import type { ParsedPatch, Patch } from '../kustomize';
import { ProblemSink } from '../problems';
import type { Problem } from '../problems';
import { Cache } from '../util';

/** A fleet has the same few patches on every cluster: each is read once. */
const parsedPatches = new Cache<ParsedPatch | undefined>(1000);

/** Reads all patches, and reports each one that cannot be read. */
export function parsePatches(patches: readonly Patch[], path: string): { parsed: ParsedPatch[]; problems: readonly Problem[] } {
  const sink = new ProblemSink([path]);
  const parsed = patches.map((patch, index) => parseCached(patch, sink.at(index)));
  return { parsed: parsed.filter((patch) => patch !== undefined), problems: sink.problems };
}

/** A patch that cannot be read is read again, to report its problem where it is. */
function parseCached(patch: Patch, sink: ProblemSink): ParsedPatch | undefined {
  const key = JSON.stringify([patch.patch, patch.target]);
  return parsedPatches.getOrCompute(key, () => parsePatch(patch, new ProblemSink())) ?? parsePatch(patch, sink);
}
