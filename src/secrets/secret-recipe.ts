import { checkLine } from './check-line';
import type { TextCheck } from './text-check';
import type { Problem } from '../problems';

/**
 * How one kind of credential becomes a Secret: the tables of this room are made of these.
 */
export interface SecretRecipe {
  readonly fields: ReadonlyMap<string, SecretField>;
  /** The Secret's type, by the props that are given. @default - unset, which the API server stores as `Opaque` */
  readonly type?: (given: ReadonlySet<string>) => string;
  /** The rules between props, by those that are given. */
  readonly check?: (given: ReadonlySet<string>) => readonly Problem[];
  /** What stands in the Secret, where that is not each text under its own key. */
  readonly write?: (texts: ReadonlyMap<string, string>) => ReadonlyMap<string, string>;
}

export type SecretField = TextField | FlagField | KeysField;

interface TextField {
  /** `plain` is a text prop that names somebody or something, `value` a SecretValue. */
  readonly type: 'plain' | 'value';
  /** The key in the Secret. */
  readonly key: string;
  readonly check: TextCheck;
  readonly required: boolean;
  /** Files mostly end with a line break that is no part of a password. */
  readonly dropsFinalLineBreak?: boolean;
}

interface FlagField {
  readonly type: 'flag';
  readonly key: string;
}

/** A map from keys of the Secret to SecretValues. What a value must be goes by the ending of its key. */
interface KeysField {
  readonly type: 'keys';
  readonly required: true;
  readonly endings: Readonly<Record<string, TextCheck>>;
}

/** The compiler refuses a table that forgets a member of the public struct, or invents one. */
export function fieldsOf<T extends object>(fields: { readonly [K in keyof Required<T>]: SecretField }): ReadonlyMap<string, SecretField> {
  return new Map(Object.entries<SecretField>(fields));
}

export function plain(key: string, check: TextCheck): TextField {
  return { type: 'plain', key, check, required: true };
}

export function value(key: string, check: TextCheck): TextField {
  return { type: 'value', key, check, required: true };
}

/** A SecretValue of one line. */
export function line(key: string): TextField {
  return { ...value(key, checkLine), dropsFinalLineBreak: true };
}

export function optional(field: TextField): TextField {
  return { ...field, required: false };
}

export function keys(endings: Readonly<Record<string, TextCheck>>): KeysField {
  return { type: 'keys', required: true, endings };
}
