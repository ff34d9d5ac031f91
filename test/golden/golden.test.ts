import { FluxInstanceSync, RuntimeChecks, UnmatchedPatches } from '../../src';
import { listRefusals } from '../harness/refusals';
import { readAllCases, RECORDED } from './cases';
import type { Case } from './cases';
import { refuse, REFUSALS, synthesize } from './refuse';
import { isNamed, VERDICTS } from './verdicts';

// The ranges of the cases resolve to the newest release of the day they were recorded.
jest.mock('../../src/flux/releases', () => ({ FLUX_RELEASES: jest.requireActual<string[]>('./releases.json') }));

const cases = readAllCases();
const families = [...new Set(cases.map(({ family }) => family))].sort();

function selectsNothing({ patchMatches = [] }: Case): boolean {
  return patchMatches.some(({ sync, others }) => sync === 0 && others === 0);
}

describe.each(families)('family %s', (family) => {
  const ofFamily = cases.filter((each) => each.family === family);
  const accepted = ofFamily.filter(({ outcome }) => outcome === 'objects');
  const refused = ofFamily.filter(({ outcome }) => outcome === 'refused');

  if (accepted.length > 0) {
    test.each(accepted.map((each) => [each.id, each] as const))('%s gives the objects that the operator applies', (_, each) => {
      const sync = synthesize(each.instance, selectsNothing(each) ? { unmatchedPatches: UnmatchedPatches.IGNORE } : {});
      expect(sync.objects.map((object) => object.toJson())).toEqual(each.objects);
      const forOthers = (each.patchMatches ?? []).filter(({ others }) => others > 0);
      expect(sync.unappliedPatches).toHaveLength(forOthers.length);
    });
  }

  if (refused.length > 0) {
    test.each(refused.map((each) => [each.id, each] as const))('%s is refused as in the cluster', (id, each) => {
      const found = listRefusals(refuse(each.instance).problems);
      // Cases that were dropped beside the recorded ones come without a verdict.
      expect(found).toEqual(REFUSALS[id] ?? expect.arrayContaining([expect.anything()]));
    });
  }

  const unmatched = accepted.filter(selectsNothing);
  if (unmatched.length > 0) {
    test.each(unmatched.map((each) => [each.id, each] as const))('%s is refused by default, for a patch that selects nothing', (_, each) => {
      expect(refuse(each.instance).problems.map(({ code }) => code)).toContain('PATCH_NO_MATCH');
    });
  }
});

const recorded = RECORDED.filter(({ outcome }) => outcome === 'refused');

describe('of the recorded refusals', () => {
  test('each has a verdict, and problems of ours', () => {
    const ids = recorded.map(({ id }) => id);
    expect(Object.keys(VERDICTS)).toEqual(ids);
    expect(Object.keys(REFUSALS)).toEqual(ids);
  });

  test('each is for the field and the kind of reason that the API server or the operator names', () => {
    const missing = recorded.flatMap(({ id }) => (
      VERDICTS[id].names.filter((named) => !REFUSALS[id].some((found) => isNamed(found, named))).map((named) => [id, ...named])
    ));
    expect(missing).toEqual([]);
  });

  test('each names nothing else, but for a version that admission does not look at, and patches that select nothing', () => {
    const others = recorded.flatMap(({ id }) => {
      const { stage, names } = VERDICTS[id];
      return REFUSALS[id].filter((found) => !names.some((named) => isNamed(found, named))).map(([code, path]) => ({ id, stage, code, path }));
    });
    expect(others.filter(({ stage, code, path }) => (
      !(stage === 'admission' && code.startsWith('VERSION_')) && !(code === 'PATCH_NO_MATCH' && path.endsWith('.target'))
    ))).toEqual([]);
    expect(others).toHaveLength(11);
  });
});

test('the plain objects of an accepted case are what its ApiObjects render', () => {
  for (const { id, instance, objects } of cases.filter(({ family }) => family === 'plain')) {
    const { kind, url, ref, path, name, pullSecret, provider } = instance.spec.sync;
    const plain = instance.spec.sync.interval === undefined && instance.spec.cluster === undefined && instance.spec.commonMetadata === undefined;
    if (plain) {
      expect([id, FluxInstanceSync.manifests({
        kind,
        url,
        ref,
        path,
        name,
        pullSecret,
        provider,
        namespace: instance.metadata.namespace,
        fluxVersion: instance.spec.distribution.version,
        runtimeChecks: RuntimeChecks.OFF,
      })]).toEqual([id, objects]);
    }
  }
});
