import { FluxSecret, SecretValue, SubstituteFromKind } from '../../src';
import { expectEqual } from '../harness/expect-equal';
import { runOrThrow } from '../harness/run-command';
import { synthesize } from '../synthesize';
import { configMap, file } from './config-map';
import type { World } from './world';

export async function decryptSecret(world: World): Promise<void> {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'decrypted', namespace: 'default' }, stringData: { password: 'open sesame' } };
  const { key, encrypted } = JSON.parse(await runOrThrow(world.binaries.sopsfile, [], { input: file(secret), seconds: 30 }));
  expectEqual('plain text in the encrypted file', encrypted.includes('open sesame'), false);

  const { objects: [keySecret] } = synthesize((chart) => FluxSecret.sopsAge(chart, 'sops-age', {
    keys: { 'a.agekey': SecretValue.unsafePlainText(key) },
    allowPlainTextInOutput: true,
  }));
  await world.api.mustApply(keySecret);
  const { source, kustomization } = await world.applySync({ name: 'decrypt', path: '.', kustomization: { decryption: { secret: 'sops-age' } } });
  await world.artifacts.publish(source, 'main@sha1:1', { 'secret.yaml': encrypted });
  await world.waitReady(kustomization, 'main@sha1:1');

  const { data } = await world.api.mustGet(secret);
  expectEqual('the decrypted password', Buffer.from(data.password, 'base64').toString(), 'open sesame');
}

export async function substituteVariables(world: World): Promise<void> {
  const variables = { ...configMap('substitute-from', { zone: 'b', region: 'overridden' }) };
  variables.metadata.namespace = 'flux-system';
  await world.api.mustApply(variables);
  const { source, kustomization } = await world.applySync({
    name: 'substitute',
    path: '.',
    kustomization: {
      postBuild: {
        substitute: { region: 'eu-central-1' },
        substituteFrom: [{ kind: SubstituteFromKind.CONFIG_MAP, name: 'substitute-from' }],
      },
    },
  });
  const written = configMap('substituted', { place: '${region}${zone}', tier: '${tier:=small}' });
  await world.artifacts.publish(source, 'main@sha1:1', { 'a.yaml': file(written) });
  await world.waitReady(kustomization, 'main@sha1:1');

  expectEqual('data', (await world.api.mustGet(written)).data, { place: 'eu-central-1b', tier: 'small' });
}
