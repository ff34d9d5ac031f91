import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { Kubectl } from './kubectl';
import type { ApiServer } from './start-api-server';
import { waitFor } from './wait-for';

/** One folder for each Flux minor. */
export const CRDS = path.join(__dirname, '..', '..', 'imports', 'crds');

/** Every Flux minor whose CRDs the package carries, oldest first. */
export function listMinors(): string[] {
  return readdirSync(CRDS).sort((left, right) => Number(left.split('.')[1]) - Number(right.split('.')[1]));
}

/** Installs the CRDs of one minor and waits until the server serves them. */
export async function installCrds({ api, kubeconfig }: ApiServer, minor: string): Promise<void> {
  await new Kubectl(kubeconfig).runOrThrow(['apply', '--server-side', '--validate=strict', '-f', path.join(CRDS, minor)]);

  await waitFor(`the CRDs of Flux ${minor} to be served`, 30, async () => {
    const { body } = await api.request('GET', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions');
    for (const { metadata, spec } of body.items) {
      for (const version of spec.versions) {
        const resource = `/apis/${spec.group}/${version.name}/${spec.names.plural}`;
        const { status } = version.served ? await api.request('GET', resource) : { status: 200 };
        if (status !== 200) {
          throw new Error(`${metadata.name} ${version.name}: ${status}`);
        }
      }
    }
  });
}
