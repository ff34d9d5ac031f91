import { anything, custom, field, readValue, stringOrEmpty } from '../input';
import type { ReadOptions, Shape, StructShape, ValuesOf } from '../input';
import type { ProblemSink } from '../problems';
import { checkNamespace, checkObjectName } from '../schema';
import { readMembers } from '../util';
import { MAX_SECRET_BYTES, readSecretValue } from './secret-value';
import { checkLine } from './value-checks';
import type { ValueCheck } from './value-checks';

/**
 * What all credentials have in common.
 */
export interface FluxSecretProps {
  /**
   * The Secret's name. `flux bootstrap` names the pull secret `flux-system`: use that name to take over from it.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * The Secret's namespace, which must be the sync's.
   *
   * @default - the chart's namespace, else `flux-system`
   */
  readonly namespace?: string;

  /**
   * Must be set to true: the synthesized manifest holds the values in plain text, and what is committed stays in the history of Git.
   * Set it where the output is encrypted with `sops` or goes straight to the cluster. Otherwise let External Secrets or a SOPS-encrypted
   * file create the Secret, and only name it in the sync.
   *
   * @default false
   */
  readonly allowPlainTextInOutput?: boolean;
}

/** The fields of `FluxSecretProps`, for the table of each kind of credential. */
export const COMMON_FIELDS = {
  name: field(custom(readName)),
  namespace: field(custom(readNamespace)),
  allowPlainTextInOutput: field(anything),
};

/** The values of `FluxSecretProps`. */
export type SecretValues = ValuesOf<typeof COMMON_FIELDS>;

/**
 * How one kind of credential becomes a Secret.
 *
 * @typeParam V the values of its props
 */
export interface SecretRecipe<V> {
  readonly struct: StructShape<V>;
  /** The Secret's type. @default - unset, which the API server stores as `Opaque` */
  readonly type?: (values: Partial<V>) => string;
  /** Checks the rules between props. A prop that has a problem of its own counts as given. */
  readonly check?: (isGiven: (prop: keyof V) => boolean, sink: ProblemSink) => void;
  /** The values by their keys in the Secret. It is called when all required props are there. */
  readonly write: (values: Partial<V>) => Readonly<Record<string, string | undefined>>;
}

/** Lets the compiler infer the types of `write` and `check` from the table. */
export function recipe<V>(parts: SecretRecipe<V>): SecretRecipe<V> {
  return parts;
}

export interface SecretManifest {
  readonly apiVersion: 'v1';
  readonly kind: 'Secret';
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly type?: string;
  readonly stringData: Readonly<Record<string, string>>;
}

/** What a Secret has where its props do not say otherwise. */
export interface SecretContext {
  readonly name: string;
  readonly namespace: string;
}

/** No value is ever shown: any of them could be a secret in the wrong place. */
const READ: ReadOptions = { form: 'props', confidential: true };

/**
 * Builds the Secret of a recipe from props as they came in. Reports everything that is wrong with them, and returns `undefined` then.
 */
export function buildSecret<V extends SecretValues>(
  { struct, type, check, write }: SecretRecipe<V>, props: unknown, context: SecretContext, sink: ProblemSink,
): SecretManifest | undefined {
  const values: Partial<V> | undefined = readValue(struct, props, sink, READ);
  if (values === undefined) {
    return undefined;
  }
  const isGiven = (prop: keyof V): boolean => Object.hasOwn(values, prop);
  const name = isGiven('name') ? values.name : readName(context.name, sink.at('name'));
  const namespace = isGiven('namespace') ? values.namespace : readNamespace(context.namespace, sink.at('namespace'));
  if (values.allowPlainTextInOutput !== true) {
    sink.at('allowPlainTextInOutput').report({
      code: 'INPUT_REQUIRED',
      rule: 'must be true, because the synthesized manifest holds the values in plain text',
      remedy: 'set it and encrypt the output with sops before you commit it, or let External Secrets or a SOPS-encrypted file create'
        + ' the Secret and only name it in the sync',
    });
  }
  check?.(isGiven, sink);
  if (sink.problems.length > 0 || name === undefined || namespace === undefined) {
    return undefined;
  }
  const stringData = Object.fromEntries(Object.entries(write(values)).flatMap(([key, value]) => value === undefined ? [] : [[key, value]]));
  const bytes = Object.values(stringData).reduce((sum, value) => sum + Buffer.byteLength(value), 0);
  if (bytes > MAX_SECRET_BYTES) {
    return sink.report({ code: 'INPUT_FORMAT', rule: `must hold at most ${MAX_SECRET_BYTES} bytes in all` });
  }
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, ...type === undefined ? {} : { type: type(values) }, stringData };
}

function readName(name: unknown, sink: ProblemSink): string | undefined {
  const before = sink.problems.length;
  checkObjectName(name, sink);
  return sink.problems.length === before ? String(name) : undefined;
}

function readNamespace(namespace: unknown, sink: ProblemSink): string | undefined {
  const before = sink.problems.length;
  checkNamespace(namespace, sink);
  return sink.problems.length === before ? String(namespace) : undefined;
}

// Shapes of props

/** A string that names somebody or something. */
export function stringThat(check: ValueCheck): Shape<string> {
  return custom((value, sink) => checkContent(readValue(stringOrEmpty, value, sink, READ), check, sink));
}

/** A SecretValue. */
export function secretThat(check: ValueCheck): Shape<string> {
  return custom((value, sink) => checkContent(readSecretValue(value, sink), check, sink));
}

/** A SecretValue of one line. Most files end with a line break that is not part of a password. */
export const secretLine: Shape<string> = custom((value, sink) => checkContent(readSecretValue(value, sink)?.replace(/\r?\n$/, ''), checkLine, sink));

/** What the Kubernetes API accepts as a key of a Secret. */
const SECRET_KEY = /^(?!\.\.)[A-Za-z0-9._-]{1,253}$/;

/** A map from keys of the Secret to SecretValues. How a value is checked depends on the ending of its key. */
export function secretsByKey(checks: Readonly<Record<string, ValueCheck>>): Shape<Readonly<Record<string, string | undefined>>> {
  const endings = Object.keys(checks);
  return custom((value, sink) => {
    const members = readMembers(value)?.filter(([, member]) => member !== undefined);
    if (members === undefined) {
      return sink.report({ code: 'INPUT_TYPE', rule: 'must be an object' });
    }
    if (members.length === 0) {
      return sink.report({ code: 'INPUT_EMPTY', rule: `must have at least one key that ends with ${endings.join(' or ')}` });
    }
    return Object.fromEntries(members.map(([key, member]) => [key, readSecretAt(key, member, checks, sink.at(key))]));
  });
}

function readSecretAt(key: string, member: unknown, checks: Readonly<Record<string, ValueCheck>>, sink: ProblemSink): string | undefined {
  const ending = Object.keys(checks).find((candidate) => key.endsWith(candidate));
  if (ending === undefined || !SECRET_KEY.test(key)) {
    const rule = `must have a key of letters, digits, -, _ and . that ends with ${Object.keys(checks).join(' or ')}: the controllers ignore others`;
    return sink.report({ code: 'INPUT_FORMAT', rule });
  }
  return checkContent(readSecretValue(member, sink), checks[ending], sink);
}

function checkContent(content: string | undefined, check: ValueCheck, sink: ProblemSink): string | undefined {
  if (content === undefined) {
    return undefined;
  }
  if (content.trim() === '') {
    return sink.report({ code: 'INPUT_EMPTY', rule: 'must not be empty' });
  }
  const rule = check(content);
  return rule === undefined ? content : sink.report({ code: 'INPUT_FORMAT', rule });
}
