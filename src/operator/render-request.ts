import type { PatchedTarget } from './apply-patch-entries';
import type { InstanceShape } from './list-other-objects';
import type { SyncInput } from './sync-input';
import type { KnownSecret } from '../controllers';
import type { Problem } from '../problems';

/** Everything that decides what a sync emits. */
export interface RenderRequest {
  readonly input: SyncInput;
  /** What is already known to be wrong with the input. */
  readonly problems: readonly Problem[];
  /** What decides which other objects the instance has, as far as the input says. */
  readonly shape: Partial<InstanceShape>;
  readonly options: RenderOptions;
  /** Labels that both objects have from the start, such as those of a chart. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether a patch that selects nothing is ignored, as the operator does. */
  readonly ignoreUnmatched: boolean;
  /** What to do with what a controller would always fail on. */
  readonly runtimeChecks: 'error' | 'warn' | 'off';
  /** Further objects that the patches select from. */
  readonly patchTargets: readonly any[];
  /** The Secrets that the same app creates. */
  readonly secrets: readonly KnownSecret[];
}

/** The typed options, as operations of JSON 6902 patches that come before the user's own. */
export interface RenderOptions {
  readonly source: readonly object[];
  readonly kustomization: readonly object[];
  /** The option that wrote a field of an object, as the user knows it. */
  readonly describeOrigin: (kind: string, path: string) => string | undefined;
}

/** What a sync emits. With problems, nothing. */
export interface RenderedSync {
  readonly problems: readonly Problem[];
  /** The source and the Kustomization, as far as no patch deleted them. */
  readonly objects: readonly any[];
  /** The patch targets, in the order given. */
  readonly patchTargets: readonly PatchedTarget[];
  /** Which patches are for the controllers and had nothing to select, by index. */
  readonly unapplied: readonly number[];
  readonly warnings: readonly Problem[];
}
