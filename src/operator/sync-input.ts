import type { SyncFields } from './sync-fields';

/**
 * A sync as it was written, nothing checked yet: any value may be of any type. A field that was left out is `undefined`.
 */
export interface SyncInput {
  /** Where each field was written, for messages. */
  readonly fields: SyncFields;
  readonly kind?: unknown;
  readonly url?: unknown;
  readonly ref?: unknown;
  readonly path?: unknown;
  readonly name?: unknown;
  /** A duration as text, like `1m`. */
  readonly interval?: unknown;
  readonly pullSecret?: unknown;
  readonly provider?: unknown;
  readonly namespace?: unknown;
  readonly instanceName?: unknown;
  readonly fluxVersion?: unknown;
  readonly multitenant?: unknown;
  readonly labels?: unknown;
  readonly annotations?: unknown;
  readonly patches?: unknown;
  /** Whether a typed option brings the ref, so that the plain one is not needed. */
  readonly refGiven?: boolean;
}
