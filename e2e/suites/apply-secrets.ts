import * as path from 'node:path';
import { FluxSecret } from '../../src';
import type { ApiClient } from '../harness/api-client';
import type { Binaries } from '../harness/build-binaries';
import { expectEqual } from '../harness/expect-equal';
import { Kubectl } from '../harness/kubectl';
import type { Tally } from '../harness/report';
import { runOrThrow } from '../harness/run-command';
import type { ApiServer } from '../harness/start-api-server';
import { listSecrets } from '../secrets/list-secrets';
import type { SecretCase } from '../secrets/list-secrets';
import { makeKeyMaterial } from '../secrets/make-key-material';
import { synthesize } from '../synthesize';

/** Every Secret applies, and those that a controller logs in or connects with are read back with the controllers' own libraries. */
export async function applySecrets(binaries: Binaries, { api, kubeconfig }: ApiServer, tally: Tally): Promise<void> {
  const { key } = JSON.parse(await runOrThrow(binaries.sopsfile, [], { input: 'a: b', seconds: 30 }));
  const cases = listSecrets(makeKeyMaterial(path.dirname(kubeconfig), key));
  for (const secretCase of cases) {
    try {
      await applySecret(api, new Kubectl(kubeconfig), binaries, secretCase);
      tally.accepted++;
    } catch (error) {
      tally.fail(`${secretCase.name}: ${(error as Error).message}`);
    }
  }
  const code = cases.map(({ build }) => String(build)).join();
  const missing = listFactories().filter((name) => !code.includes(`.${name}(`));
  expectEqual('factories without a case', missing, []);
}

/** The manifest goes through kubectl, as a user's does, and what arrives is compared with what the construct holds. */
async function applySecret(api: ApiClient, kubectl: Kubectl, binaries: Binaries, { name, build, reader, read }: SecretCase): Promise<void> {
  const { yaml, objects: [secret] } = synthesize((chart) => build(chart, name));
  const apply = () => kubectl.runOrThrow(['apply', '--server-side', '--validate=strict', '--filename=-'], yaml);
  await apply();
  const applied = await api.mustGet(secret);
  await apply();
  const again = await api.mustGet(secret);
  expectEqual('resourceVersion after a second apply', again.metadata.resourceVersion, applied.metadata.resourceVersion);

  const stored = Object.entries<string>(again.data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]);
  expectEqual('the stored values', Object.fromEntries(stored), secret.stringData);
  if (reader) {
    const output = await runOrThrow(binaries.readsecret, [reader], { input: JSON.stringify(again), seconds: 30 });
    expectEqual('what the controller reads', JSON.parse(output), read);
  }
}

function listFactories(): string[] {
  const own = Object.getOwnPropertyNames(FluxSecret).filter((name) => !['length', 'name', 'prototype', 'create'].includes(name));
  return own.filter((name) => typeof Reflect.get(FluxSecret, name) === 'function');
}
