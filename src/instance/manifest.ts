import { types } from 'node:util';
import { anything, boolean, custom, enumOf, field, listOf, readStruct, required, string, stringOrEmpty, stringWith, struct } from '../input';
import type { StructShape } from '../input';
import { COMMON_METADATA, PATCH } from '../options';
import { ProblemSink } from '../problems';
import type { AcknowledgedCode } from '../problems';
import { checkMetadata, checkMetadataFields } from '../schema';
import { isObject, isUtf8, lazy } from '../util';
import { ACKNOWLEDGE_ANNOTATION, readAcknowledgeAnnotation, SYNC_OPTIONS, toSettings } from './checks';
import { CLUSTER } from './cluster-props';
import type { YamlObject } from './derived-instance';
import { explainManifestField } from './field-places';
import { findInstance } from './find-instance';
import { COMPONENTS, DISTRIBUTION_FIELDS, SHARDING } from './instance-props';
import { checkInstanceRules } from './instance-rules';
import { completeInstance, completeSync, toInstanceValues } from './instance-spec';
import type { FieldNames } from './instance-spec';
import { FLUX_VERSION, SYNC_FIELDS } from './props';
import { toSyncInput } from './read-props';
import type { InstanceInput, SyncInput } from './read-props';

// The patch engine is large: it waits until there is a manifest to read.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadKustomize = lazy(() => require('../kustomize') as typeof import('../kustomize'));

/** The operator reads an empty string here as one that was left out. */
const optionalName = stringWith({ empty: 'absent', maxLength: 63 });

const SPEC_FIELDS = {
  cluster: field(CLUSTER),
  commonMetadata: field(COMMON_METADATA),
  components: field(COMPONENTS),
  distribution: required(struct({ ...DISTRIBUTION_FIELDS, registry: required(stringOrEmpty), version: required(FLUX_VERSION) })),
  kustomize: field(struct({ patches: field(listOf(PATCH)) })),
  migrateResources: field(boolean),
  sharding: field(SHARDING),
  storage: field(struct({ class: required(stringOrEmpty), size: required(stringOrEmpty) })),
  sync: field(struct({
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
export const FLUX_INSTANCE = struct({
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

/** A manifest that was read from YAML before, or made of something that was: it is not parsed again. */
export class ParsedManifest {
  constructor(public readonly document: YamlObject) {}
}

/**
 * Reads a sync that is written as a FluxInstance manifest; see `readInstance`. A manifest without `spec.sync` is refused.
 */
export function readManifest(given: unknown, options: unknown, defaultNamespace?: string): SyncInput {
  const input = readInstance(given, options, defaultNamespace);
  const sync = toSyncInput(input);
  if (sync === undefined && isObject(input.manifest?.spec)) {
    input.sink.at('spec', 'sync').report({ code: 'INPUT_REQUIRED', rule: 'is required: a sync is made of it' });
  }
  return sync ?? { ...input, hasSync: true, spec: undefined };
}

/**
 * Reads a FluxInstance manifest, in YAML or JSON, and checks it as the operator's API does: its schema, its rules across fields, its metadata.
 *
 * @param given the text, or a ParsedManifest
 * @param defaultNamespace the namespace of a manifest that names none, as `kubectl -n` gives one
 * @param optionsStruct what the options can be
 */
export function readInstance(
  given: unknown, options: unknown, defaultNamespace?: string, optionsStruct: StructShape<NonNullable<typeof SYNC_OPTIONS['value']>> = SYNC_OPTIONS,
): InstanceInput {
  const sink = new ProblemSink();
  const warnings = new ProblemSink();
  const givenOptions = readStruct(optionsStruct, options === undefined ? {} : options, sink.at('options'), { form: 'props' });
  const failed = {
    names: MANIFEST_NAMES,
    hasSync: false,
    operations: new Map<string, never>(),
    settings: toSettings(givenOptions),
    settingsField: ['options'],
    sink,
    warnings,
    form: 'manifest' as const,
    optionsField: [],
  };
  // A proxy of the user's may throw when it is looked at.
  const manifest = !types.isProxy(given) && given instanceof ParsedManifest ? given.document : parseText(given, sink);
  if (manifest === undefined) {
    return failed;
  }
  const { metadata, spec } = readStruct(FLUX_INSTANCE, manifest, sink, { form: 'manifest', explain: (member) => explainManifestField(member, SPEC) });
  if (spec === undefined) {
    return { ...failed, manifest };
  }
  checkInstanceRules(spec, MANIFEST_NAMES.fluxVersion, sink.at('spec'));
  const { kustomize, storage, sync } = spec;
  const complete = completeInstance({
    ...sync,
    namespace: metadata?.namespace ?? defaultNamespace,
    instanceName: metadata?.name,
    ...toInstanceValues(spec, storage?.class),
    patches: kustomize?.patches,
  }, MANIFEST_NAMES, sink, warnings);
  const hasSync = Object.hasOwn(spec, 'sync');
  return {
    ...failed, manifest, hasSync, spec: hasSync ? completeSync(complete) : complete, settings: toSettings(givenOptions, metadata?.acknowledged),
  };
}

function parseText(text: unknown, sink: ProblemSink): YamlObject | undefined {
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
  readonly acknowledged: readonly AcknowledgedCode[];
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
  const acknowledged = isObject(value.annotations) ? value.annotations[ACKNOWLEDGE_ANNOTATION] : undefined;
  return {
    acknowledged: typeof acknowledged !== 'string' ? [] : readAcknowledgeAnnotation(acknowledged, sink.at('annotations', ACKNOWLEDGE_ANNOTATION)),
    name: typeof name === 'string' ? name : undefined,
    namespace: typeof namespace === 'string' ? namespace : undefined,
  };
}
