import type { Rule, Schema } from '../schema';
import { PATCHES_SCHEMA } from './check-patches';
import { COMPONENTS } from './components';
import { PROVIDERS, SOURCE_KINDS } from './sync-spec';

const text: Schema = { type: 'string' };
const flag: Schema = { type: 'boolean' };
const texts: Schema = { type: 'object', additionalProperties: text };
const anything: Schema = { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true };

function choice(...values: string[]): Schema {
  return { type: 'string', enum: values };
}

function list(items: Schema): Schema {
  return { type: 'array', items };
}

function object(properties: Record<string, Schema>, ...required: string[]): Schema {
  return { type: 'object', properties, required };
}

function withRule(schema: Schema, rule: Rule): Schema {
  return { ...schema, rules: [rule] };
}

const WORKLOAD_IDENTITY: Rule = {
  field: 'multitenantWorkloadIdentity',
  message: 'needs objectLevelWorkloadIdentity: true',
  holds: (cluster) => cluster.multitenantWorkloadIdentity !== true || cluster.objectLevelWorkloadIdentity === true,
};

const PERSISTENT_SHARDS: Rule = {
  field: 'storage',
  message: 'must be set when spec.sharding.storage is persistent',
  holds: (spec) => spec.sharding?.storage !== 'persistent' || spec.storage !== undefined,
};

/**
 * The FluxInstance as its API server checks it. The status is the operator's own and is not looked into; rules for provider, kind and
 * version are the same for props and stand in `check-sync.ts`.
 */
export const FLUX_INSTANCE_SCHEMA: Schema = object({
  apiVersion: text,
  kind: text,
  metadata: anything,
  spec: withRule(object({
    cluster: withRule(object({
      domain: text,
      multitenant: flag,
      multitenantWorkloadIdentity: flag,
      networkPolicy: flag,
      objectLevelWorkloadIdentity: flag,
      size: choice('small', 'medium', 'large'),
      tenantDefaultDecryptionServiceAccount: text,
      tenantDefaultKubeConfigServiceAccount: text,
      tenantDefaultServiceAccount: text,
      type: choice('kubernetes', 'openshift', 'aws', 'azure', 'gcp'),
    }), WORKLOAD_IDENTITY),
    commonMetadata: object({ annotations: texts, labels: texts }),
    components: list(choice(...COMPONENTS)),
    distribution: object({
      artifact: { type: 'string', pattern: '^oci://.*$' },
      artifactPullSecret: text,
      imagePullSecret: text,
      registry: text,
      variant: choice('upstream-alpine', 'enterprise-alpine', 'enterprise-distroless', 'enterprise-distroless-fips'),
      version: text,
    }, 'registry', 'version'),
    kustomize: object({
      patches: PATCHES_SCHEMA,
    }),
    migrateResources: flag,
    sharding: object({
      key: text,
      shards: { ...list(text), minItems: 1 },
      storage: choice('ephemeral', 'persistent'),
    }, 'shards'),
    storage: object({ class: text, size: text }, 'class', 'size'),
    sync: object({
      interval: { type: 'string', pattern: '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$' },
      kind: choice(...SOURCE_KINDS),
      name: { type: 'string', maxLength: 63 },
      path: text,
      provider: choice(...PROVIDERS),
      pullSecret: text,
      ref: text,
      url: text,
    }, 'kind', 'path', 'ref', 'url'),
    wait: flag,
  }, 'distribution', 'sync'), PERSISTENT_SHARDS),
  status: anything,
}, 'apiVersion', 'kind', 'metadata', 'spec');
