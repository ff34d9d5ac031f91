/**
 * The part of a CRD's structural schema that the API server acts on, with the CRD's own names.
 */
export interface Schema extends SchemaExtensions {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly properties?: Readonly<Record<string, Schema>>;
  /** The schema of every value whose key is not among the properties. */
  readonly additionalProperties?: Schema;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly nullable?: boolean;
  readonly default?: unknown;
  /** Rules of a schema that is written by hand: the same as CEL rules, without the library. */
  readonly rules?: readonly Rule[];
}

/** What Kubernetes adds to JSON Schema. */
interface SchemaExtensions {
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-validations'?: readonly CelRule[];
}

/** A rule over several fields, as a CRD states it. */
export interface CelRule {
  readonly rule: string;
  readonly message?: string;
  /** A field without which the rule holds whatever else is there. Found when the schemas are packed, so that CEL is loaded only in need. */
  readonly needs?: string;
}

/** A rule over several fields, as a function. It sees only values whose own fields have the right types, with defaults set. */
export interface Rule {
  /** The rule as a sentence without a subject: `must not be set together with secretRef`. */
  readonly message: string;
  /** The field to name, below the value. Default: the value itself. */
  readonly field?: string;
  readonly remedy?: string;
  holds(value: any): boolean;
}
