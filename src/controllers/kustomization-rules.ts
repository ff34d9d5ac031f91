import { parseDuration } from '../flux';
import { leavesRoot } from './clean-path';
import { findText } from './find-text';
import { isSet, readField, readItems, readText } from './read-field';
import type { RuntimeRule } from './runtime-rule';

const KUSTOMIZATION = ['Kustomization'] as const;
const THIRTY_SECONDS = 30_000_000_000n;

/** Rules about a Kustomization's source, dependencies, timing and deletion. */
export const KUSTOMIZATION_RULES: readonly RuntimeRule[] = [
  {
    id: 'KUSTOMIZATION_NAME_TOO_LONG',
    row: 'K1',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'must be at most 63 characters long: it becomes a label on every object',
    cause: 'The name is the value of an owner label, which may have 63 characters.',
    remedy: 'Shorten the name.',
    find: findText('metadata.name', (name) => name.length > 63),
  },
  {
    id: 'DEPENDS_ON_ITSELF',
    row: 'K4',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'must not be the Kustomization itself: it would wait for ever',
    cause: 'A Kustomization waits until all that it depends on are ready.',
    remedy: 'Remove the entry.',
    find: ({ object }) => readItems(object, 'spec.dependsOn')
      .filter(({ value }) => {
        const namespace = readText(value, 'namespace') ?? readText(object, 'metadata.namespace');
        const isOwn = namespace === readText(object, 'metadata.namespace') && readText(value, 'name') === readText(object, 'metadata.name');
        return isOwn && readText(value, 'name') !== undefined && !isSet(value, 'readyExpr');
      })
      .map(({ path, value }) => ({ path: `${path}.name`, received: readText(value, 'name') })),
  },
  {
    id: 'EXTERNAL_ARTIFACT_GATE',
    row: 'K5',
    kinds: KUSTOMIZATION,
    since: '2.7',
    severity: 'warning',
    message: 'needs the feature gate ExternalArtifact, which is off by default in kustomize-controller',
    cause: 'The controller refuses sources of this kind unless the gate is on.',
    remedy: 'Turn the gate on.',
    find: findText('spec.sourceRef.kind', (kind) => kind === 'ExternalArtifact'),
  },
  {
    id: 'SOURCE_IN_OTHER_NAMESPACE',
    row: 'K6',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'is another namespace, which a controller with --no-cross-namespace-refs refuses',
    cause: 'Clusters with several tenants usually forbid references across namespaces.',
    remedy: 'Put the source into the Kustomization\'s namespace.',
    find: findText('spec.sourceRef.namespace', (namespace, { object }) =>
      isSet(object, 'metadata.namespace') && namespace !== readField(object, 'metadata.namespace')),
  },
  {
    id: 'SOURCE_API_VERSION_IGNORED',
    row: 'K-S9',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'is ignored: sources are always of source.toolkit.fluxcd.io',
    cause: 'The controller looks at kind, name and namespace of the source only.',
    remedy: 'Remove it.',
    find: findText('spec.sourceRef.apiVersion', (apiVersion) => !apiVersion.startsWith('source.toolkit.fluxcd.io/')),
  },
  {
    id: 'PATH_LEAVES_ROOT',
    row: 'K-S8',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'leads out of the source: the controller keeps it inside, so that ../x is x',
    cause: 'A path above the root of the source is read as a path inside it, without an error.',
    remedy: 'Write the path from the root of the source.',
    find: findText('spec.path', leavesRoot),
  },
  {
    id: 'KUSTOMIZATION_TIMEOUT_RAISED',
    row: 'K-S3',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'is raised to 30 seconds',
    cause: 'The controller waits at least 30 seconds for health checks; fetching, building and applying are not bound by the timeout.',
    remedy: 'Write at least 30s, or leave it out.',
    find: findText('spec.timeout', (text) => {
      const timeout = parseDuration(text);
      return timeout !== undefined && timeout < THIRTY_SECONDS;
    }),
  },
  {
    id: 'RETRY_INTERVAL_ZERO',
    row: 'K-S4',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'is zero: after a failure the controller does not try again by itself',
    cause: 'A retry interval of zero means no retry.',
    remedy: 'Write an interval such as 2m, or leave it out to retry at spec.interval.',
    find: findText('spec.retryInterval', (text) => parseDuration(text) === 0n),
  },
  {
    id: 'DELETION_POLICY_WITHOUT_PRUNE',
    row: 'K-S20',
    kinds: KUSTOMIZATION,
    since: '2.5',
    severity: 'warning',
    message: 'deletes the objects with the Kustomization, although prune is false',
    cause: 'The deletion policy counts when the Kustomization is deleted, whatever prune says.',
    remedy: 'Use MirrorPrune to follow prune, or Orphan to keep the objects.',
    find: findText('spec.deletionPolicy', (policy, { object }) =>
      ['Delete', 'WaitForTermination'].includes(policy) && readField(object, 'spec.prune') === false),
  },
  {
    id: 'KUBECONFIG_SERVICE_ACCOUNT',
    row: 'K-S22',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'is impersonated on the cluster of the kubeConfig: it must exist there too, and in this cluster for pruning',
    cause: 'With a kubeConfig the service account acts on the remote cluster; where it is missing in this one, nothing is pruned on deletion.',
    remedy: 'Create the service account in both clusters, or remove it.',
    find: findText('spec.serviceAccountName', (_account, { object }) => isSet(object, 'spec.kubeConfig')),
  },
  {
    id: 'PRUNE_OFF',
    row: 'lint',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'is false: what is removed from the source stays in the cluster',
    cause: 'Without pruning the cluster drifts away from its source with every removal.',
    remedy: 'Set prune to true; protect single objects with the annotation kustomize.toolkit.fluxcd.io/prune: disabled.',
    find: ({ object }) => (readField(object, 'spec.prune') === false ? [{ path: 'spec.prune', received: false }] : []),
  },
];
