import type { ProblemSink } from '../problems';

/**
 * What a value of the input must look like. Props, typed options, credentials, fleet data and FluxInstance manifests are all described by
 * these, and read by the one reader in `read-struct.ts`. `V` is the type of the value once it is read.
 */
export type Shape<V = unknown> = ShapeKind & {
  /** Never set: it carries the type for the compiler. */
  readonly value?: V;
};

type ShapeKind =
  | { readonly type: 'string'; readonly rules: StringRules }
  | { readonly type: 'boolean' }
  | { readonly type: 'duration'; readonly withoutHours: boolean }
  | { readonly type: 'enum'; readonly values: readonly string[] }
  | { readonly type: 'list'; readonly of: Shape }
  | { readonly type: 'map'; readonly of: Shape }
  | { readonly type: 'struct'; readonly fields: ReadonlyMap<string, Field> }
  | { readonly type: 'custom'; readonly read: ReadCustom<unknown> };

/** Reads a value of a type that only one folder knows. Reports what is wrong to the sink, and returns `undefined` then. */
export type ReadCustom<V> = (value: unknown, sink: ProblemSink) => V | undefined;

export interface StringRules {
  /** What an empty string means: a mistake, a value like any other, or a field that was left out. @default refused */
  readonly empty?: 'refused' | 'allowed' | 'absent';
  /** In bytes of UTF-8, as Go counts. */
  readonly maxLength?: number;
  /** A form that the string must have, with the rule as a sentence without a subject and what to write instead. */
  readonly form?: {
    readonly matches: (value: string) => boolean;
    readonly rule: string;
    readonly remedy?: string;
    /** The form for a JSON schema, which has no flags and no code: it may match more. */
    readonly pattern?: string;
  };
  /** What to write where the field is missing or empty. */
  readonly remedy?: string;
}

/** One member of a struct. */
export interface Field<V = unknown> {
  readonly shape: Shape<V>;
  readonly required?: boolean;
  /** The upstream field that the value goes to, below the place of the struct: `secretRef.name`. @default the member's own name */
  readonly to?: string;
  /** Whether a struct without members is a value: an empty `target` selects everything. @default `{}` is read as left out */
  readonly keepEmpty?: boolean;
  /** What is written where the struct is given without this member. */
  readonly default?: V;
  /** The first Flux minor that has the field. @default - every supported one */
  readonly since?: string;
}

/** The members of a public struct `T`: the compiler refuses a table that forgets one, or invents one. */
export type Fields<T extends object> = { readonly [K in keyof Required<T>]: Field };

/** The values of a struct once they are read. A member is `undefined` where it was left out, or where it has a problem. */
export type ValuesOf<F> = { readonly [K in keyof F]?: F[K] extends Field<infer V> ? V : never };

export type StructShape<V = unknown> = Shape<V> & { readonly type: 'struct' };

/** A string of any content that is not empty. */
export const string: Shape<string> = { type: 'string', rules: {} };

/** The name of a Secret. Who comes from cdk8s-plus passes the Secret itself. */
export const secretName: Shape<string> = { type: 'string', rules: { remedy: 'write the name of the Secret' } };

/** A string that may be empty. */
export const stringOrEmpty: Shape<string> = { type: 'string', rules: { empty: 'allowed' } };

export const boolean: Shape<boolean> = { type: 'boolean' };

/** A `Duration` of cdk8s, or a string such as `5m` in data. It is read into Go's canonical form: `1m0s`. */
export const duration: Shape<string> = { type: 'duration', withoutHours: false };

/** The CRDs of the sources refuse `h` in a timeout: an hour is written `60m0s`. */
export const durationWithoutHours: Shape<string> = { type: 'duration', withoutHours: true };

/** Any value: others check it. */
export const anything: Shape<unknown> = custom((value) => value);

export function stringWith(rules: StringRules): Shape<string> {
  return { type: 'string', rules };
}

export function enumOf<T extends string>(values: Readonly<Record<string, T>> | readonly T[]): Shape<T> {
  return { type: 'enum', values: Object.values(values) };
}

export function listOf<V>(of: Shape<V>): Shape<readonly V[]> {
  return { type: 'list', of };
}

export function mapOf<V>(of: Shape<V>): Shape<Readonly<Record<string, V>>> {
  return { type: 'map', of };
}

export function custom<V>(read: ReadCustom<V>): Shape<V> {
  return { type: 'custom', read };
}

/**
 * Describes a struct.
 *
 * @example
 * const GIT_REF = struct({ commit: field(string), tag: field(string) } satisfies Fields<GitRef>);
 */
export function struct<F extends Readonly<Record<string, Field>>>(fields: F): StructShape<ValuesOf<F>> {
  return { type: 'struct', fields: new Map(Object.entries(fields)) };
}

export function field<V>(shape: Shape<V>, more: Omit<Field<V>, 'shape'> = {}): Field<V> {
  return { shape, ...more };
}

export function required<V>(shape: Shape<V>, more: Omit<Field<V>, 'shape'> = {}): Field<V> {
  return { shape, required: true, ...more };
}
