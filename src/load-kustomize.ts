/** The patch engine, loaded when it is needed for the first time: it is the largest room. */
export function loadKustomize(): typeof import('./kustomize') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./kustomize') as typeof import('./kustomize');
}
