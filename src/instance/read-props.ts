import { readValue } from '../input';
import type { ReadOptions } from '../input';
import { renderOptions } from '../options';
import type { OptionOperations } from '../options';
import { ProblemSink } from '../problems';
import { toSettings } from './checks';
import type { SyncSettings } from './checks';
import { explainProp } from './field-places';
import { completeSpec } from './instance-spec';
import type { FieldNames, InstanceSpec } from './instance-spec';
import { SYNC_PROPS, SyncKind } from './props';
import type { FluxInstanceSyncProps } from './props';

/** A sync that was read and checked, whatever it was written in: props, fleet data or a FluxInstance manifest. */
export interface SyncInput {
  /** Absent where a value has a problem. There may be unknown members beside it. */
  readonly spec?: InstanceSpec;
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
  /** Where the fields are named: a manifest has no typed options. */
  readonly form: 'props' | 'manifest';
}

/**
 * A sync that was read already. The constructor of `FluxInstanceSync` takes it in place of props, so that what came from a manifest or from data
 * goes the same way, with the names that its author used.
 */
export class ReadSync implements FluxInstanceSyncProps {
  /** Never throws, whatever plain JavaScript passes for props: `instanceof` does, on a revoked proxy. */
  public static isReadSync(this: void, props: object): props is ReadSync {
    return known.has(props);
  }

  declare public readonly kind: SyncKind;
  declare public readonly url: string;
  declare public readonly path: string;

  constructor(public readonly read: (defaultNamespace: string | undefined) => SyncInput) {
    known.add(this);
  }
}

const known = new WeakSet<object>();

const PROP_NAMES: FieldNames = {
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
  const common = { names: PROP_NAMES, settingsField: [], sink, warnings, form: 'props' as const };
  const read = readValue(SYNC_PROPS, props, sink, { form, explain: explainProp });
  if (read === undefined) {
    return { ...common, operations: new Map(), settings: toSettings({}) };
  }
  const { commonMetadata, gitRepository, ociRepository, bucket, kustomization, ...values } = read;
  const { kind } = values;
  const options = kind === SyncKind.GIT_REPOSITORY ? gitRepository : kind === SyncKind.OCI_REPOSITORY ? ociRepository : undefined;
  const hasOptionRef = options !== undefined && Object.hasOwn(options, 'ref');
  if (!Object.hasOwn(values, 'ref') && !hasOptionRef) {
    const remedy = kind === undefined ? 'write a Git reference, an OCI tag or a bucket name' : REF_REMEDY[kind];
    sink.at('ref').report({ code: 'INPUT_REQUIRED', rule: 'is required', remedy });
  }
  const operations = renderOptions(kind, Object.hasOwn(values, 'ref'), { gitRepository, ociRepository, bucket, kustomization }, sink);
  const spec = completeSpec({
    ...values,
    namespace: Object.hasOwn(values, 'namespace') ? values.namespace : defaultNamespace,
    labels: commonMetadata?.labels,
    annotations: commonMetadata?.annotations,
  }, PROP_NAMES, sink, warnings);
  return { ...common, spec, operations, settings: toSettings(values) };
}
