import { COMPONENT_NAMES, DEFAULT_COMPONENTS, isAtLeast, resolveRelease } from '../flux';
import {
  anything, boolean, checkSince, custom, enumOf, field, listOf, mapOf, readStruct, required, string, stringOrEmpty, stringWith, struct,
} from '../input';
import type { ValuesOf } from '../input';
import { PATCH } from '../options';
import { ProblemSink } from '../problems';
import { checkMetadata, checkMetadataFields } from '../schema';
import { isObject, isUtf8, lazy } from '../util';
import { SYNC_OPTIONS, toSettings } from './checks';
import { explainManifestField } from './field-places';
import { findInstance } from './find-instance';
import { completeSpec } from './instance-spec';
import type { FieldNames } from './instance-spec';
import { FLUX_VERSION, SYNC_FIELDS } from './props';
import type { SyncInput } from './read-props';

// The patch engine is large: it waits until there is a manifest to read.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadKustomize = lazy(() => require('../kustomize') as typeof import('../kustomize'));

const STRING_MAP = mapOf(stringOrEmpty);
/** The operator reads an empty string here as one that was left out. */
const optionalName = stringWith({ empty: 'absent', maxLength: 63 });

const CLUSTER = struct({
  domain: field(stringOrEmpty),
  multitenant: field(boolean),
  multitenantWorkloadIdentity: field(boolean, { since: '2.7' }),
  networkPolicy: field(boolean),
  objectLevelWorkloadIdentity: field(boolean, { since: '2.6' }),
  size: field(enumOf(['small', 'medium', 'large'] as const)),
  tenantDefaultDecryptionServiceAccount: field(stringOrEmpty),
  tenantDefaultKubeConfigServiceAccount: field(stringOrEmpty),
  tenantDefaultServiceAccount: field(stringOrEmpty),
  type: field(enumOf(['kubernetes', 'openshift', 'aws', 'azure', 'gcp'] as const)),
});

const DISTRIBUTION = struct({
  artifact: field(stringWith({ form: { matches: (value) => value.startsWith('oci://'), rule: 'must start with oci://' } })),
  artifactPullSecret: field(stringOrEmpty),
  imagePullSecret: field(stringOrEmpty),
  registry: required(stringOrEmpty),
  variant: field(enumOf(['upstream-alpine', 'enterprise-alpine', 'enterprise-distroless', 'enterprise-distroless-fips'] as const)),
  version: required(FLUX_VERSION),
});

const SHARDING = struct({
  key: field(stringOrEmpty),
  shards: required(listOf(stringOrEmpty)),
  storage: field(enumOf(['ephemeral', 'persistent'] as const)),
});

const SPEC_FIELDS = {
  cluster: field(CLUSTER),
  commonMetadata: field(struct({ annotations: field(STRING_MAP), labels: field(STRING_MAP) })),
  components: field(listOf(enumOf(COMPONENT_NAMES))),
  distribution: required(DISTRIBUTION),
  kustomize: field(struct({ patches: field(listOf(PATCH)) })),
  migrateResources: field(boolean),
  sharding: field(SHARDING),
  storage: field(struct({ class: required(stringOrEmpty), size: required(stringOrEmpty) })),
  sync: required(struct({
    ...SYNC_FIELDS,
    ref: required(string),
    name: field(optionalName),
    pullSecret: field(stringWith({ empty: 'absent' })),
  })),
  wait: field(boolean),
};

const SPEC = struct(SPEC_FIELDS);

const API_VERSION = 'fluxcd.controlplane.io/v1';

/** The status is the operator's own, and not looked into. */
const FLUX_INSTANCE = struct({
  apiVersion: required(enumOf([API_VERSION])),
  kind: required(enumOf(['FluxInstance'])),
  metadata: required(custom(readMetadata)),
  spec: required(SPEC),
  status: field(anything),
});

const MANIFEST_NAMES: FieldNames = {
  kind: ['spec', 'sync', 'kind'],
  url: ['spec', 'sync', 'url'],
  ref: ['spec', 'sync', 'ref'],
  path: ['spec', 'sync', 'path'],
  name: ['spec', 'sync', 'name'],
  interval: ['spec', 'sync', 'interval'],
  pullSecret: ['spec', 'sync', 'pullSecret'],
  provider: ['spec', 'sync', 'provider'],
  namespace: ['metadata', 'namespace'],
  instanceName: ['metadata', 'name'],
  fluxVersion: ['spec', 'distribution', 'version'],
  multitenant: ['spec', 'cluster', 'multitenant'],
  labels: ['spec', 'commonMetadata', 'labels'],
  annotations: ['spec', 'commonMetadata', 'annotations'],
  patches: ['spec', 'kustomize', 'patches'],
};

/**
 * Reads a sync that is written as a FluxInstance manifest, in YAML or JSON, and checks it as the operator's API does: its schema, its rules across
 * fields, its metadata.
 *
 * @param defaultNamespace the namespace of a manifest that names none, as `kubectl -n` gives one
 */
