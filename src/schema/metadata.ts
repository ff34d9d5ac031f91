import type { ProblemCode, ProblemSink } from '../problems';
import { isObject } from '../util';
import { checkAsJson, UNREADABLE } from './json';
import { checkNamespace, checkObjectName, checkQualifiedName, isDnsSubdomain, isLabelValue } from './names';
import type { Schema, SchemaCodes } from './schema';
import { checkValue } from './validator';

const STRING: Schema = { type: 'string', nullable: true };
const STRINGS: Schema = { type: 'object', nullable: true, additionalProperties: STRING };
const BOOLEAN: Schema = { type: 'boolean', nullable: true };
const INTEGER: Schema = { type: 'integer', nullable: true };
const TIME: Schema = { type: 'string', format: 'date-time', nullable: true };

/** Kubernetes' ObjectMeta, with the kinds of lists that server-side apply sees in it. Go reads null as an absent value everywhere. */
const METADATA_SCHEMA: Schema = {
  type: 'object',
  properties: {
    name: STRING,
    generateName: STRING,
    namespace: STRING,
    selfLink: STRING,
    uid: STRING,
    resourceVersion: STRING,
    generation: INTEGER,
    creationTimestamp: TIME,
    deletionTimestamp: TIME,
    deletionGracePeriodSeconds: INTEGER,
    labels: STRINGS,
    annotations: STRINGS,
    ownerReferences: {
      'type': 'array',
      'nullable': true,
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['uid'],
      'items': {
        type: 'object',
        properties: { apiVersion: STRING, kind: STRING, name: STRING, uid: STRING, controller: BOOLEAN, blockOwnerDeletion: BOOLEAN },
      },
    },
    finalizers: { 'type': 'array', 'nullable': true, 'x-kubernetes-list-type': 'set', 'items': STRING },
    managedFields: { type: 'array', nullable: true, items: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } },
  },
};

const METADATA_CODES: SchemaCodes = {
  type: 'META_FIELD',
  required: 'META_FIELD',
  enum: 'META_FIELD',
  pattern: 'META_FIELD',
  bounds: 'META_FIELD',
  format: 'META_FIELD',
  list: 'META_FIELD',
  rule: 'META_FIELD',
  unknown: 'META_FIELD',
};

const MAX_ANNOTATION_BYTES = 256 * 1024;

/**
 * Checks that metadata has only fields that Kubernetes knows, each of its type. The API server's decoder does it before it looks at the rules for
 * their values, which are in `checkMetadata`.
 */
export function checkMetadataFields(metadata: unknown, sink: ProblemSink): void {
  if (metadata !== undefined && metadata !== null) {
    checkValue(metadata, METADATA_SCHEMA, sink, METADATA_CODES);
  }
}

/**
 * Checks the metadata of a namespaced object, as plain data, by the rules that the API server has for its values. A field that is not of its
 * type counts as absent here: `checkMetadataFields` names it.
 */
export function checkMetadata(metadata: unknown, sink: ProblemSink): void {
  const given = isObject(metadata) ? metadata : {};
  checkGenerateName(given.generateName, sink);
  checkObjectName(readString(given.name), sink.at('name'));
  checkNamespace(readString(given.namespace), sink.at('namespace'));
  checkLabelEntries(readStringMap(given.labels), sink.at('labels'));
  checkAnnotationEntries(readStringMap(given.annotations), sink.at('annotations'));
  checkOwners(given.ownerReferences, sink.at('ownerReferences'));
  checkFinalizers(given.finalizers, sink.at('finalizers'));
}

/**
 * Checks that the metadata of a new object has nothing that only the API server sets: it refuses these on creation.
 */
export function checkNewMetadata(metadata: unknown, sink: ProblemSink): void {
  const { managedFields, uid } = isObject(metadata) ? metadata : {};
  if (Array.isArray(managedFields) && managedFields.length > 0) {
    sink.at('managedFields').report({ code: 'META_FIELD', rule: 'must be empty: only the API server sets it', remedy: 'leave it out' });
  }
  if (typeof uid === 'string' && uid !== '') {
    sink.at('uid').report({ code: 'META_FIELD', rule: 'must not be set: the API server gives one to each new object', received: uid, remedy: 'leave it out' });
  }
}

/**
 * Checks labels: a map of strings with label keys and label values.
 */
export function checkLabels(labels: unknown, sink: ProblemSink): void {
  checkLabelEntries(readStrings(labels, sink, 'META_LABEL'), sink);
}

