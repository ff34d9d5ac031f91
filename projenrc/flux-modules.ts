/** What the CRDs of one Flux minor are made from: its published Go API modules, and the controller-gen that its release used. */
export interface FluxModules {
  readonly minor: string;
  readonly source: string;
  readonly kustomize: string;
  /** Up to v0.15 it read optional fields of v1beta1 otherwise. Only where the result would differ is an old one named. */
  readonly controllerGen: string;
}

/** Pins of what `imports/` is made from, oldest first. A new Flux minor is one more line. */
export const FLUX_MODULES: readonly FluxModules[] = [
  { minor: '2.2', source: 'v1.2.5', kustomize: 'v1.2.2', controllerGen: 'v0.15.0' },
  { minor: '2.3', source: 'v1.3.0', kustomize: 'v1.3.0', controllerGen: 'v0.15.0' },
  { minor: '2.4', source: 'v1.4.1', kustomize: 'v1.4.0', controllerGen: 'v0.21.0' },
  { minor: '2.5', source: 'v1.5.0', kustomize: 'v1.5.1', controllerGen: 'v0.21.0' },
  { minor: '2.6', source: 'v1.6.2', kustomize: 'v1.6.1', controllerGen: 'v0.21.0' },
  { minor: '2.7', source: 'v1.7.4', kustomize: 'v1.7.3', controllerGen: 'v0.21.0' },
  { minor: '2.8', source: 'v1.8.5', kustomize: 'v1.8.5', controllerGen: 'v0.21.0' },
  { minor: '2.9', source: 'v1.9.4', kustomize: 'v1.9.4', controllerGen: 'v0.21.0' },
];

/** Old releases of controller-gen name a golang.org/x/tools that today's Go cannot compile. This one serves all of them. */
export const GO_TOOLS = 'v0.44.0';

/** The kinds a sync consists of, by API group. The modules' other kinds stay out. */
export const SYNC_KINDS: Readonly<Record<string, readonly string[]>> = {
  'kustomize.toolkit.fluxcd.io': ['Kustomization'],
  'source.toolkit.fluxcd.io': ['Bucket', 'GitRepository', 'OCIRepository'],
};
