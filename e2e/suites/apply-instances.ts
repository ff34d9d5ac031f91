import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { FluxInstance, RuntimeChecks, UnmatchedPatches } from '../../src';
import { OPTION_CASES } from '../../test/options/option-cases';
import { applyTwice } from '../harness/apply-objects';
import { expectEqual } from '../harness/expect-equal';
import { Kubectl, readEach } from '../harness/kubectl';
import type { Tally } from '../harness/report';
import type { ApiServer } from '../harness/start-api-server';
import { waitFor } from '../harness/wait-for';
import { readFixtures } from '../recorded';
import { readObjects, synthesize } from '../synthesize';
import type { Synthesized } from '../synthesize';

export const APPLY_INSTANCES = 'FluxInstances: the examples, the fixtures and every typed option, applied twice';

/** The CRD of FluxInstance is not part of this repository: FLUX_OPERATOR_CRDS names a folder with it. */
const CRD = path.join(process.env.FLUX_OPERATOR_CRDS ?? path.join(__dirname, '..', '..', '..', 'shared', 'crds', 'flux-operator'), 'fluxinstances.yaml');

export function hasInstanceCrd(): boolean {
  return existsSync(CRD);
}

export function isInstanceFile(file: string): boolean {
  return readObjects(readFileSync(file, 'utf8')).some(({ kind }) => kind === 'FluxInstance');
}

const URLS = { GitRepository: 'https://git.example.com/fleet.git', OCIRepository: 'oci://registry.example.com/fleet', Bucket: 'minio.example.com' };

/** What the construct emits, on a server with the CRD of the operator. */
export async function applyInstances({ api, kubeconfig }: ApiServer, files: readonly string[], tally: Tally): Promise<void> {
  const kubectl = new Kubectl(kubeconfig);
  await kubectl.runOrThrow(['apply', '--server-side', '-f', CRD]);
  await waitFor('the CRD of FluxInstance to be served', 30, async () => {
    const { status } = await api.request('GET', '/apis/fluxcd.controlplane.io/v1/fluxinstances');
    if (status !== 200) {
      throw new Error(`fluxinstances: ${status}`);
    }
  });
  const manifests = [...files.map(readFile), ...emitFixtures(), ...emitOptions()];
  const found = await readEach((yaml) => kubectl.read(yaml), manifests);
  for (const [index, { objects }] of manifests.entries()) {
    const read = found[index];
    try {
      if (read instanceof Error) {
        throw read;
      }
      expectEqual('the manifest as kubectl reads it', read, objects);
      await applyTwice(api, read);
      tally.accepted += read.length;
    } catch (error) {
      tally.fail(`${manifests[index].yaml}: ${(error as Error).message}`);
    }
  }
}

function readFile(file: string): Synthesized {
  const yaml = readFileSync(file, 'utf8');
  return { yaml, objects: readObjects(yaml) };
}

function emitFixtures(): Synthesized[] {
  // Those whose strings break the operator's YAML are refused.
  return readFixtures().filter(({ outcome }) => outcome === 'objects').flatMap(({ instance }) => {
    try {
      return [synthesize((chart) => FluxInstance.fromYaml(chart, 'flux', JSON.stringify(instance), {
        unmatchedPatches: UnmatchedPatches.IGNORE, runtimeChecks: RuntimeChecks.OFF,
      }))];
    } catch (error) {
      if (/UNQUOTED_STRING_BREAKS/.test((error as Error).message)) {
        return [];
      }
      throw error;
    }
  });
}

function emitOptions(): Synthesized[] {
  return OPTION_CASES.map(({ kind, given, provider }) => synthesize((chart) => new FluxInstance(chart, 'flux', {
    runtimeChecks: RuntimeChecks.OFF,
    sync: toSync(kind === 'Kustomization' ? 'GitRepository' : kind, given, provider) as never,
  })));
}

function toSync(kind: keyof typeof URLS, given: object, provider: string | undefined): object {
  const hasRef = Object.values(given).some((options: object) => 'ref' in options);
  return { kind, url: URLS[kind], path: './', ...hasRef ? {} : { ref: 'main' }, ...provider === undefined ? {} : { provider }, ...given };
}
