import type { DistributionSpec } from '../../src/distribution';
import type { Patch } from '../../src/kustomize';
import type { KubeObject } from '../../src/util';

/** The parts of a recorded FluxInstance; the recorded ones are valid. */
export interface FluxInstance {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: Omit<DistributionSpec, 'release' | 'namespace' | 'instanceName' | 'patches' | 'sync'> & {
    readonly kustomize?: { readonly patches?: readonly Patch[] };
    readonly sync?: Sync;
  };
}

interface Sync {
  readonly kind: string;
  readonly url: string;
  readonly ref: string;
  readonly path: string;
  readonly name?: string;
  readonly pullSecret?: string;
  readonly provider?: string;
  readonly interval?: string;
}

/** A recorded FluxInstance as the input of the renderer, for the release that its version resolved to. */
export function readInstance({ metadata, spec }: FluxInstance, release: string): DistributionSpec {
  const { kustomize, sync, ...rest } = spec;
  const namespace = metadata.namespace ?? 'flux-system';
  return {
    ...rest,
    release,
    namespace,
    instanceName: metadata.name,
    patches: kustomize?.patches ?? [],
    sync: sync === undefined ? [] : buildSync(sync, namespace),
  };
}

/** The two objects of a sync from Git, which all recorded instances have, as the operator's build begins with them. */
function buildSync(sync: Sync, namespace: string): KubeObject[] {
  if (sync.kind !== 'GitRepository' || (sync.interval !== undefined && sync.interval !== '1m')) {
    throw new Error(`this test knows no ${sync.kind} with the interval ${sync.interval}`);
  }
  const metadata = { name: sync.name ?? namespace, namespace };
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: sync.kind,
      metadata,
      spec: {
        interval: '1m0s',
        ref: { name: sync.ref },
        url: sync.url,
        ...sync.pullSecret === undefined ? {} : { secretRef: { name: sync.pullSecret } },
        ...sync.provider === undefined ? {} : { provider: sync.provider },
      },
    },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata,
      spec: { interval: '10m0s', path: sync.path, prune: true, sourceRef: { kind: sync.kind, name: metadata.name } },
    },
  ];
}
