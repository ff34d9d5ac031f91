import { ACKNOWLEDGE_ANNOTATION, SyncKind, toSyncInput } from '../instance';
import type { GivenInstance, InstanceInput } from '../instance';
import { writeOperations } from '../kustomize';
import type { AddOperation, KustomizePatch } from '../options';
import { ProblemSink } from '../problems';
import type { Problem } from '../problems';
import { checkAnnotations, checkLabels } from '../schema';
import { isObject } from '../util';
import type { KubeObject } from '../util';
import { isReadAsWritten, mendMisread } from './misread-strings';
import type { OperationsByKind } from './misread-strings';

/** A FluxInstance as a manifest. With problems there is none. */
export interface WrittenInstance {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly manifest?: KubeObject;
}

/** What the FluxInstance itself has beside what was given. */
export interface InstanceMetadata {
  readonly labels: Readonly<Record<string, string>>;
  /** The namespace of a manifest that names none. */
  readonly namespace?: string;
}

/**
 * Writes an instance as the manifest of a FluxInstance, from which the operator makes the same objects. Of props only what was given is written;
 * the typed options become patches before the user's, one for each object. A manifest stays as it is.
 */
export function writeInstance(input: InstanceInput, metadata: InstanceMetadata): WrittenInstance {
  const { manifest, given = {}, spec } = input;
  if (spec === undefined) {
    return { problems: input.sink.problems, warnings: [] };
  }
  const syncInput = toSyncInput(input);
  const options = manifest === undefined ? leaveOutBuilt(input) : new Map<string, never>();
  const mended = syncInput?.spec === undefined ? undefined
    : mendMisread(syncInput, syncInput.spec, [...toPatches(options), ...spec.patches]);
  const operations = mergeOperations(mended?.operations ?? new Map<string, never>(), options);
  const patches = toPatches(operations);
  const sink = new ProblemSink();
  sink.add(mended?.problems.problems ?? []);
  if (manifest === undefined) {
    checkGiven(given, sink);
  }
  if (!input.hasSync) {
    // Otherwise the objects of the sync show what is wrong.
    checkLabels(spec.labels, sink.at(...input.names.labels));
    checkAnnotations(spec.annotations, sink.at(...input.names.annotations));
  }
  const written = manifest === undefined ? writeGiven(input, given, patches, metadata) : extendManifest(manifest, patches, metadata);
  return sink.problems.length > 0
    ? { problems: sink.problems, warnings: [] }
    : { problems: [], warnings: mended?.warnings.problems ?? [], manifest: written };
}

/** What the API server says of the FluxInstance itself, and nothing else has checked. */
function checkGiven({ labels = {}, annotations = {}, sync }: GivenInstance, sink: ProblemSink): void {
  checkLabels(labels, sink.at('labels'));
  checkAnnotations(annotations, sink.at('annotations'));
  if (sync?.interval !== undefined && !/^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/.test(sync.interval)) {
    sink.at('sync', 'interval').report({ code: 'INPUT_FORMAT', rule: 'must be a duration in h, m, s and ms', received: sync.interval });
  }
}

function extendManifest(
  manifest: Readonly<Record<string, unknown>>, patches: readonly KustomizePatch[], { labels, namespace }: InstanceMetadata,
): KubeObject {
  // It was read without a problem, so it has these.
  const { metadata, spec, ...rest } = manifest as unknown as KubeObject & { readonly spec: Readonly<Record<string, unknown>> };
  const kustomize = isObject(spec.kustomize) ? spec.kustomize : {};
  const given = Array.isArray(kustomize.patches) ? kustomize.patches as unknown[] : [];
  const allLabels = { ...labels, ...metadata.labels };
  return {
    ...rest,
    metadata: {
      ...metadata,
      ...metadata.namespace !== undefined || namespace === undefined ? {} : { namespace },
      ...Object.keys(allLabels).length === 0 ? {} : { labels: allLabels },
    },
    spec: patches.length === 0 ? spec : { ...spec, kustomize: { ...kustomize, patches: [...patches, ...given] } },
  };
}

