import { readStruct, readValue } from '../input';
import type { ReadOptions, StructShape, ValuesOf } from '../input';
import { renderOptions } from '../options';
import type { OptionOperations } from '../options';
import { ProblemSink } from '../problems';
import { extend } from '../util';
import { toSettings } from './checks';
import type { SyncSettings } from './checks';
import { explainInstanceProp, explainProp } from './field-places';
import type { InputForm } from './field-places';
import type { GivenInstance } from './flux-instance-props';
import type { INSTANCE_FIELDS } from './instance-props';
import { checkInstanceRules } from './instance-rules';
import { completeInstance, completeSync, toInstanceValues } from './instance-spec';
import type { FieldNames, InstanceSpec, SyncSpec } from './instance-spec';
import { PLACE_PROPS, SYNC_PROPS, SyncKind } from './props';
import type { OPTION_FIELDS, SYNC_FIELDS } from './props';

/** An instance that was read and checked, whatever it was written in: props, fleet data or a FluxInstance manifest. */
export interface InstanceInput {
  /** Absent where a value has a problem. There may be unknown members beside it. */
  readonly spec?: InstanceSpec;
  /** Whether the instance has a sync; `toSyncInput` gives it then. */
  readonly hasSync: boolean;
  /** Where each field was written. */
  readonly names: FieldNames;
  /** The patches that the typed options make, by kind. */
  readonly operations: OptionOperations;
  readonly settings: SyncSettings;
  /** Where the settings were written. */
  readonly settingsField: readonly string[];
  readonly sink: ProblemSink;
  /** What is accepted, but may surprise. */
  readonly warnings: ProblemSink;
  readonly form: InputForm;
  /** Where the typed options were written. */
  readonly optionsField: readonly string[];
  /** What was given in props, for those who write it as a manifest. */
  readonly given?: GivenInstance;
  /** The FluxInstance as it is written, if it is one. */
  readonly manifest?: Readonly<Record<string, unknown>>;
}

/** An instance with a sync. */
export interface SyncInput extends InstanceInput {
  readonly spec?: SyncSpec;
}

const readers = new WeakMap<object, (defaultNamespace: string | undefined) => InstanceInput>();

/**
 * Stands for the props of a construct, for an input that was read already: so what came from a manifest or from data goes the same way, with the
 * names that its author used.
 */
export function wrapInput<P extends object>(read: (defaultNamespace: string | undefined) => InstanceInput): P {
  // Only `unwrapInput` looks at it.
  const props = Object.freeze({}) as P;
  readers.set(props, read);
  return props;
}

/** What reads the input that these props stand for. `undefined` for the props of a user. Never throws, whatever plain JavaScript passes. */
export function unwrapInput(props: object): ((defaultNamespace: string | undefined) => InstanceInput) | undefined {
  return readers.get(props);
}

/** The names of the props of a sync. */
export const PROP_NAMES: FieldNames = {
  kind: ['kind'],
  url: ['url'],
  ref: ['ref'],
  path: ['path'],
  name: ['name'],
  interval: ['interval'],
  pullSecret: ['pullSecret'],
  provider: ['provider'],
  namespace: ['namespace'],
  instanceName: ['instanceName'],
  fluxVersion: ['fluxVersion'],
  multitenant: ['multitenant'],
  labels: ['commonMetadata', 'labels'],
  annotations: ['commonMetadata', 'annotations'],
  patches: ['patches'],
};

/** The names of the props of a whole instance. Its own name is not one of them: there is only one. */
export const INSTANCE_PROP_NAMES: FieldNames = {
  kind: ['sync', 'kind'],
  url: ['sync', 'url'],
  ref: ['sync', 'ref'],
  path: ['sync', 'path'],
  name: ['sync', 'name'],
  interval: ['sync', 'interval'],
  pullSecret: ['sync', 'pullSecret'],
  provider: ['sync', 'provider'],
  namespace: ['namespace'],
  instanceName: ['metadata', 'name'],
  fluxVersion: ['distribution', 'version'],
  multitenant: ['cluster', 'multitenant'],
  labels: ['commonMetadata', 'labels'],
  annotations: ['commonMetadata', 'annotations'],
  patches: ['patches'],
};

/** What the ref of each kind is, and how one looks. */
const REF_REMEDY: Readonly<Record<SyncKind, string>> = {
  GitRepository: 'write the full name of a Git reference, like refs/heads/main',
  OCIRepository: 'write a tag, like latest',
  Bucket: 'write the name of the bucket',
};

