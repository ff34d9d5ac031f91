import { isAtLeast } from '../flux';
import { isObject } from '../util';
import type { KubeObject } from '../util';
import { isSharded, servesArtifacts } from './components';
import { changeContainer, changePod } from './deployment';
import type { ControllerContainer, ControllerDeployment, PodSpec } from './deployment';
import type { Fields } from './fields';
import { hasPersistentShards } from './spec';
import type { CompleteSpec } from './spec';

const SOURCE = 'source-controller';
const KUSTOMIZE = 'kustomize-controller';
const HELM = 'helm-controller';
const NOTIFICATION = 'notification-controller';
const REFLECTOR = 'image-reflector-controller';
const AUTOMATION = 'image-automation-controller';
const WATCHER = 'source-watcher';

/** The annotation of a shard's objects and pods. */
export const SHARD_ROLE = 'sharding.fluxcd.io/role';

type Size = 'small' | 'medium' | 'large';

/** The args that a size adds. */
const SIZE_ARGS: Readonly<Record<Size, ReadonlyMap<string, readonly string[]>>> = {
  small: listSizeArgs(5, '10s', 10),
  medium: listSizeArgs(10, '5s', 50, 5),
  large: listSizeArgs(20, '5s', 100, 10),
};

/** The resources that a size sets; small does so for all controllers. */
const SIZE_RESOURCES: Readonly<Record<Size, (component: string) => Fields | undefined>> = {
  small: () => buildResources('64Mi', '1000m', '512Mi'),
  medium: (component) => [SOURCE, KUSTOMIZE, HELM].includes(component) ? buildResources('128Mi', '2000m', '1Gi') : undefined,
  large: (component) => component === SOURCE
    ? buildResources('256Mi', '2000m', '2Gi')
    : [KUSTOMIZE, HELM].includes(component) ? buildResources('256Mi', '3000m', '3Gi') : undefined,
};

function listSizeArgs(concurrent: number, requeue: string, charts: number, sources?: number): ReadonlyMap<string, readonly string[]> {
  const reconcilers = [`--concurrent=${concurrent}`, `--requeue-dependency=${requeue}`];
  return new Map([
    [KUSTOMIZE, reconcilers],
    [HELM, reconcilers],
    [SOURCE, [
      `--helm-cache-max-size=${charts}`, '--helm-cache-ttl=720m', '--helm-cache-purge-interval=60m',
      ...sources === undefined ? [] : [`--concurrent=${sources}`],
    ]],
  ]);
}

function buildResources(request: string, cpu: string, memory: string): Fields {
  return { requests: { cpu: '100m', memory: request }, limits: { cpu, memory } };
}

/** The Deployment of a controller as the operator's profiles leave it. */
export function shapeDeployment(deployment: ControllerDeployment, component: string, spec: CompleteSpec): ControllerDeployment {
  const { storage } = spec;
  const selector = spec.sharding.shards.length > 0 && isSharded(component, spec.release) ? [`--watch-label-selector=!${spec.sharding.key}`] : [];
  const stored = component === SOURCE && storage !== undefined
    ? changeContainer(
      changePod(deployment, (pod) => ({ ...pod, volumes: [...pod.volumes, claimVolume('persistent-data', SOURCE)] })),
      (container) => mountData(container, 'persistent-data'),
    )
    : deployment;
  return applyProfiles(stored, component, selector, spec);
}

/** The Deployment of a copy that a shard runs. Its name gets the shard's suffix later; the account is shared with the original. */
export function shapeShardDeployment(deployment: ControllerDeployment, component: string, shard: string, spec: CompleteSpec): ControllerDeployment {
  const app = `${component}-${shard}`;
  const { selector, template } = deployment.spec;
  const volume = `persistent-data-${shard}`;
  const persistent = component === SOURCE && hasPersistentShards(spec);
  const copy: ControllerDeployment = {
    ...deployment,
    spec: {
      ...deployment.spec,
      selector: { ...selector, matchLabels: { ...selector.matchLabels, app } },
      template: {
        ...template,
        metadata: {
          ...template.metadata,
          labels: { ...template.metadata.labels, app },
          annotations: { ...template.metadata.annotations, [SHARD_ROLE]: 'shard' },
        },
      },
    },
  };
  const stored = persistent
    ? changeContainer(
      changePod(copy, (pod) => ({ ...pod, volumes: [claimVolume(volume, app), ...pod.volumes.slice(1)] })),
      (container) => mountData(container, volume),
    )
    : copy;
  const address = servesArtifacts(component) ? [formatAddress(app, spec)] : [];
  return applyProfiles(stored, component, [...address, `--watch-label-selector=${spec.sharding.key}=${shard}`], spec);
}

/** The Service of a copy that serves artifacts. */
export function shapeShardService(service: KubeObject, shard: string): KubeObject {
  const { spec } = service;
  return isObject(spec) && isObject(spec.selector)
    ? { ...service, spec: { ...spec, selector: { ...spec.selector, app: `${service.metadata.name}-${shard}` } } }
    : service;
}

function claimVolume(name: string, claimName: string): Fields {
  return { name, persistentVolumeClaim: { claimName } };
}

/** The first mount is the one for the artifacts. */
function mountData(container: ControllerContainer, name: string): ControllerContainer {
  return { ...container, volumeMounts: [{ name, mountPath: '/data' }, ...container.volumeMounts.slice(1)] };
}

