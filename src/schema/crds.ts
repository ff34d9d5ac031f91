import minors from '../../imports/schemas/minors.json';
import { suggestRemedy } from '../problems';
import type { PathStep, Problem, ProblemSink } from '../problems';
import { Cache } from '../util';
import { findMember } from './schema';
import type { Schema } from './schema';

/** The Flux minors whose CRDs we have, oldest first. */
export const FLUX_MINORS: readonly string[] = minors;

/** The schemas that one Flux minor serves, by apiVersion and kind: `source.toolkit.fluxcd.io/v1/Bucket`. */
export type ServedSchemas = Readonly<Record<string, Schema>>;

const loaded = new Cache<ServedSchemas>(100);

/**
 * The schemas of one Flux minor, read when they are needed for the first time. Only for a minor of `FLUX_MINORS`.
 */
export function loadSchemas(minor: string): ServedSchemas {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return loaded.getOrCompute(minor, () => require(`../../imports/schemas/${minor}.json`) as ServedSchemas);
}

/** The minor of a version such as `v2.9.4`, `2.9.4` or `2.9`, if we have its CRDs. */
export function findMinor(fluxVersion: string): string | undefined {
  const minor = /^v?(\d+\.\d+)(?:\.|$)/.exec(typeof fluxVersion === 'string' ? fluxVersion : '')?.[1];
  return minor !== undefined && FLUX_MINORS.includes(minor) ? minor : undefined;
}

/** The schema of an apiVersion and kind, if the minor serves it. */
export function findSchema(minor: string, apiVersion: unknown, kind: unknown): Schema | undefined {
  const schemas = loadSchemas(minor);
  const name = typeof apiVersion === 'string' && typeof kind === 'string' ? `${apiVersion}/${kind}` : '';
  return Object.hasOwn(schemas, name) ? schemas[name] : undefined;
}

/**
 * Reports what is wrong with an apiVersion and kind that a Flux minor does not serve.
 *
 * @param resolved which version that is, as part of a sentence: `fluxVersion resolved to v2.5.1`
 */
export function reportNotServed(apiVersion: unknown, kind: unknown, minor: string, resolved: string, sink: ProblemSink): void {
  const served = Object.keys(loadSchemas(minor)).map((name) => {
    const slash = name.lastIndexOf('/');
    return { apiVersion: name.slice(0, slash), kind: name.slice(slash + 1) };
  });
  const versions = served.filter((type) => type.kind === kind).map((type) => type.apiVersion);
  if (versions.length === 0) {
    sink.at('kind').report(describeServed(kind, [...new Set(served.map((type) => type.kind))]));
    return;
  }
  const problem = describeServed(apiVersion, versions);
  const since = FLUX_MINORS.find((later) => findSchema(later, apiVersion, kind) !== undefined);
  const isLater = since !== undefined && FLUX_MINORS.indexOf(since) >= FLUX_MINORS.indexOf(minor);
  sink.at('apiVersion').report(isLater ? { ...problem, rule: `needs Flux ${since} or later; ${resolved}`, remedy: `write ${versions[0]}` } : problem);
}

function describeServed(received: unknown, allowed: readonly string[]): Omit<Problem, 'path'> {
  return {
    code: 'API_NOT_SERVED',
    rule: `must be ${allowed.length === 1 ? allowed[0] : `one of ${allowed.join(', ')}`}`,
    allowed,
    ...(received === undefined ? {} : { received }),
    remedy: suggestRemedy(received, allowed),
  };
}

/**
 * The first Flux minor after the given one that accepts something about a field. Where a later minor does not serve the apiVersion any more,
 * the ones that it serves count.
 *
 * @param steps where the field is: keys and indices
 */
export function findSince(
  minor: string, apiVersion: string, kind: string, steps: readonly PathStep[], accepts: (schema: Schema) => boolean,
): string | undefined {
  return FLUX_MINORS.slice(FLUX_MINORS.indexOf(minor) + 1).find((later) => {
    const served = loadSchemas(later);
    const exact = findSchema(later, apiVersion, kind);
    const schemas = exact === undefined ? Object.keys(served).filter((name) => name.endsWith(`/${kind}`)).map((name) => served[name]) : [exact];
    return schemas.some((root) => {
      const schema = steps.reduce<Schema | undefined>(descend, root);
      return schema !== undefined && accepts(schema);
    });
  });
}

function descend(schema: Schema | undefined, step: PathStep): Schema | undefined {
  return typeof step === 'number' ? schema?.items : findMember(schema, step);
}
