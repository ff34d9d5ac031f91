import type { ClusterSpec, ImageSpec, ShardingSpec, StorageSpec } from '../distribution';
import { DEFAULT_COMPONENTS, FLUX_NAMESPACE, isAtLeast, resolveRelease } from '../flux';
import type { ValuesOf } from '../input';
import type { KustomizePatch } from '../options';
import { formatFieldPath } from '../problems';
import type { ProblemSink } from '../problems';
import { checkNamespace } from '../schema';
import { extend } from '../util';
import type { INSTANCE_FIELDS } from './instance-props';
import { SyncKind, SyncProvider } from './props';

/** Everything that shapes a sync, by the name of its prop. `labels` and `annotations` are those of the common metadata. */
export type InstanceField = 'kind' | 'url' | 'ref' | 'path' | 'name' | 'interval' | 'pullSecret' | 'provider' | 'namespace' | 'instanceName'
  | 'fluxVersion' | 'multitenant' | 'labels' | 'annotations' | 'patches';

/** Where each field was written, for messages. */
export type FieldNames = Readonly<Record<InstanceField, readonly string[]>>;

/** The fields of an instance as they were read; a field with a problem is `undefined`, like one that was left out. */
export interface InstanceValues {
  readonly kind?: SyncKind;
  readonly url?: string;
  readonly ref?: string;
  readonly path?: string;
  readonly name?: string;
  /** In Go's canonical form. */
  readonly interval?: string;
  readonly pullSecret?: string;
  readonly provider?: SyncProvider;
  readonly namespace?: string;
  readonly instanceName?: string;
  readonly fluxVersion?: string;
  readonly multitenant?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly patches?: readonly Partial<KustomizePatch>[];
  /** The controllers; absent where the input does not say, so that any may be there. */
  readonly components?: readonly string[];
  readonly cluster?: ClusterSpec;
  readonly sharding?: ShardingSpec;
  readonly storage?: StorageSpec;
  readonly distribution?: Partial<ImageSpec>;
}

/**
 * An instance with every default filled in and every rule checked: what the operator's steps work from, whoever wrote it, props or a manifest.
 */
export interface InstanceSpec extends InstanceValues {
  readonly namespace: string;
  readonly instanceName: string;
  /** As it was written, or the default. */
  readonly fluxVersion: string;
  /** The release that it resolves to, with `v`. */
  readonly release: string;
  readonly multitenant: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly patches: readonly KustomizePatch[];
}

/** An instance that has a sync. */
export interface SyncSpec extends InstanceSpec {
  readonly kind: SyncKind;
  readonly url: string;
  readonly path: string;
  readonly name: string;
  readonly interval: string;
}

/** The parts of an instance that props and a manifest have alike. */
export interface InstanceParts extends Pick<ValuesOf<typeof INSTANCE_FIELDS>, 'cluster' | 'commonMetadata' | 'components' | 'distribution' | 'sharding'> {
  readonly storage?: { readonly size?: string };
}

/** @param storageClass is a field of its own, because props and a manifest name it differently */
export function toInstanceValues(
  { cluster, commonMetadata, components, distribution, sharding, storage }: InstanceParts, storageClass: string | undefined,
): InstanceValues {
  return {
    fluxVersion: distribution?.version,
    multitenant: cluster?.multitenant,
    labels: commonMetadata?.labels,
    annotations: commonMetadata?.annotations,
    components: components ?? DEFAULT_COMPONENTS,
    cluster,
    distribution,
    sharding: sharding?.shards === undefined ? undefined : { ...sharding, shards: sharding.shards },
    storage: storageClass === undefined || storage?.size === undefined ? undefined : { class: storageClass, size: storage.size },
  };
}

const DEFAULT_FLUX_VERSION = '2.x';

/**
 * Fills in the defaults and checks the rules that need several fields, as the operator does. Returns `undefined` where a value is missing or has
 * a problem: what is then built could be wrong for that reason alone. Members that nobody knows change nothing, and hinder nothing.
 *
 * What the API server later says of the emitted objects (forms of URLs, names and labels) is not repeated here.
 */