function writeGiven(
  { spec, operations }: InstanceInput, given: GivenInstance, patches: readonly KustomizePatch[], metadata: InstanceMetadata,
): KubeObject {
  const labels = { ...metadata.labels, ...given.labels };
  const annotations = writeAnnotations(given);
  const all = [...patches, ...given.patches ?? []];
  const { distribution, components, cluster, storage, sharding, commonMetadata, wait, migrateResources, sync } = given;
  return {
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: {
      name: 'flux',
      namespace: spec?.namespace,
      ...Object.keys(labels).length === 0 ? {} : { labels },
      ...annotations === undefined ? {} : { annotations },
    },
    spec: omitAbsent({
      distribution: pick({ registry: DEFAULT_REGISTRY, version: DEFAULT_VERSION, ...distribution }, [
        'version', 'registry', 'variant', 'imagePullSecret', 'artifact', 'artifactPullSecret',
      ]),
      components,
      cluster: cluster && pick(cluster, [
        'type', 'size', 'domain', 'networkPolicy', 'multitenant', 'tenantDefaultServiceAccount', 'tenantDefaultDecryptionServiceAccount',
        'tenantDefaultKubeConfigServiceAccount', 'objectLevelWorkloadIdentity', 'multitenantWorkloadIdentity',
      ]),
      storage: storage && { class: storage.storageClass, size: storage.size },
      sharding: sharding && pick(sharding, ['shards', 'key', 'storage']),
      commonMetadata: commonMetadata && pick(commonMetadata, ['labels', 'annotations']),
      wait,
      migrateResources,
      sync: sync && {
        ...pick({ ...sync, ref: sync.ref ?? writeRef(operations) }, ['kind', 'url', 'ref', 'path', 'name', 'pullSecret', 'provider']),
        ...sync.interval === undefined ? {} : { interval: shortenInterval(sync.interval) },
      },
      kustomize: all.length === 0 ? undefined : { patches: all },
    }),
  };
}

const DEFAULT_VERSION = '2.x';
const DEFAULT_REGISTRY = 'ghcr.io/fluxcd';

/** Codes of findings that the emitted manifest does not have any more. */
const SETTLED_CODES: readonly string[] = ['UNQUOTED_STRING'];

/** What is acknowledged here stays so for those who check the manifest later. */
function writeAnnotations({ acknowledge = [], annotations = {} }: GivenInstance): Readonly<Record<string, string>> | undefined {
  const lines = acknowledge.flatMap((each) => (each?.code === undefined || each.reason === undefined || SETTLED_CODES.includes(each.code.code)
    ? [] : [`${each.code.code}: ${each.reason.replace(/\s+/g, ' ').trim()}`]));
  const noted = annotations[ACKNOWLEDGE_ANNOTATION];
  const all = lines.length === 0 ? annotations
    : { ...annotations, [ACKNOWLEDGE_ANNOTATION]: [...noted === undefined ? [] : [noted.trimEnd()], ...lines, ''].join('\n') };
  return Object.keys(all).length === 0 ? undefined : all;
}

const OCI_KIND: string = SyncKind.OCI_REPOSITORY;

/** A ref that says what the options select is written as it is; for others the API wants something, and the patch replaces it. */
const SET_BY_PATCH = 'set-by-patch';

function writeRef(operations: OperationsByKind): string {
  const written = findRef(operations);
  return typeof written === 'string' && isReadAsWritten(written) ? written : SET_BY_PATCH;
}

function findRef(operations: OperationsByKind): unknown {
  const given = [...operations].flatMap(([kind, list]) => list.filter(({ path }) => path === '/spec/ref').map(({ value }) => ({ kind, value })));
  if (given.length === 0 || !isObject(given[0].value)) {
    return undefined;
  }
  const [{ kind, value: { name, tag, branch, ...others } }] = given as [{ kind: string; value: Readonly<Record<string, string | undefined>> }];
  if (Object.keys(others).length > 0) {
    return undefined;
  }
  if (kind === OCI_KIND) {
    return tag;
  }
  return name ?? (tag !== undefined ? `refs/tags/${tag}` : branch !== undefined ? `refs/heads/${branch}` : undefined);
}

/** The options as operations, without a ref that `spec.sync.ref` says as well. */
function leaveOutBuilt({ operations }: InstanceInput): OperationsByKind {
  const written = writeRef(operations);
  return new Map([...operations].map(([kind, list]) => {
    const built = JSON.stringify(kind === OCI_KIND ? { tag: written } : { name: written });
    return [kind, list.filter(({ path, value }) => path !== '/spec/ref' || JSON.stringify(value) !== built)];
  }));
}

/** The second wins: an option replaces what it sets as a whole. */
function mergeOperations(first: OperationsByKind, second: OperationsByKind): OperationsByKind {
  return new Map([...new Set([...first.keys(), ...second.keys()])].map((kind) => {
    const later = second.get(kind) ?? [];
    return [kind, [...(first.get(kind) ?? []).filter(({ path }) => later.every((each) => each.path !== path)), ...later]];
  }));
}

/** The source first, as in the operator's order. */
function toPatches(operations: OperationsByKind): KustomizePatch[] {
  return [...operations].filter(([, list]) => list.length > 0)
    .sort(([a], [b]) => Number(a === 'Kustomization') - Number(b === 'Kustomization'))
    .map(([kind, list]: [string, readonly AddOperation[]]) => ({ target: { kind }, patch: writeOperations(list) }));
}

function shortenInterval(interval: string): string {
  return interval.replace(/m0s$/, 'm').replace(/h0m$/, 'h');
}

/** The members with these keys that are set, in this order. */
function pick<T extends object>(values: T, keys: readonly (keyof T & string)[]): object {
  return omitAbsent(Object.fromEntries(keys.map((key) => [key, values[key]])));
}

function omitAbsent(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
