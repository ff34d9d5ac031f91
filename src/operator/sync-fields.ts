/** Everything that shapes a sync, each with the place where its author wrote it. */
export type SyncField = 'kind' | 'url' | 'ref' | 'path' | 'name' | 'interval' | 'pullSecret' | 'provider' | 'namespace' | 'instanceName'
  | 'fluxVersion' | 'multitenant' | 'labels' | 'annotations' | 'patches';

export type SyncFields = Readonly<Record<SyncField, string>>;

/** The fields of a FluxInstance manifest. */
export const INSTANCE_FIELDS: SyncFields = {
  kind: 'spec.sync.kind',
  url: 'spec.sync.url',
  ref: 'spec.sync.ref',
  path: 'spec.sync.path',
  name: 'spec.sync.name',
  interval: 'spec.sync.interval',
  pullSecret: 'spec.sync.pullSecret',
  provider: 'spec.sync.provider',
  namespace: 'metadata.namespace',
  instanceName: 'metadata.name',
  fluxVersion: 'spec.distribution.version',
  multitenant: 'spec.cluster.multitenant',
  labels: 'spec.commonMetadata.labels',
  annotations: 'spec.commonMetadata.annotations',
  patches: 'spec.kustomize.patches',
};

/** The props of the construct. */
export const PROP_FIELDS: SyncFields = {
  kind: 'kind',
  url: 'url',
  ref: 'ref',
  path: 'path',
  name: 'name',
  interval: 'interval',
  pullSecret: 'pullSecret',
  provider: 'provider',
  namespace: 'namespace',
  instanceName: 'instanceName',
  fluxVersion: 'fluxVersion',
  multitenant: 'multitenant',
  labels: 'commonMetadata.labels',
  annotations: 'commonMetadata.annotations',
  patches: 'patches',
};
