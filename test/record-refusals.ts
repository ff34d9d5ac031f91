// Records why the package refuses what the real API server, operator and kustomize refuse. Run it after a change that was meant, and review the diff:
// npx ts-node -T -P tsconfig.dev.json test/record-refusals.ts
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FLUX_RELEASES } from '../src/flux/releases';
import { ProblemsError } from '../src/problems';
import { PATCH_CASES, PATCH_REFUSALS_FILE, renderPatched } from './distribution/patch-cases';
import { RECORDED } from './golden/cases';
import { refuse, REFUSALS_FILE } from './golden/refuse';
import { listRefusals, writeRefusals } from './harness/refusals';
import { CORPUS, CORPUS_REFUSALS_FILE, runCase } from './kustomize/corpus-cases';

// As in `golden.test.ts`: the newest releases of the day the cases were recorded.
const releases = JSON.parse(readFileSync(join(__dirname, 'golden/releases.json'), 'utf8')) as string[];
(FLUX_RELEASES as string[]).splice(0, FLUX_RELEASES.length, ...releases);

function record<T>(path: string, cases: readonly T[], list: (each: T) => readonly [id: string, problems: Parameters<typeof listRefusals>[0]]): void {
  writeRefusals(path, Object.fromEntries(cases.map(list).map(([id, problems]) => [id, listRefusals(problems)])));
}

record(REFUSALS_FILE, RECORDED.filter(({ outcome }) => outcome === 'refused'), ({ id, instance }) => [id, refuse(instance).problems]);
record(PATCH_REFUSALS_FILE, PATCH_CASES.filter(({ outcome }) => outcome === 'refused'), (each) => [each.id, renderPatched(each).problems]);
record(CORPUS_REFUSALS_FILE, CORPUS.filter(({ errorKind }) => errorKind !== undefined), (each) => {
  const result = runCase(each);
  return [each.name, result instanceof ProblemsError ? result.problems : []];
});
