import { configMap, file } from './config-map';
import type { World } from './world';
import { SubstituteFromKind } from '../../src';
import { expectEqual } from '../harness/expect-equal';

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
