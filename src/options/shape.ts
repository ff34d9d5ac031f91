/**
 * What a typed option looks like and where it goes in `spec`: the tables of this room are made of these, and both directions
 * (option → spec, spec → option) are read from them.
 */
export type Shape =
  | { readonly type: 'text'; readonly mayBeEmpty?: boolean }
  | { readonly type: 'flag' }
  | { readonly type: 'duration'; readonly withoutHours?: boolean }
  | { readonly type: 'choice'; readonly values: readonly string[] }
  | { readonly type: 'list'; readonly of: Shape }
  | { readonly type: 'map'; readonly of: Shape }
  | StructShape;

export interface StructShape {
  readonly type: 'struct';
  readonly fields: ReadonlyMap<string, Field>;
}

export interface Field {
  /** Where the value goes, below the place of the struct: `secretRef.name`. */
  readonly path: string;
  readonly shape: Shape;
  readonly required?: boolean;
  /** What is written where the struct is given without this option. */
  readonly default?: string;
}

export const text: Shape = { type: 'text' };
export const textOrEmpty: Shape = { type: 'text', mayBeEmpty: true };
export const flag: Shape = { type: 'flag' };
export const duration: Shape = { type: 'duration' };

/** The CRDs of the sources refuse `h` in a timeout. */
export const durationWithoutHours: Shape = { type: 'duration', withoutHours: true };

export function choice(values: Readonly<Record<string, string>>): Shape {
  return { type: 'choice', values: Object.values(values) };
}

export function list(of: Shape): Shape {
  return { type: 'list', of };
}

export function map(of: Shape): Shape {
  return { type: 'map', of };
}

/** The compiler refuses a table that forgets a member of the public struct, or invents one. */
export function struct<T extends object>(fields: { readonly [K in keyof Required<T>]: Field }): StructShape {
  return { type: 'struct', fields: new Map(Object.entries<Field>(fields)) };
}

export function field(path: string, shape: Shape): Field {
  return { path, shape };
}

export function required(path: string, shape: Shape): Field {
  return { path, shape, required: true };
}
