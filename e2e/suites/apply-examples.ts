import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { KubeObject } from '../harness/api-client';
import { ensureNamespaces } from '../harness/ensure-namespaces';
import { expectEqual } from '../harness/expect-equal';
import { Kubectl } from '../harness/kubectl';
import { playController } from '../harness/play-controller';
import type { Tally } from '../harness/report';
import type { ApiServer } from '../harness/start-api-server';
import { minorOf } from '../minor-of';
import { readObjects } from '../synthesise';

const EXAMPLES = path.join(__dirname, '..', '..', 'examples');

/** The checked-in YAML of the examples for this Flux minor, with the real kubectl, twice. */
export async function applyExamples(server: ApiServer, minor: string, newest: string, tally: Tally): Promise<void> {
  for (const file of listExamples()) {
    const objects = readObjects(readFileSync(path.join(EXAMPLES, file), 'utf8'));
    if (findMinor(objects, newest) === minor) {
      try {
        await applyFile(server, path.join(EXAMPLES, file), objects);
        tally.accepted += objects.length;
      } catch (error) {
        tally.fail(`${file}: ${(error as Error).message}`);
      }
    }
  }
}

async function applyFile({ api, kubeconfig }: ApiServer, file: string, objects: readonly KubeObject[]): Promise<void> {
  const kubectl = new Kubectl(kubeconfig);
  const apply = () => kubectl.runOrThrow(['apply', '--server-side', '--validate=strict', '-f', file]);
  await ensureNamespaces(api, objects);
  await apply();
  const first = await Promise.all(objects.map((object) => playController(api, object)));
  await apply();
  const second = await Promise.all(objects.map((object) => api.mustGet(object)));
  expectEqual('resourceVersions after a second apply', second.map(readVersion), first.map(readVersion));
  // The next example may have objects of the same names. The CRDs stay: everything else here needs them.
  for (const object of objects.filter(({ kind }) => kind !== 'CustomResourceDefinition' && kind !== 'Namespace')) {
    await api.delete(object);
  }
}

function readVersion({ metadata }: KubeObject): string {
  return metadata.resourceVersion;
}

/** What `cdk8s synth` wrote, in whatever language. */
function listExamples(): string[] {
  const files = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' });
  const examples = files.filter((file) => file.endsWith('.k8s.yaml') && !file.includes('node_modules')).sort();
  if (examples.length === 0) {
    throw new Error(`no *.k8s.yaml below ${EXAMPLES}`);
  }
  return examples;
}

function findMinor(objects: readonly KubeObject[], newest: string): string {
  const release = objects.map(({ metadata }) => metadata.labels?.['app.kubernetes.io/version']).find((version) => /^v2\./.test(version));
  return release === undefined ? newest : minorOf(release);
}