/** Reads the props of a sync. */
export function readProps(props: unknown, defaultNamespace: string | undefined, form: ReadOptions['form'] = 'props'): SyncInput {
  const sink = new ProblemSink();
  const warnings = new ProblemSink();
  const common = { names: PROP_NAMES, hasSync: true, settingsField: [], optionsField: [], sink, warnings, form: 'props' as const };
  const read = readValue(SYNC_PROPS, props, sink, { form, explain: (member) => explainProp(member) });
  if (read === undefined) {
    return { ...common, operations: new Map(), settings: toSettings({}) };
  }
  const { commonMetadata, ...values } = read;
  const { operations, ...sync } = readOptions(values, sink);
  const spec = completeSync(completeInstance(extend(sync, {
    namespace: Object.hasOwn(values, 'namespace') ? values.namespace : defaultNamespace,
    labels: commonMetadata?.labels,
    annotations: commonMetadata?.annotations,
  }), PROP_NAMES, sink, warnings));
  return extend(common, { spec, operations, settings: toSettings(values) });
}

/** Where a sync reads from. */
export interface SyncPlace {
  readonly url: string;
  readonly path: string;
}

/** Reads only these two props of a sync, as `readProps` reads them. `undefined` where one of them has a problem. */
export function readPlace({ url, path }: Readonly<Record<string, unknown>>): SyncPlace | undefined {
  const sink = new ProblemSink();
  const place = readStruct(PLACE_PROPS, { url, path }, sink, { form: 'data' });
  return sink.problems.length > 0 ? undefined : place as SyncPlace;
}

/** Reads the props of a whole instance. */
export function readInstanceProps<V>(
  struct: StructShape<V & ValuesOf<typeof INSTANCE_FIELDS>>, props: unknown, defaultNamespace: string | undefined, form: ReadOptions['form'] = 'props',
): InstanceInput {
  const sink = new ProblemSink();
  const warnings = new ProblemSink();
  const common = { names: INSTANCE_PROP_NAMES, settingsField: [], optionsField: ['sync'], sink, warnings, form: 'props' as const };
  const values = readValue(struct, props, sink, { form, explain: (member) => explainInstanceProp(member, struct) });
  if (values === undefined) {
    return { ...common, hasSync: false, operations: new Map(), settings: toSettings({}) };
  }
  const { sync, storage } = values;
  const hasSync = Object.hasOwn(values, 'sync');
  const { operations, ...syncValues } = readOptions(sync ?? {}, hasSync && sync !== undefined ? sink.at('sync') : sink.fork());
  checkInstanceRules(values, INSTANCE_PROP_NAMES.fluxVersion, sink);
  const spec = completeInstance({
    ...syncValues,
    namespace: Object.hasOwn(values, 'namespace') ? values.namespace : defaultNamespace,
    ...toInstanceValues(values, storage?.storageClass),
    patches: values.patches,
  }, INSTANCE_PROP_NAMES, sink, warnings);
  return { ...common, hasSync, spec: hasSync ? completeSync(spec) : spec, operations, settings: toSettings(values), given: values };
}

/** The sync of an instance that has one. */
export function toSyncInput(input: InstanceInput): SyncInput | undefined {
  return input.hasSync ? input as SyncInput : undefined;
}

/** The typed options of a sync as operations, and its other values. */
function readOptions<V extends ValuesOf<typeof SYNC_FIELDS & typeof OPTION_FIELDS>>(
  { gitRepository, ociRepository, bucket, kustomization, ...values }: V, sink: ProblemSink,
): Omit<V, keyof typeof OPTION_FIELDS> & { readonly operations: OptionOperations } {
  const { kind } = values;
  const options = kind === SyncKind.GIT_REPOSITORY ? gitRepository : kind === SyncKind.OCI_REPOSITORY ? ociRepository : undefined;
  const hasOptionRef = options !== undefined && Object.hasOwn(options, 'ref');
  if (!Object.hasOwn(values, 'ref') && !hasOptionRef) {
    const remedy = kind === undefined ? 'write a Git reference, an OCI tag or a bucket name' : REF_REMEDY[kind];
    sink.at('ref').report({ code: 'INPUT_REQUIRED', rule: 'is required', remedy });
  }
  const operations = renderOptions(kind, Object.hasOwn(values, 'ref'), { gitRepository, ociRepository, bucket, kustomization }, sink);
  return extend(values, { operations });
}
