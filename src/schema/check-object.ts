import type { Problem } from '../problems';
import { checkMetadata } from './check-metadata';
import { checkRules } from './check-rules';
import { checkStructure } from './check-structure';
import { describeUnknown, isBlocked } from './check-value';
import { copyJson } from './copy-json';
import { describeNotServed } from './describe-not-served';
import { findSince } from './find-since';
import { findMinor, FLUX_MINORS, loadSchemas } from './load-schemas';
import { formatPlace, listSteps, type Place, startAt } from './place';
import { findField, pruneUnknown, type UnknownField } from './prune-unknown';
import type { Schema } from './schema';
import { CRD_CODES } from './schema-codes';
import { setDefaults } from './set-defaults';

/**
 * Checks whether the API server of a cluster with this Flux version would accept the object: its CRD's schema and rules, and the rules for metadata.
 * Never throws, whatever comes in, and changes nothing.
 *
 * @param fluxVersion `v2.9.4`, `2.9.4` or `2.9`
 */
export function checkObject(object: unknown, fluxVersion: string): Problem[] {
  const minor = findMinor(fluxVersion);
  if (minor === undefined) {
    return [{ code: 'VERSION_UNKNOWN', path: '', rule: `must be for one of the Flux versions ${FLUX_MINORS.join(', ')}`, received: fluxVersion }];
  }
  const problems: Problem[] = [];
  const root = startAt('');
  const copy: any = copyJson(object, root, CRD_CODES, problems);
  if (typeof copy !== 'object' || copy === null || Array.isArray(copy)) {
    return problems.length > 0 ? problems : [{ code: 'SCHEMA_TYPE', path: '', rule: 'must be an object', received: object }];
  }
  problems.push(...checkMetadata(copy.metadata));
  // Its schema in a CRD is an empty object: the rules for it are Kubernetes' own.
  delete copy.metadata;
  const { apiVersion, kind } = copy;
  const notServed = describeNotServed(apiVersion, kind, minor, fluxVersion);
  if (notServed !== undefined) {
    return [...problems, notServed];
  }
  const schema = loadSchemas(minor)[`${apiVersion}/${kind}`];

  const unknown: UnknownField[] = [];
  pruneUnknown(copy, schema, root, unknown);
  problems.push(...unknown.map((field) => {
    const steps = listSteps(field.place);
    const since = findSince(minor, apiVersion, kind, steps, () => true);
    return since === undefined ? describeUnknown(field, CRD_CODES) : describeNotYet(field.place, since, fluxVersion, field.received);
  }));
  problems.push(...checkStatus(copy.status, schema));
  delete copy.status;
  setDefaults(copy, schema);
  const explainValue = (place: Place, value: string): Problem | undefined => {
    const since = findSince(minor, apiVersion, kind, listSteps(place), (later) => later.enum?.includes(value) === true);
    return since === undefined ? undefined : describeNotYet(place, since, fluxVersion, value);
  };
  checkStructure(copy, schema, root, { codes: CRD_CODES, problems, explainValue });
  if (!isBlocked(problems, CRD_CODES)) {
    checkRules(copy, schema, root, CRD_CODES, problems);
  }
  return problems;
}

/** On creation the API server drops the status of these kinds, but not before server-side apply has looked at its types. */
function checkStatus(status: unknown, schema: Schema): Problem[] {
  const problems: Problem[] = [];
  const known = findField(schema, 'status');
  if (status !== undefined && known !== undefined) {
    checkStructure(status, known, startAt('status'), { codes: CRD_CODES, problems });
  }
  return problems.filter(({ code }) => code === CRD_CODES.type);
}

function describeNotYet(place: Place, since: string, fluxVersion: string, received: unknown): Problem {
  return {
    code: 'FIELD_NOT_YET',
    path: formatPlace(place),
    rule: `needs Flux ${since} or later; fluxVersion resolved to ${fluxVersion}`,
    received,
  };
}
