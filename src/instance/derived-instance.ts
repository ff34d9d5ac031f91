import type { ProblemSink } from '../problems';

/** A YAML document as plain data. */
export type YamlObject = Readonly<Record<string, unknown>>;

/** A FluxInstance that was made of something else, and where its fields came from. */
export interface DerivedInstance {
  readonly instance: YamlObject;
  /** The field of the input behind a field of the FluxInstance: `spec.values.instance.sync.url` for `spec.sync.url`. */
  readonly nameField: (field: string) => string;
}

/** Where what is wrong with an input is reported, at the field as its author wrote it. */
export interface DerivationSinks {
  readonly problems: ProblemSink;
  /** What is accepted, but does not do what its author may expect. */
  readonly warnings: ProblemSink;
}

/** Follows the first of the renamed fields that a field is, or is part of. Other fields keep their name. */
export function renameField(field: string, renamed: readonly (readonly [string, string])[]): string {
  for (const [from, to] of renamed) {
    const rest = field.startsWith(from) ? field.slice(from.length) : undefined;
    if (rest !== undefined && /^(?:$|[.[ ])/.test(rest)) {
      return `${to}${rest}`;
    }
  }
  return field;
}
