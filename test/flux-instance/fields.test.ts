import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Duration, Size } from 'cdk8s';
import { parse } from 'yaml';
import {
  ClusterSize, ClusterType, DistributionVariant, FluxComponent, FluxInstance, ShardStorage, SyncKind, SyncProvider,
} from '../../src';
import type { FluxInstanceProps } from '../../src';
import { makeChart } from '../flux-instance-sync/make-sync';

/** Every field of `spec` in the CRD of FluxInstance, with the values of its enum. */
const FIELDS = JSON.parse(readFileSync(join(__dirname, 'spec-fields.json'), 'utf8')) as Readonly<Record<string, readonly string[]>>;

/** The CRD itself is not part of this repository: FLUX_OPERATOR_CRDS names a folder with it. */
const CRD = join(process.env.FLUX_OPERATOR_CRDS ?? resolve(__dirname, '../../../shared/crds/flux-operator'), 'fluxinstances.yaml');

/** Every prop. */
const ALL: FluxInstanceProps = {
  namespace: 'gitops',
  labels: { team: 'platform' },
  annotations: { 'fluxcd.controlplane.io/reconcileEvery': '1h' },
  distribution: {
    version: '2.9.x',
    registry: 'registry.example.com/fluxcd',
    variant: DistributionVariant.ENTERPRISE_ALPINE,
    imagePullSecret: 'images',
    artifact: 'oci://registry.example.com/flux-manifests:latest',
    artifactPullSecret: 'artifact',
  },
  components: [FluxComponent.SOURCE_CONTROLLER, FluxComponent.KUSTOMIZE_CONTROLLER],
  cluster: {
    type: ClusterType.AZURE,
    size: ClusterSize.LARGE,
    domain: 'cluster.example',
    networkPolicy: false,
    multitenant: true,
    tenantDefaultServiceAccount: 'tenant',
    tenantDefaultDecryptionServiceAccount: 'decryption',
    tenantDefaultKubeConfigServiceAccount: 'remote',
    objectLevelWorkloadIdentity: true,
    multitenantWorkloadIdentity: true,
  },
  storage: { storageClass: 'fast', size: Size.gibibytes(10) },
  sharding: { shards: ['one', 'two'], key: 'sharding.example.com/key', storage: ShardStorage.PERSISTENT },
  commonMetadata: { labels: { app: 'flux' }, annotations: { 'example.com/note': 'x' } },
  wait: false,
  migrateResources: false,
  sync: {
    kind: SyncKind.GIT_REPOSITORY,
    url: 'https://git.example.com/fleet.git',
    ref: 'refs/heads/main',
    path: './',
    name: 'fleet',
    interval: Duration.minutes(5),
    pullSecret: 'git',
    provider: SyncProvider.GENERIC,
  },
  patches: [{
    patch: '- op: add\n  path: /spec/replicas\n  value: 2\n',
    target: {
      group: 'apps', version: 'v1', kind: 'Deployment', name: '.*', namespace: 'gitops', labelSelector: 'a=b', annotationSelector: '!x',
    },
  }],
};

const ENUMS: Readonly<Record<string, object>> = {
  'cluster.size': ClusterSize,
  'cluster.type': ClusterType,
  'components[]': FluxComponent,
  'distribution.variant': DistributionVariant,
  'sharding.storage': ShardStorage,
  'sync.kind': SyncKind,
  'sync.provider': SyncProvider,
};

function listFields(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((each) => listFields(each, `${path}[]`));
  }
  // A map of strings is one field.
  return typeof value === 'object' && value !== null && !/[lL]abels$|annotations$/.test(path)
    ? Object.entries(value).flatMap(([key, each]) => listFields(each, path === '' ? key : `${path}.${key}`)) : [path];
}

test('every field of the API has a prop, and every prop is a field', () => {
  const { node } = new FluxInstance(makeChart(), 'flux', { ...ALL, unmatchedPatches: 'ignore' as never });
  const { spec } = (node.defaultChild as any).toJson();
  expect([...new Set(listFields(spec))].sort()).toEqual(Object.keys(FIELDS).sort());
});

test('every closed set of values has an enum with all of them', () => {
  const closed = Object.entries(FIELDS).filter(([, values]) => values.length > 0);
  const enums = Object.entries(ENUMS).map(([field, values]) => [field, Object.values(values).sort()]);
  expect(Object.fromEntries(closed)).toEqual(Object.fromEntries(enums));
});

(existsSync(CRD) ? test : test.skip)('the recorded fields are those of the CRD', () => {
  const found: Record<string, readonly string[]> = {};
  const walk = (schema: any, path: string): void => {
    if (schema.type === 'array') {
      walk(schema.items, `${path}[]`);
    } else if (schema.properties !== undefined) {
      Object.entries(schema.properties).forEach(([key, each]) => walk(each, path === '' ? key : `${path}.${key}`));
    } else {
      found[path] = [...schema.enum ?? []].sort();
    }
  };
  walk(parse(readFileSync(CRD, 'utf8')).spec.versions[0].schema.openAPIV3Schema.properties.spec, '');
  expect(found).toEqual(FIELDS);
});
