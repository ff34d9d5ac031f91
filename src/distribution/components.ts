import { isAtLeast } from '../flux';

/** What a controller brings, as far as it can be known without its manifests. */
export interface Component {
  readonly name: string;
  /** The first Flux release that has it; all have it where it is absent. */
  readonly since?: string;
  readonly crds: readonly { readonly name: string; readonly since?: string }[];
  readonly services: readonly string[];
  /** The first Flux release whose shards run a copy of it; absent for the one that is not copied. */
  readonly shardedSince?: string;
  /** Whether it serves artifacts, so that a copy needs a Service and an address of its own. */
  readonly servesArtifacts: boolean;
  /** How many args its Deployment has at least: the operator replaces some by their place. */
  readonly minArgs: number;
}

const ALWAYS = '2.0';

/** The controllers that a FluxInstance can bring. */
export const COMPONENTS: readonly Component[] = [
  {
    ...describe('source-controller', 'source.toolkit', []),
    crds: [
      ...nameCrds('source.toolkit', ['buckets', 'gitrepositories', 'helmcharts', 'helmrepositories', 'ocirepositories']),
      { name: 'externalartifacts.source.toolkit.fluxcd.io', since: '2.7' },
    ],
    services: ['source-controller'],
    servesArtifacts: true,
    minArgs: 7,
  },
  describe('kustomize-controller', 'kustomize.toolkit', ['kustomizations']),
  describe('helm-controller', 'helm.toolkit', ['helmreleases']),
  {
    ...describe('notification-controller', 'notification.toolkit', ['alerts', 'providers', 'receivers']),
    services: ['notification-controller', 'webhook-receiver'],
    shardedSince: undefined,
    minArgs: 2,
  },
  describe('image-reflector-controller', 'image.toolkit', ['imagepolicies', 'imagerepositories']),
  describe('image-automation-controller', 'image.toolkit', ['imageupdateautomations']),
  {
    ...describe('source-watcher', 'source.extensions', ['artifactgenerators']),
    since: '2.7',
    services: ['source-watcher'],
    shardedSince: '2.9',
    servesArtifacts: true,
    minArgs: 7,
  },
];

const BY_NAME: ReadonlyMap<string, Component> = new Map(COMPONENTS.map((component) => [component.name, component]));

export function findComponent(name: string): Component | undefined {
  return BY_NAME.get(name);
}

/** Whether a controller exists, and is in a release. */
export function hasComponent(name: string, release: string): boolean {
  const component = BY_NAME.get(name);
  return component !== undefined && (component.since === undefined || isAtLeast(release, component.since));
}

/** Whether the shards of a release run a copy of a controller. */
export function isSharded(name: string, release: string): boolean {
  const since = BY_NAME.get(name)?.shardedSince;
  return since !== undefined && isAtLeast(release, since);
}

export function servesArtifacts(name: string): boolean {
  return BY_NAME.get(name)?.servesArtifacts ?? false;
}

function describe(name: string, group: string, plurals: readonly string[]): Component {
  return { name, crds: nameCrds(group, plurals), services: [], shardedSince: ALWAYS, servesArtifacts: false, minArgs: 3 };
}

function nameCrds(group: string, plurals: readonly string[]): { name: string }[] {
  return plurals.map((plural) => ({ name: `${plural}.${group}.fluxcd.io` }));
}