function checkLabelEntries(entries: StringEntries, sink: ProblemSink): void {
  for (const [key, value] of entries) {
    for (const rule of checkQualifiedName(key)) {
      sink.report({ code: 'META_LABEL', rule: `has a key that ${rule}`, received: key });
    }
    if (!isLabelValue(value)) {
      sink.report({
        code: 'META_LABEL',
        rule: `has a value for ${JSON.stringify(key.slice(0, 63))} that must have at most 63 letters, digits, -, _ and ., `
          + 'and start and end with a letter or digit',
        received: value,
      });
    }
  }
}

/**
 * Checks annotations: a map of strings with label keys, in any case, of at most 256 KiB in all.
 */
export function checkAnnotations(annotations: unknown, sink: ProblemSink): void {
  checkAnnotationEntries(readStrings(annotations, sink, 'META_ANNOTATION'), sink);
}

function checkAnnotationEntries(entries: StringEntries, sink: ProblemSink): void {
  let bytes = 0;
  for (const [key, value] of entries) {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
    for (const rule of checkQualifiedName(key.toLowerCase())) {
      sink.report({ code: 'META_ANNOTATION', rule: `has a key that ${rule}`, received: key });
    }
  }
  if (bytes > MAX_ANNOTATION_BYTES) {
    sink.report({ code: 'META_ANNOTATION', rule: `must have at most ${MAX_ANNOTATION_BYTES} bytes in all, has ${bytes}` });
  }
}

type StringEntries = readonly (readonly [string, string])[];

/** The entries of a map of strings; others are reported. A missing map has no entries, and null stands for an empty string, as in Go. */
function readStrings(map: unknown, sink: ProblemSink, code: ProblemCode): StringEntries {
  return checkAsJson(map ?? null, sink, code, (json, found) => {
    if (json === null || json === UNREADABLE) {
      return [];
    }
    if (!isObject(json)) {
      found.report({ code, rule: 'must be an object whose values are strings', received: json });
      return [];
    }
    return Object.entries(json).flatMap(([key, value]): [string, string][] => {
      if (value === null || value === undefined || typeof value === 'string') {
        return value === undefined ? [] : [[key, value ?? '']];
      }
      if (value !== UNREADABLE) {
        const remedy = typeof value === 'object' ? {} : { remedy: 'put it in quotes in the patch or manifest' };
        found.at(key).report({ code, rule: 'must be a string', received: value, ...remedy });
      }
      return [];
    });
  });
}

/** The server adds characters to it, so it may end with a dash. */
function checkGenerateName(prefix: unknown, sink: ProblemSink): void {
  if (typeof prefix === 'string' && prefix !== '' && !isDnsSubdomain(prefix.replace(/.-$/, 'a'))) {
    sink.at('generateName').report({ code: 'META_NAME', rule: 'must be the beginning of a DNS subdomain', received: prefix });
  }
}

function checkOwners(owners: unknown, sink: ProblemSink): void {
  if (!Array.isArray(owners) || !owners.every(isObject)) {
    return;
  }
  for (const owner of owners) {
    for (const field of ['apiVersion', 'kind', 'name', 'uid'].filter((name) => !readString(owner[name]))) {
      sink.at(field).report({ code: 'META_FIELD', rule: 'must not be empty' });
    }
    const apiVersion = readString(owner.apiVersion) ?? '';
    if (apiVersion.split('/').length > 2) {
      sink.at('apiVersion').report({ code: 'META_FIELD', rule: 'must be a version, or a group and a version with one slash between', received: apiVersion });
    }
    if (apiVersion === 'v1' && owner.kind === 'Event') {
      sink.report({ code: 'META_FIELD', rule: 'must not name an Event as an owner' });
    }
  }
  if (owners.filter((owner) => owner.controller === true).length > 1) {
    sink.report({ code: 'META_FIELD', rule: 'must name one controller at most' });
  }
}

function checkFinalizers(finalizers: unknown, sink: ProblemSink): void {
  if (!Array.isArray(finalizers) || !finalizers.every((name) => name === null || typeof name === 'string')) {
    return;
  }
  for (const name of finalizers as (string | null)[]) {
    for (const rule of checkQualifiedName(name ?? '')) {
      sink.report({ code: 'META_FIELD', rule: `has an entry that ${rule}`, received: name });
    }
  }
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    sink.report({ code: 'META_FIELD', rule: 'must not hold both orphan and foregroundDeletion' });
  }
}

function readString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The entries of plain data that is a map of strings; none of other data. */
function readStringMap(map: unknown): StringEntries {
  const entries: [string, string][] = [];
  for (const [key, value] of isObject(map) ? Object.entries(map) : []) {
    if (value === null || typeof value === 'string') {
      entries.push([key, value ?? '']);
    } else if (value !== undefined) {
      return [];
    }
  }
  return entries;
}