export function readManifest(text: unknown, options: unknown, defaultNamespace?: string): SyncInput {
  const sink = new ProblemSink();
  const warnings = new ProblemSink();
  const settings = toSettings(readStruct(SYNC_OPTIONS, options === undefined ? {} : options, sink.at('options'), { form: 'props' }));
  const failed = { names: MANIFEST_NAMES, operations: new Map<string, never>(), settings, settingsField: ['options'], sink, warnings, form: 'manifest' as const };
  const manifest = parseText(text, sink);
  if (manifest === undefined) {
    return failed;
  }
  const { metadata, spec } = readStruct(FLUX_INSTANCE, manifest, sink, { form: 'manifest', explain: (member) => explainManifestField(member, SPEC) });
  if (spec === undefined) {
    return failed;
  }
  checkRules(spec, sink.at('spec'));
  const { cluster, commonMetadata, components, distribution, kustomize, sharding, storage, sync } = spec;
  return {
    ...failed,
    spec: completeSpec({
      ...sync,
      namespace: metadata?.namespace ?? defaultNamespace,
      instanceName: metadata?.name,
      fluxVersion: distribution?.version,
      multitenant: cluster?.multitenant,
      labels: commonMetadata?.labels,
      annotations: commonMetadata?.annotations,
      patches: kustomize?.patches,
      components: components ?? DEFAULT_COMPONENTS,
      cluster,
      distribution,
      sharding: sharding?.shards === undefined ? undefined : { ...sharding, shards: sharding.shards },
      storage: storage?.class === undefined || storage.size === undefined ? undefined : { class: storage.class, size: storage.size },
    }, MANIFEST_NAMES, sink, warnings),
  };
}

function parseText(text: unknown, sink: ProblemSink): Readonly<Record<string, unknown>> | undefined {
  if (typeof text !== 'string') {
    return sink.report({ code: 'INPUT_TYPE', rule: 'must be a string', received: text });
  }
  if (!isUtf8(text)) {
    return sink.report({ code: 'INPUT_YAML', rule: 'contains an unpaired surrogate' });
  }
  const documents = loadKustomize().parseDocuments(text, sink);
  return documents === undefined ? undefined : findInstance(documents, sink);
}

interface InstanceMetadata {
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

function readMetadata(value: unknown, sink: ProblemSink): InstanceMetadata | undefined {
  if (!isObject(value)) {
    return sink.report({ code: 'INPUT_TYPE', rule: 'must be an object', received: value });
  }
  const { name, namespace } = value;
  if (name !== 'flux') {
    sink.at('name').report({ code: 'INPUT_FORMAT', rule: 'must be flux, the only name that a FluxInstance can have', received: name });
  }
  // Of a field that is wrong in several ways the first is enough.
  const named = new Set(sink.problems.map(({ path }) => path));
  const found = sink.fork();
  checkMetadataFields(value, found);
  // A namespace that is left out comes from elsewhere: kubectl, kustomize and Helm each set one.
  checkMetadata(Object.hasOwn(value, 'namespace') ? value : { ...value, namespace: 'default' }, found);
  for (const problem of found.problems) {
    if (!named.has(problem.path)) {
      named.add(problem.path);
      sink.add([problem]);
    }
  }
  return { name: typeof name === 'string' ? name : undefined, namespace: typeof namespace === 'string' ? namespace : undefined };
}

/** The rules across fields of the FluxInstance API, and the operator's own for what came with which Flux release. */
function checkRules(spec: ValuesOf<typeof SPEC_FIELDS>, sink: ProblemSink): void {
  const { cluster, components, distribution, sharding } = spec;
  if (cluster?.multitenantWorkloadIdentity === true && cluster.objectLevelWorkloadIdentity !== true) {
    sink.at('cluster', 'multitenantWorkloadIdentity').report({
      code: 'INPUT_CONFLICT', rule: 'needs objectLevelWorkloadIdentity: true', received: true,
    });
  }
  if (sharding?.shards?.length === 0) {
    sink.at('sharding', 'shards').report({ code: 'INPUT_FORMAT', rule: 'must not be empty', received: [] });
  }
  if (sharding?.storage === 'persistent' && spec.storage === undefined) {
    sink.at('storage').report({ code: 'INPUT_CONFLICT', rule: 'must be set when spec.sharding.storage is persistent' });
  }
  const release = distribution?.version === undefined ? undefined : resolveRelease(distribution.version).release;
  if (release === undefined) {
    return;
  }
  const describe = (minor: string) => ({
    rule: `needs Flux ${minor} or later; spec.distribution.version resolved to ${release}`,
    remedy: 'raise spec.distribution.version, or leave it out',
  });
  checkSince(CLUSTER, cluster ?? {}, release, describe, sink.at('cluster'));
  const watcher = components?.indexOf('source-watcher') ?? -1;
  if (watcher >= 0 && !isAtLeast(release, '2.7')) {
    sink.at('components', watcher).report({ code: 'VERSION_UNSUPPORTED', ...describe('2.7') });
  }
}