export function completeInstance(values: InstanceValues, names: FieldNames, sink: ProblemSink, warnings: ProblemSink): InstanceSpec | undefined {
  const hasProblem = (field: InstanceField) => sink.problems.some(({ path }) => path === sink.at(...names[field]).path);
  const namespace = values.namespace ?? FLUX_NAMESPACE;
  if (!hasProblem('namespace')) {
    // It goes into labels and the default name, too: checked here, a mistake is one problem and not six.
    checkNamespace(namespace, sink.at(...names.namespace));
  }
  const fluxVersion = values.fluxVersion ?? DEFAULT_FLUX_VERSION;
  const release = hasProblem('fluxVersion') ? undefined : findRelease(
    fluxVersion, sink.at(...names.fluxVersion), warnings.at(...names.fluxVersion),
  );
  checkProvider(values, release, formatFieldPath(names.fluxVersion), sink.at(...names.provider));
  if (sink.problems.some(({ code }) => code !== 'INPUT_UNKNOWN')) {
    return undefined;
  }
  return extend(values, {
    namespace,
    instanceName: values.instanceName ?? 'flux',
    fluxVersion,
    release: release!,
    multitenant: values.multitenant === true,
    labels: values.labels ?? {},
    annotations: values.annotations ?? {},
    // Each has its `patch`: it is required, and no value has a problem.
    patches: (values.patches ?? []) as readonly KustomizePatch[],
  });
}

/** Fills in the defaults of the sync of an instance whose sync was read without a problem. */
export function completeSync(spec: InstanceSpec | undefined): SyncSpec | undefined {
  return spec === undefined ? undefined : extend(spec, {
    kind: spec.kind!,
    url: spec.url!,
    path: spec.path!,
    name: spec.name ?? spec.namespace,
    interval: spec.interval ?? '1m0s',
  });
}

/** The highest known Flux release that matches a version or a range, or a newer release of a known minor. */
function findRelease(range: string, sink: ProblemSink, warnings: ProblemSink): string | undefined {
  const { release, isRange, isNewer } = resolveRelease(range);
  if (release === undefined) {
    return sink.report({
      code: 'VERSION_UNKNOWN',
      rule: isRange ? 'matches no Flux release that this package knows' : 'must be a Flux version or a range of versions',
      received: range,
      remedy: 'write a release like 2.9.4 or a range like 2.x',
    });
  }
  if (isNewer === true) {
    const minor = release.slice(1, release.lastIndexOf('.'));
    warnings.report({
      code: 'VERSION_NEWER',
      rule: `is newer than the newest release of its minor that this package knows; its CRDs are taken to be those of ${minor}.x`,
      received: range,
    });
  }
  return release;
}

/** Mirrors the rules of the FluxInstance CRD for provider and kind, and the operator's for provider and version. */
function checkProvider({ kind, provider: received }: InstanceValues, release: string | undefined, versionField: string, sink: ProblemSink): void {
  const refuse = (rule: string) => sink.report({ code: 'INPUT_CONFLICT', rule, received, remedy: 'leave it out, or use another provider' });
  if (received === SyncProvider.GCP && kind === SyncKind.GIT_REPOSITORY) {
    refuse('gcp is for OCIRepository and Bucket only');
  }
  if (received === SyncProvider.GITHUB && kind !== undefined && kind !== SyncKind.GIT_REPOSITORY) {
    refuse('github is for GitRepository only');
  }
  if (received === SyncProvider.AWS && kind === SyncKind.GIT_REPOSITORY && release !== undefined && !isAtLeast(release, '2.9')) {
    const rule = `aws on a GitRepository needs Flux 2.9 or later; ${versionField} resolved to ${release}`;
    sink.report({ code: 'VERSION_UNSUPPORTED', rule, received, remedy: `raise ${versionField}` });
  }
}
