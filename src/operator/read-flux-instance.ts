import { isAtLeast, resolveRelease } from '../flux';
import { ProblemSink } from '../problems';
import type { Problem } from '../problems';
import { checkMetadata, checkMetadataFields, checkValue, INPUT_CODES } from '../schema';
import { DEFAULT_COMPONENTS } from './components';
import { FLUX_INSTANCE_SCHEMA } from './flux-instance-schema';
import type { InstanceShape } from './list-other-objects';
import { INSTANCE_FIELDS } from './sync-fields';
import type { SyncInput } from './sync-input';

const API_VERSION = 'fluxcd.controlplane.io/v1';

/** A FluxInstance manifest, taken apart. */
export interface FluxInstance {
  readonly input: SyncInput;
  /** What decides which other objects the instance has. */
  readonly shape: Partial<InstanceShape>;
  readonly problems: readonly Problem[];
}

/**
 * Takes a parsed FluxInstance manifest apart, and checks it as the operator's API does: its schema, its rules across fields, its metadata.
 */
export function readFluxInstance(manifest: any): FluxInstance {
  const sink = new ProblemSink();
  checkValue(manifest, FLUX_INSTANCE_SCHEMA, sink, INPUT_CODES);
  const metadata = asMap(asMap(manifest).metadata);
  const spec = asMap(asMap(manifest).spec);
  const [cluster, commonMetadata, distribution] = [asMap(spec.cluster), asMap(spec.commonMetadata), asMap(spec.distribution)];
  const [kustomize, sharding, sync] = [asMap(spec.kustomize), asMap(spec.sharding), asMap(spec.sync)];
  sink.add(checkIdentity(manifest, metadata));
  sink.add(checkVersions(spec, cluster, distribution.version));
  return {
    problems: sink.problems,
    input: {
      fields: INSTANCE_FIELDS,
      kind: sync.kind,
      url: sync.url,
      ref: sync.ref,
      path: sync.path,
      // The operator reads an empty text as none.
      name: sync.name === '' ? undefined : sync.name,
      pullSecret: sync.pullSecret === '' ? undefined : sync.pullSecret,
      interval: sync.interval,
      provider: sync.provider,
      namespace: metadata.namespace,
      instanceName: metadata.name,
      fluxVersion: distribution.version,
      multitenant: cluster.multitenant,
      labels: commonMetadata.labels,
      annotations: commonMetadata.annotations,
      patches: kustomize.patches,
    },
    shape: {
      components: Array.isArray(spec.components) ? spec.components : DEFAULT_COMPONENTS,
      shards: Array.isArray(sharding.shards) ? sharding.shards : undefined,
      networkPolicy: cluster.networkPolicy !== false,
      storage: spec.storage !== undefined,
    },
  };
}

function checkIdentity(manifest: unknown, metadata: Record<string, any>): Problem[] {
  const { apiVersion, kind } = asMap(manifest);
  const problems: Problem[] = [];
  if (typeof apiVersion === 'string' && apiVersion !== API_VERSION) {
    problems.push({ code: 'INPUT_ENUM', path: 'apiVersion', rule: `must be ${API_VERSION}`, received: apiVersion, allowed: [API_VERSION] });
  }
  if (typeof kind === 'string' && kind !== 'FluxInstance') {
    problems.push({ code: 'INPUT_ENUM', path: 'kind', rule: 'must be FluxInstance', received: kind, allowed: ['FluxInstance'] });
  }
  if (metadata.name !== 'flux') {
    problems.push({ code: 'INPUT_FORMAT', path: 'metadata.name', rule: 'must be flux, the only name that a FluxInstance can have', received: metadata.name });
  }
  const sink = new ProblemSink(['metadata']);
  checkMetadataFields(metadata, sink);
  checkMetadata(metadata, sink);
  return [...problems, ...sink.problems];
}

/** The operator's own rules for what came with which Flux release. */
function checkVersions(spec: Record<string, any>, cluster: Record<string, any>, version: unknown): Problem[] {
  const release = typeof version === 'string' ? resolveRelease(version).release : undefined;
  if (release === undefined) {
    return [];
  }
  const needs = (path: string, minor: string): Problem[] => (isAtLeast(release, minor) ? [] : [{
    code: 'VERSION_UNSUPPORTED',
    path,
    rule: `needs Flux ${minor} or later; ${INSTANCE_FIELDS.fluxVersion} resolved to ${release}`,
    remedy: `raise ${INSTANCE_FIELDS.fluxVersion}, or leave it out`,
  }]);
  const watcher = Array.isArray(spec.components) ? spec.components.indexOf('source-watcher') : -1;
  return [
    ...cluster.objectLevelWorkloadIdentity === true ? needs('spec.cluster.objectLevelWorkloadIdentity', '2.6') : [],
    ...cluster.multitenantWorkloadIdentity === true ? needs('spec.cluster.multitenantWorkloadIdentity', '2.7') : [],
    ...watcher >= 0 ? needs(`spec.components[${watcher}]`, '2.7') : [],
  ];
}

function asMap(value: unknown): Record<string, any> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, any> : {};
}
