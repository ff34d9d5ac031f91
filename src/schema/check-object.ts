import type { Problem } from '../problems';
import { checkCopy, type CopyChecks } from './check-copy';
import { checkMetadata } from './check-metadata';
import { copyJson } from './copy-json';
import { describeNotServed } from './describe-not-served';
import { findSince } from './find-since';
import { isPlainlyValid } from './is-plainly-valid';
import { findMinor, FLUX_MINORS, loadSchemas } from './load-schemas';
import { METADATA_SCHEMA } from './metadata-schema';
import { formatPlace, listSteps, type Place, startAt, stepInto } from './place';
import { findField } from './prune-unknown';
import type { Schema } from './schema';
import { CRD_CODES } from './schema-codes';

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
  if (passesAtAGlance(object, minor)) {
    return [];
  }
  const problems: Problem[] = [];
  const root = startAt('');
  const copy: any = copyJson(object, root, CRD_CODES, problems);
  if (typeof copy !== 'object' || copy === null || Array.isArray(copy)) {
    return problems.length > 0 ? problems : [{ code: CRD_CODES.type, path: '', rule: 'must be an object', received: object }];
  }
  const { apiVersion, kind, metadata, status } = copy;
  problems.push(...checkMetadata(metadata));
  const notServed = describeNotServed(apiVersion, kind, minor, fluxVersion);
  if (notServed !== undefined) {
    return [...problems, notServed];
  }
  const schema = loadSchemas(minor)[`${apiVersion}/${kind}`];
  // A CRD says nothing about metadata, and its status has rules of its own.
  delete copy.metadata;
  delete copy.status;
  const explain = explainLater(minor, apiVersion, kind, fluxVersion);
  checkCopy(copy, schema, root, { codes: CRD_CODES, problems, ...explain });
  problems.push(...checkStatus(status, schema, stepInto(root, 'status'), explain));
  return problems;
}

function passesAtAGlance(object: any, minor: string): boolean {
  try {
    const { apiVersion, kind, metadata } = object;
    const schemas = loadSchemas(minor);
    const name = `${apiVersion}/${kind}`;
    return Object.hasOwn(schemas, name) && isPlainlyValid(object, schemas[name], 'metadata')
      && isPlainlyValid(metadata, METADATA_SCHEMA) && checkMetadata(metadata).length === 0;
  } catch {
    return false;
  }
}

/** On creation the API server drops the status of these kinds, but not before server-side apply has looked at its fields and their types. */
function checkStatus(status: unknown, schema: Schema, place: Place, explain: Explanations): Problem[] {
  const known = findField(schema, 'status');
  const problems: Problem[] = [];
  if (status !== undefined && known !== undefined) {
    checkCopy(status, known, place, { codes: CRD_CODES, problems, ...explain });
  }
  return problems.filter(({ code }) => code === CRD_CODES.type || code === CRD_CODES.unknown || code === 'FIELD_NOT_YET');
}

type Explanations = Pick<CopyChecks, 'explainField' | 'explainValue'>;

/** Says of fields and values that this Flux lacks which later one has them. */
function explainLater(minor: string, apiVersion: string, kind: string, fluxVersion: string): Explanations {
  const explain = (place: Place, received: unknown, holds: (schema: Schema) => boolean): Problem | undefined => {
    const since = findSince(minor, apiVersion, kind, listSteps(place), holds);
    return since === undefined ? undefined : {
      code: 'FIELD_NOT_YET',
      path: formatPlace(place),
      rule: `needs Flux ${since} or later; fluxVersion resolved to ${fluxVersion}`,
      received,
    };
  };
  return {
    explainField: ({ place, received }) => explain(place, received, () => true),
    explainValue: (place, value) => explain(place, value, (later) => later.enum?.includes(value) === true),
  };
}
