/** Where `flux bootstrap` and the operator put everything, unless another namespace is named. */
export const FLUX_NAMESPACE = 'flux-system';

/** The controllers that a FluxInstance brings where it names none. */
export const DEFAULT_COMPONENTS: readonly string[] = ['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller'];

/** All controllers that a FluxInstance can bring. */
export const COMPONENT_NAMES: readonly string[] = [
  ...DEFAULT_COMPONENTS, 'image-reflector-controller', 'image-automation-controller', 'source-watcher',
];
