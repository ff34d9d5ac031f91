import { ProblemSink } from '../problems';
import type { PathStep } from '../problems';
import { isObject } from '../util';
import { findMinor, findSchema, findSince, FLUX_MINORS, reportNotServed } from './crds';
import { checkAsJson, UNREADABLE } from './json';
import { checkMetadata, checkNewMetadata } from './metadata';
import { CRD_CODES, findField } from './schema';
import type { Schema } from './schema';
import { Validator } from './validator';
import type { ExplainLater } from './validator';

/** What the user calls things that a problem speaks of. */
export interface CheckedNames {
  /** The field that says which Flux version is meant. Default: `fluxVersion` */
  readonly fluxVersion?: string;
}

/**
 * Checks whether the API server of a cluster with this Flux version would accept a new object: its CRD's schema and rules, and the rules for the
 * values of its metadata. Never throws because of the object, and changes nothing.
 *
 * @param fluxVersion `v2.9.4`, `2.9.4` or `2.9`
 */
export function checkObject(object: unknown, fluxVersion: string, sink: ProblemSink, names: CheckedNames = {}): void {
  const minor = findMinor(fluxVersion);
  if (minor === undefined) {
    sink.report({ code: 'VERSION_UNKNOWN', rule: `must be for one of the Flux versions ${FLUX_MINORS.join(', ')}`, received: fluxVersion });
    return;
  }
  const resolved = `${names.fluxVersion ?? 'fluxVersion'} resolved to ${fluxVersion}`;
  checkAsJson(object, sink, CRD_CODES.type, (json, found) => {
    if (isObject(json)) {
      checkJson(json, minor, resolved, found);
    } else if (json !== UNREADABLE) {
      found.report({ code: CRD_CODES.type, rule: 'must be an object', received: json });
    }
  });
}

function checkJson(object: Record<string, unknown>, minor: string, resolved: string, sink: ProblemSink): void {
  const { apiVersion, kind, metadata, status } = object;
  const metadataSink = sink.at('metadata');
  checkMetadata(metadata, metadataSink);
  checkNewMetadata(metadata, metadataSink);
  const schema = findSchema(minor, apiVersion, kind);
  if (schema === undefined || typeof apiVersion !== 'string' || typeof kind !== 'string') {
    reportNotServed(apiVersion, kind, minor, resolved, sink);
    return;
  }
  const explainBelow = (prefix: readonly PathStep[]): ExplainLater => (steps, accepts) => {
    const since = findSince(minor, apiVersion, kind, [...prefix, ...steps], accepts);
    return since === undefined ? undefined : `needs Flux ${since} or later; ${resolved}`;
  };
  new Validator(sink, CRD_CODES, explainBelow([])).check(object, leaveToOthers(schema));
  checkStatus(status, findField(schema, 'status'), sink.at('status'), explainBelow(['status']));
}

/**
 * On creation the API server drops the status of these kinds, but not before server-side apply has looked at its fields and their types. It does
 * not mind a null.
 */
function checkStatus(status: unknown, schema: Schema | undefined, sink: ProblemSink, explainLater: ExplainLater): void {
  if (status === undefined || status === null || schema === undefined) {
    return;
  }
  const found = new ProblemSink([sink.path]);
  new Validator(found, CRD_CODES, explainLater).check(status, schema);
  sink.add(found.problems.filter(({ code }) => code === CRD_CODES.type || code === CRD_CODES.unknown || code === 'FIELD_NOT_YET'));
}

const ANYTHING: Schema = { 'x-kubernetes-preserve-unknown-fields': true };
const remainders = new WeakMap<Schema, Schema>();

/** The schema without what is checked elsewhere: a CRD says nothing about metadata, and the status has rules of its own. */
function leaveToOthers(schema: Schema): Schema {
  let rest = remainders.get(schema);
  if (rest === undefined) {
    rest = { ...schema, properties: { ...schema.properties, metadata: ANYTHING, status: ANYTHING } };
    remainders.set(schema, rest);
  }
  return rest;
}