/** What all Deployments get, copies included. */
function applyProfiles(deployment: ControllerDeployment, component: string, shardArgs: readonly string[], spec: CompleteSpec): ControllerDeployment {
  const { size, type } = spec.cluster;
  const { metadata, spec: { template } } = deployment;
  const resources = size === undefined ? undefined : SIZE_RESOURCES[size](component);
  const marked: ControllerDeployment = {
    ...deployment,
    metadata: size === undefined
      ? metadata
      : { ...metadata, annotations: { ...metadata.annotations, 'fluxcd.controlplane.io/profile': size } },
    spec: {
      ...deployment.spec,
      template: {
        ...template,
        metadata: {
          ...template.metadata,
          labels: { ...template.metadata.labels, 'app.kubernetes.io/part-of': 'flux' },
          annotations: { ...template.metadata.annotations, 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'true' },
        },
      },
    },
  };
  const shaped = changeContainer(changePod(marked, (pod) => shapePod(pod, spec)), (container) => ({
    ...container,
    args: [...replaceArgs(container.args, component, spec), ...shardArgs, ...listProfileArgs(component, spec)],
    ...resources === undefined ? {} : { resources },
  }));
  return type === 'openshift' ? openShift(shaped) : shaped;
}

function shapePod(pod: PodSpec, { distribution: { imagePullSecret } }: CompleteSpec): PodSpec {
  const nodeSelector = { ...isObject(pod.nodeSelector) ? pod.nodeSelector : {}, 'kubernetes.io/os': 'linux' };
  return imagePullSecret === undefined || imagePullSecret === ''
    ? { ...pod, nodeSelector }
    : { ...pod, nodeSelector, imagePullSecrets: [{ name: imagePullSecret }] };
}

/** OpenShift assigns users and seccomp profiles itself. */
function openShift(deployment: ControllerDeployment): ControllerDeployment {
  return changeContainer(
    changePod(deployment, ({ securityContext: _, ...pod }) => pod),
    (container) => {
      const { seccompProfile: _profile, runAsNonRoot: _user, ...kept } = isObject(container.securityContext) ? container.securityContext : {};
      return { ...container, securityContext: kept };
    },
  );
}

/** The operator replaces args by their place in Flux's own manifests. */
function replaceArgs(args: readonly string[], component: string, spec: CompleteSpec): string[] {
  const common = ['--watch-all-namespaces=true', '--log-level=info'];
  if (component === NOTIFICATION) {
    return [...common, ...args.slice(common.length)];
  }
  const events = spec.components.includes(NOTIFICATION) ? `http://${NOTIFICATION}.${spec.namespace}.svc.${spec.cluster.domain}./` : '';
  const replaced = [`--events-addr=${events}`, ...common, ...args.slice(common.length + 1)];
  return servesArtifacts(component) ? replaced.map((arg, i) => i === 6 ? formatAddress(component, spec) : arg) : replaced;
}

function formatAddress(service: string, { cluster }: CompleteSpec): string {
  return `--storage-adv-addr=${service}.$(RUNTIME_NAMESPACE).svc.${cluster.domain}.`;
}

/** The args that the profiles append, in the order of the operator's patches. */
function listProfileArgs(component: string, spec: CompleteSpec): string[] {
  const { size } = spec.cluster;
  return [
    ...size === undefined ? [] : SIZE_ARGS[size].get(component) ?? [],
    ...listTenancyArgs(component, spec),
    ...spec.components.includes(WATCHER) && [KUSTOMIZE, HELM].includes(component) ? ['--feature-gates=ExternalArtifact=true'] : [],
    ...listIdentityArgs(component, spec),
  ];
}

function listTenancyArgs(component: string, { cluster }: CompleteSpec): string[] {
  if (!cluster.multitenant || component === SOURCE) {
    return [];
  }
  return [
    '--no-cross-namespace-refs=true',
    ...component === KUSTOMIZE ? ['--no-remote-bases=true'] : [],
    ...[KUSTOMIZE, HELM].includes(component) ? [`--default-service-account=${cluster.tenantDefaultServiceAccount}`] : [],
  ];
}

function listIdentityArgs(component: string, { cluster, release }: CompleteSpec): string[] {
  if (component === WATCHER) {
    return [];
  }
  const gate = `--feature-gates=ObjectLevelWorkloadIdentity=${cluster.objectLevelWorkloadIdentity}`;
  if (!isAtLeast(release, '2.7')) {
    // In 2.6 helm-controller does not know the gate yet.
    return isAtLeast(release, '2.6') && cluster.objectLevelWorkloadIdentity && component !== HELM ? [gate] : [];
  }
  if (!cluster.multitenantWorkloadIdentity) {
    return [gate];
  }
  return [
    gate,
    ...[SOURCE, NOTIFICATION, REFLECTOR, AUTOMATION].includes(component) ? [`--default-service-account=${cluster.tenantDefaultServiceAccount}`] : [],
    ...component === KUSTOMIZE ? [`--default-decryption-service-account=${cluster.tenantDefaultDecryptionServiceAccount}`] : [],
    ...[KUSTOMIZE, HELM].includes(component) ? [`--default-kubeconfig-service-account=${cluster.tenantDefaultKubeConfigServiceAccount}`] : [],
  ];
}
