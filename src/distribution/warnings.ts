import type { ProblemSink } from '../problems';
import type { KubeObject } from '../util';
import { isSharded } from './components';
import { listArgs } from './fields';
import { findVariant } from './images';
import type { ImagePlan } from './images';
import type { CompleteSpec } from './spec';

/** Warns of inputs that the operator accepts and that do not do what they seem to. */
export function warnAboutSpec(spec: CompleteSpec, plan: ImagePlan, sink: ProblemSink): void {
  warnAboutImages(spec, plan, sink.at('distribution'));
  warnAboutCluster(spec, sink.at('cluster'));
  warnAboutComponents(spec, sink);
}

function warnAboutImages({ distribution, release }: CompleteSpec, { pinned }: ImagePlan, sink: ProblemSink): void {
  const { registry, variant } = distribution;
  if (registry === '') {
    if (variant !== undefined) {
      sink.at('variant').report({ code: 'INPUT_WITHOUT_EFFECT', rule: 'has no effect without a registry', received: variant });
    }
  } else if (!pinned) {
    sink.at(variant === undefined ? 'registry' : 'variant').report({
      code: 'IMAGES_UNPINNED',
      rule: findVariant(distribution) === undefined
        ? 'is not one whose digests are known, so the images have the tags of Flux\'s manifests and no digests'
        : `has no digests for Flux ${release} in these manifests, so the images have the tags of Flux's manifests; whether they exist is not known`,
      received: variant ?? registry,
      remedy: findVariant(distribution) === undefined
        ? 'set distribution.variant if the registry mirrors one of the variants'
        : 'use the unpacked artifact as manifests; a file with the output of flux install has no digests',
    });
  }
}

function warnAboutCluster({ cluster }: CompleteSpec, sink: ProblemSink): void {
  if (cluster.type !== 'kubernetes' && cluster.type !== 'openshift') {
    sink.at('type').report({ code: 'INPUT_WITHOUT_EFFECT', rule: 'has no effect; only openshift changes anything', received: cluster.type });
  }
  const { multitenant, multitenantWorkloadIdentity } = cluster;
  const accounts = [
    ['tenantDefaultServiceAccount', multitenant || multitenantWorkloadIdentity, 'multitenant or multitenantWorkloadIdentity'],
    ['tenantDefaultDecryptionServiceAccount', multitenantWorkloadIdentity, 'multitenantWorkloadIdentity'],
    ['tenantDefaultKubeConfigServiceAccount', multitenantWorkloadIdentity, 'multitenantWorkloadIdentity'],
  ] as const;
  for (const [name, isUsed, need] of accounts) {
    if (cluster[name] !== 'default' && !isUsed) {
      sink.at(name).report({ code: 'INPUT_WITHOUT_EFFECT', rule: `has no effect without ${need}`, received: cluster[name] });
    }
  }
  if (multitenantWorkloadIdentity && !multitenant) {
    sink.at('multitenantWorkloadIdentity').report({
      code: 'TENANCY_INCOMPLETE',
      rule: 'leaves Kustomizations and HelmReleases without a default account, and references across namespaces allowed',
      remedy: 'set cluster.multitenant to true',
    });
  }
}

function warnAboutComponents({ components, release, sharding, storage, sync }: CompleteSpec, sink: ProblemSink): void {
  const missing = (path: string, rule: string, needed: readonly string[]) => {
    sink.at(path).report({ code: 'COMPONENT_MISSING', rule, remedy: `add ${needed.join(' and ')}` });
  };
  const absent = ['source-controller', 'kustomize-controller'].filter((name) => !components.includes(name));
  if (sync.length > 0 && absent.length > 0) {
    missing('components', `lacks ${absent.join(' and ')}, without which nothing reconciles the sync`, absent);
  }
  if (storage !== undefined && !components.includes('source-controller')) {
    missing('storage', 'is used by source-controller only, which is not among the components', ['source-controller']);
  }
  if (sharding.shards.length > 0 && !components.some((name) => isSharded(name, release))) {
    missing('sharding', 'has no effect, as none of the components can be sharded', ['source-controller']);
  }
}

const LOCKDOWN: readonly { readonly controller: RegExp; readonly arg: string }[] = [
  { controller: /^(?:kustomize|helm|notification|image-reflector|image-automation)-controller(?:$|-)/, arg: '--no-cross-namespace-refs=true' },
  { controller: /^kustomize-controller(?:$|-)/, arg: '--no-remote-bases=true' },
];

/** Warns where patches took away what multitenancy relies on. */
export function warnAboutObjects(objects: readonly KubeObject[], { cluster }: CompleteSpec, sink: ProblemSink): void {
  if (!cluster.multitenant) {
    return;
  }
  for (const object of objects.filter(({ kind }) => kind === 'Deployment')) {
    const name = object.metadata.name ?? '';
    const args = listArgs(object);
    const lost = LOCKDOWN.filter(({ controller, arg }) => controller.test(name) && !args.includes(arg)).map(({ arg }) => arg);
    if (lost.length > 0) {
      sink.at('cluster', 'multitenant').report({
        code: 'TENANCY_INCOMPLETE',
        rule: `is not enforced by the Deployment ${name}: a patch took ${lost.join(' and ')} from its args`,
        remedy: 'append to the args instead of replacing them',
      });
    }
  }
}
