import { isDeepStrictEqual } from 'node:util';
import { parsePatches, parseResources, runPatches } from '../../src/kustomize';
import { ProblemSink } from '../../src/problems';
import type { Binaries } from '../harness/build-binaries';
import type { Tally } from '../harness/report';
import { runOrThrow } from '../harness/run-command';
import { pickCase } from '../patches/random-patch';
import type { PatchCase } from '../patches/random-patch';

/** What the row of a run is called. */
export const COMPARE_PATCHES = 'random patches: what kustomize makes of them';

const CASES = 2000;
/** The cases of one seed lie apart from those of the next. */
const SEED_DISTANCE = 1_000_000;

/** What becomes of a case: its objects, or why there are none. */
interface Outcome {
  readonly objects?: unknown;
  readonly error?: string;
}

/** What docs/patches.md says about a difference, and the cases that it may explain. Nothing else may differ. */
const KNOWN_DIFFERENCES: readonly { readonly what: RegExp; readonly error: RegExp }[] = [
  { what: /[\u0085\u2028\u2029]/, error: /must not contain U\+0085, U\+2028 or U\+2029|must be strict JSON/ },
  { what: /\/metadata\/(?:labels|annotations)\/(?![^"'\s])/, error: /cannot set a field whose name is empty/ },
  { what: /labels|annotations/, error: /must not leave a list in metadata\.(?:labels|annotations)/ },
  { what: /[[{,:]\s*-[,\]}]/, error: /Block collections are not allowed within flow collections/ },
];

/** Random objects and patches, through kustomize and through this package: both refuse, or both make the same objects. */
export async function comparePatches({ kustomize }: Pick<Binaries, 'kustomize'>, tally: Tally, seed = 1, count = CASES): Promise<void> {
  const cases = Array.from({ length: count }, (_, index) => pickCase(seed * SEED_DISTANCE + index));
  const answers: readonly Outcome[] = JSON.parse(await runOrThrow(kustomize, [], { input: JSON.stringify(cases), seconds: 600 }));
  cases.forEach((each, index) => {
    const ours = applyPatches(each);
    const theirs = answers[index];
    if (isSame(ours, theirs)) {
      tally[ours.error === undefined ? 'accepted' : 'refused']++;
    } else if (!isKnown(each, ours)) {
      const told = { here: ours.error ?? ours.objects, kustomize: theirs.error ?? theirs.objects };
      tally.fail(`case ${seed * SEED_DISTANCE + index}: ${JSON.stringify({ ...each, ...told })}`);
    }
  });
}

function isSame(ours: Outcome, theirs: Outcome): boolean {
  return ours.error === undefined ? theirs.error === undefined && isDeepStrictEqual(ours.objects, theirs.objects) : theirs.error !== undefined;
}

function isKnown(each: PatchCase, { error = '' }: Outcome): boolean {
  const texts = [each.resources, ...each.patches.map(({ patch }) => patch)];
  return KNOWN_DIFFERENCES.some((known) => known.error.test(error) && texts.some((text) => known.what.test(text)));
}

function applyPatches({ resources, patches }: PatchCase): Outcome {
  const sink = new ProblemSink();
  const objects = parseResources(resources, sink);
  const entries = objects && parsePatches(patches, sink);
  const run = entries && runPatches(objects, entries, sink);
  return run ? { objects: JSON.parse(JSON.stringify(run.resources)) } : { error: sink.problems.map(({ code, rule }) => `${code} ${rule}`).join('; ') };
}
