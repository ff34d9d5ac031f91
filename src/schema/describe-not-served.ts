import { type Problem, suggestRemedy } from '../problems';
import { FLUX_MINORS, loadSchemas } from './load-schemas';

/**
 * What is wrong with an object's apiVersion and kind, if this Flux minor does not serve them.
 */
export function describeNotServed(apiVersion: unknown, kind: unknown, minor: string, fluxVersion: string): Problem | undefined {
  const served = Object.keys(loadSchemas(minor)).map((name) => {
    const slash = name.lastIndexOf('/');
    return { apiVersion: name.slice(0, slash), kind: name.slice(slash + 1) };
  });
  const versions = served.filter((type) => type.kind === kind).map((type) => type.apiVersion);
  if (versions.length === 0) {
    return describeChoice('kind', kind, [...new Set(served.map((type) => type.kind))]);
  }
  if (versions.includes(apiVersion as string)) {
    return undefined;
  }
  const problem = describeChoice('apiVersion', apiVersion, versions);
  const since = typeof apiVersion === 'string' ? FLUX_MINORS.find((later) => Object.hasOwn(loadSchemas(later), `${apiVersion}/${kind}`)) : undefined;
  return since === undefined || FLUX_MINORS.indexOf(since) < FLUX_MINORS.indexOf(minor)
    ? problem
    : { ...problem, rule: `needs Flux ${since} or later; fluxVersion resolved to ${fluxVersion}`, remedy: `write ${versions[0]}` };
}

function describeChoice(path: string, received: unknown, allowed: readonly string[]): Problem {
  return {
    code: 'API_NOT_SERVED',
    path,
    rule: `must be ${allowed.length === 1 ? allowed[0] : `one of ${allowed.join(', ')}`}`,
    allowed,
    ...(received === undefined ? {} : { received }),
    remedy: suggestRemedy(received, allowed),
  };
}
