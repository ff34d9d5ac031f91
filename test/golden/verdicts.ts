import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What refused an instance, and what it named; recorded from the real API server and operator, without their words. */
export interface Verdict {
  /** Admission and strict decoding of the FluxInstance, the operator's build, or the API server when the operator applies the objects. */
  readonly stage: 'admission' | 'strict' | 'build' | 'apply';
  /**
   * The fields, each with the kind of reason: `spec.sync.url` of the instance, `Bucket spec.endpoint` of an emitted object. The operator's build names
   * values and patches: these are the fields that hold them.
   */
  readonly names: readonly (readonly [field: string, reason: Reason])[];
}

export type Reason = 'required' | 'type' | 'enum' | 'length' | 'pattern' | 'rule' | 'unknown' | 'name' | 'namespace' | 'label'
  | 'release' | 'needs-later' | 'unparsable' | 'regex' | 'json-path' | 'no-match';

/** By the id of the case. */
export const VERDICTS: Readonly<Record<string, Verdict>> = JSON.parse(readFileSync(join(__dirname, 'verdicts.json'), 'utf8'));

/** The codes that stand for a reason. */
const CODES: Readonly<Record<Reason, readonly string[]>> = {
  'required': ['INPUT_REQUIRED', 'SCHEMA_REQUIRED'],
  'type': ['INPUT_TYPE', 'SCHEMA_TYPE'],
  // A value that a later Flux allows is named as such.
  'enum': ['INPUT_ENUM', 'INPUT_EMPTY', 'FIELD_NOT_YET'],
  'length': ['INPUT_FORMAT'],
  'pattern': ['INPUT_FORMAT', 'SCHEMA_PATTERN'],
  'rule': ['INPUT_CONFLICT', 'SCHEMA_RULE'],
  'unknown': ['INPUT_UNKNOWN', 'FIELD_UNKNOWN', 'FIELD_NOT_YET'],
  'name': ['META_NAME'],
  'namespace': ['META_NAMESPACE'],
  'label': ['META_LABEL'],
  'release': ['VERSION_UNKNOWN'],
  'needs-later': ['VERSION_UNSUPPORTED'],
  'unparsable': ['PATCH_UNPARSABLE'],
  'regex': ['PATCH_REGEX'],
  'json-path': ['PATCH_JSON_PATH'],
  'no-match': ['PATCH_NO_MATCH'],
};

/** Where the package names the cause, and the real thing what follows from it. */
const CAUSES: Readonly<Record<string, readonly [code: string, path: string]>> = {
  // The operator writes an empty string as nothing, which is null.
  'GitRepository spec.url type': ['INPUT_EMPTY', 'spec.sync.url'],
  'Bucket spec.endpoint type': ['INPUT_EMPTY', 'spec.sync.url'],
  'Kustomization spec.path type': ['INPUT_EMPTY', 'spec.sync.path'],
  // The rule stands at the top of the CRD, and is about one field.
  ' rule': ['INPUT_FORMAT', 'metadata.name'],
};

/** Whether a problem is the one that a verdict names: the same field or one in it, for the same kind of reason. */
export function isNamed([code, path]: readonly [code: string, path: string], [field, reason]: Verdict['names'][number]): boolean {
  const cause = Object.hasOwn(CAUSES, `${field} ${reason}`) ? CAUSES[`${field} ${reason}`] : undefined;
  if (cause !== undefined) {
    return code === cause[0] && path === cause[1];
  }
  return CODES[reason].includes(code) && listFields(path).some((each) => contains(simplify(field), simplify(each)));
}

/** `spec.sync.url (Bucket spec.endpoint)` is a field of the input and one of an object. */
function listFields(path: string): string[] {
  const [, input, emitted] = /^(.*?)(?: \((.*)\))?$/.exec(path)!;
  return emitted === undefined ? [input] : [input, emitted];
}

/** The metadata of both objects come from the same input, and the package names one of them. */
function simplify(field: string): string {
  return field.replace(/^\w+ (?=metadata\.)/, '');
}

function contains(outer: string, field: string): boolean {
  return field === outer || (field.startsWith(outer) && /^[.[]/.test(field.slice(outer.length)));
}
