/* eslint-disable @typescript-eslint/no-require-imports */
import type { FluxInstance } from './read-flux-instance';
import type { RenderedSync, RenderRequest } from './render-request';

/*
 * The doors to what is large: the patch engine, the schemas and the rules take half as long to load as all of cdk8s, so they wait for the
 * first sync. Whoever only imports the package (a help text, a Secret, another construct library) does not pay for them.
 */

let render: typeof import('./render-sync') | undefined;

/** @see renderSync of `render-sync` */
export function renderSync(request: RenderRequest): RenderedSync {
  // `require` is not free for what is loaded already.
  render ??= require('./render-sync') as typeof import('./render-sync');
  return render.renderSync(request);
}

/** @see readFluxInstance of `read-flux-instance` */
export function readFluxInstance(manifest: any): FluxInstance {
  return (require('./read-flux-instance') as typeof import('./read-flux-instance')).readFluxInstance(manifest);
}
