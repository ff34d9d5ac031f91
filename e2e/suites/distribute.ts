import { existsSync, mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { JsonPatch, Size } from 'cdk8s';
import { ClusterSize, FluxComponent, FluxDistribution, Patches, RuntimeChecks, ShardStorage, SyncKind, UnmatchedPatches } from '../../src';
import type { KubeObject } from '../../src/util';
import { hashSpec, readCases, SHARED } from '../../test/distribution/golden-cases';
import { ensureNamespaces } from '../harness/apply-objects';
import { expectEqual } from '../harness/expect-equal';
import { Kubectl } from '../harness/kubectl';
import type { Tally } from '../harness/report';
import type { ApiServer } from '../harness/start-api-server';
import { Guide, readGuide } from '../migration/guide';
import { readObjects, synthesize } from '../synthesize';

const FIXTURES = path.join(__dirname, '..', '..', 'test', 'distribution');
const REAL = path.join(SHARED, 'artifact');

/** Flux's manifests as they are shipped, where they are there; else the fixture, whose CRDs take any field. */
const MANIFESTS = existsSync(REAL) ? REAL : path.join(FIXTURES, 'fixtures', 'artifact-small');
const FILE = 'dist/my-cluster.k8s.yaml';

/** Follows docs/whole-cluster.md in a cluster that has nothing, not even a CRD of Flux. */
export async function installWholeCluster({ api, kubeconfig }: ApiServer, folder: string, tally: Tally): Promise<void> {
  const guide = new Guide(new Kubectl(kubeconfig), folder, readGuide('whole-cluster.md'));
  const { yaml, objects } = synthesize((chart) => new FluxDistribution(chart, 'flux', {
    manifests: MANIFESTS,
    distribution: { version: '2.9.4' },
    components: Object.values(FluxComponent),
    cluster: { size: ClusterSize.MEDIUM, multitenant: true },
    storage: { storageClass: 'standard', size: Size.gibibytes(10) },
    sharding: { shards: ['shard1', 'shard2'], storage: ShardStorage.PERSISTENT },
    sync: {
      kind: SyncKind.GIT_REPOSITORY,
      url: 'https://github.com/my-org/my-fleet.git',
      ref: 'refs/heads/main',
      path: 'clusters/my-cluster',
      pullSecret: 'flux-system',
    },
    patches: [Patches.json6902({ kind: 'Deployment', name: '(kustomize|helm)-controller' }, JsonPatch.add('/spec/replicas', 2))],
  }));
  mkdirSync(path.join(folder, 'dist'), { recursive: true });
  guide.write(FILE, yaml);
  const first = await guide.run('first-apply', (code) => code.split(' || ')[0]);
  expectEqual('what kubectl says of the kinds that it does not know yet', [first.code, /no matches for kind "GitRepository"/.test(first.stderr)], [1, true]);
  await guide.mustRun('first-apply');
  await guide.mustRun('secret', (code) => `GIT_TOKEN=x\n${code}`);

  const before = await Promise.all(objects.map((object) => api.mustGet(object)));
  await guide.mustRun('apply');
  const after = await Promise.all(objects.map((object) => api.mustGet(object)));
  objects.forEach((object, index) => {
    const what = `${object.kind} ${object.metadata.name}`;
    // The default of a status is stored with the first apply that follows it.
    if (!object.apiVersion.includes('.toolkit.fluxcd.io/')) {
      expectEqual(`resourceVersion of ${what} after a second apply`, after[index].metadata.resourceVersion, before[index].metadata.resourceVersion);
    }
    expectKept(what, object, after[index]);
    tally.accepted++;
  });
  await guide.mustRun('diff');
}

/** Every FluxInstance whose objects were recorded from the real operator: the API server would take all of them, with strict validation. */
export async function tryDistributions({ api }: ApiServer, tally: Tally): Promise<void> {
  const manifests = path.join(FIXTURES, 'fixtures', 'artifact-small');
  const seen = new Set<string>();
  for (const { id, instance, objects: recorded } of readCases(path.join(FIXTURES, 'distribution.small.jsonl'))) {
    const { yaml } = synthesize((chart) => FluxDistribution.fromYaml(chart, 'flux', JSON.stringify(instance), {
      manifests, unmatchedPatches: UnmatchedPatches.IGNORE, runtimeChecks: RuntimeChecks.OFF,
    }));
    const objects = readObjects(yaml);
    expectEqual(id, objects.map((object) => hashSpec(object as KubeObject)), recorded);
    const fresh = objects.filter((object) => !seen.has(JSON.stringify(object)) && object.kind !== 'CustomResourceDefinition');
    fresh.forEach((object) => seen.add(JSON.stringify(object)));
    await ensureNamespaces(api, fresh.filter(({ metadata }) => metadata.namespace !== undefined));
    for (const object of fresh) {
      try {
        await api.mustApply(object, { dryRun: true, force: true });
        tally.accepted++;
      } catch (error) {
        tally.fail(`${id}: ${(error as Error).message}`);
      }
    }
  }
}

/** Every field that was applied is in the cluster with its value. The server adds defaults. */
function expectKept(what: string, given: unknown, found: unknown): void {
  if (Array.isArray(given)) {
    expectEqual(`${what}: length`, (found as unknown[] | undefined)?.length, given.length);
    given.forEach((item, index) => expectKept(`${what}[${index}]`, item, (found as unknown[])[index]));
  } else if (typeof given === 'object' && given !== null) {
    Object.entries(given).forEach(([key, value]) => expectKept(`${what}.${key}`, value, (found as Record<string, unknown> | undefined)?.[key]));
  } else {
    expectEqual(what, found, given);
  }
}
