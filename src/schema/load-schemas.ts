import type { Schema } from './schema';
import minors from '../../imports/schemas/minors.json';

/** The Flux minors whose CRDs we have, oldest first. */
export const FLUX_MINORS: readonly string[] = minors;

/** The schemas that one Flux minor serves, by apiVersion and kind: `source.toolkit.fluxcd.io/v1/Bucket`. */
export type ServedSchemas = Readonly<Record<string, Schema>>;

/**
 * The schemas of one Flux minor, read when they are needed for the first time. Only for a minor of `FLUX_MINORS`.
 */
export function loadSchemas(minor: string): ServedSchemas {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(`../../imports/schemas/${minor}.json`) as ServedSchemas;
}

/** The minor of a version such as `v2.9.4`, `2.9.4` or `2.9`, if we have its CRDs. */
export function findMinor(fluxVersion: string): string | undefined {
  const minor = /^v?(\d+\.\d+)(?:\.|$)/.exec(typeof fluxVersion === 'string' ? fluxVersion : '')?.[1];
  return minor !== undefined && FLUX_MINORS.includes(minor) ? minor : undefined;
}
