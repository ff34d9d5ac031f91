import type { RenderRequest } from '../operator';

/** A sync as it was written, in props or in a FluxInstance: all but what depends on the construct tree. */
export interface WrittenSync extends Pick<RenderRequest, 'input' | 'problems' | 'shape' | 'options'> {
  /** The members of SyncOptions, as they came. */
  readonly settings: { readonly unmatchedPatches?: unknown; readonly runtimeChecks?: unknown; readonly patchTargets?: unknown };
}
