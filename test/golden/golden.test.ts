import { App, Chart } from 'cdk8s';
import { FluxInstanceSync, RuntimeChecks, UnmatchedPatches } from '../../src';
import type { SyncOptions } from '../../src';
import { ProblemsError } from '../../src/problems';
import { readAllCases } from './cases';
import type { Case } from './cases';

// The ranges of the cases resolve to the newest release of the day they were recorded.
jest.mock('../../src/flux/releases', () => ({ FLUX_RELEASES: jest.requireActual<string[]>('./releases.json') }));

const cases = readAllCases();
const families = [...new Set(cases.map(({ family }) => family))].sort();

/** The controllers have no say in the goldens: they were made by the operator and the API server alone. */
function synthesize(instance: any, options: SyncOptions = {}): FluxInstanceSync {
  const chart = new Chart(new App(), 'cluster');
  return FluxInstanceSync.fromYaml(chart, 'sync', JSON.stringify(instance), { runtimeChecks: RuntimeChecks.OFF, ...options });
}

function refuse(instance: any): ProblemsError {
  try {
    synthesize(instance);
  } catch (error) {
    expect(error).toBeInstanceOf(ProblemsError);
    return error as ProblemsError;
  }
  throw new Error('was accepted');
}

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
    test.each(refused.map((each) => [each.id, each] as const))('%s is refused as in the cluster', (_, each) => {
      expect(refuse(each.instance).problems.length).toBeGreaterThan(0);
    });
  }

  const unmatched = accepted.filter(selectsNothing);
  if (unmatched.length > 0) {
    test.each(unmatched.map((each) => [each.id, each] as const))('%s is refused by default, for a patch that selects nothing', (_, each) => {
      expect(refuse(each.instance).problems.map(({ code }) => code)).toContain('PATCH_NO_MATCH');
    });
  }
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
