import { readFields } from './read-fields';
import type { ReadValue } from './read-fields';
import type { SecretRecipe } from './secret-recipe';
import { ProblemSink, suggestRemedy } from '../problems';
import type { Problem } from '../problems';
import { checkNamespace, checkObjectName } from '../schema';
import { readMembers } from '../util';

export interface SecretManifest {
  readonly apiVersion: 'v1';
  readonly kind: 'Secret';
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly type?: string;
  readonly stringData: Readonly<Record<string, string>>;
}

export interface SecretContext {
  /** The name where none is given. */
  readonly name: string;
  /** The namespace where none is given. */
  readonly namespace: string;
  readonly readValue: ReadValue;
}

export interface BuiltSecret {
  /** Absent where anything is wrong. */
  readonly manifest?: SecretManifest;
  /** None of them shows a value. */
  readonly problems: readonly Problem[];
}

const COMMON_PROPS: readonly string[] = ['name', 'namespace', 'allowPlainTextInOutput'];

/** The API server refuses a Secret that holds more. */
const MOST_BYTES = 1024 * 1024;

/**
 * Writes the Secret of a recipe from the props as they came in, or finds everything that is wrong with them.
 */
export function buildSecret(recipe: SecretRecipe, props: unknown, context: SecretContext): BuiltSecret {
  const given = readProps(props);
  const name = given.has('name') ? given.get('name') : context.name;
  const namespace = given.has('namespace') ? given.get('namespace') : context.namespace;
  const named = new Set([...given.keys()].filter((prop) => recipe.fields.has(prop)));
  const fields = readFields(recipe.fields, given, context.readValue);
  const metadata = new ProblemSink();
  checkObjectName(name, metadata.at('name'));
  checkNamespace(namespace, metadata.at('namespace'));
  const problems = [
    ...findUnknownProps(recipe, given),
    ...metadata.problems,
    ...checkPlainTextAllowed(given.get('allowPlainTextInOutput')),
    ...fields.problems,
    ...recipe.check?.(named) ?? [],
    ...checkSize(fields.texts),
  ];
  if (problems.length > 0) {
    return { problems };
  }
  const manifest: SecretManifest = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: name as string, namespace: namespace as string },
    ...(recipe.type === undefined ? {} : { type: recipe.type(named) }),
    stringData: Object.fromEntries(recipe.write === undefined ? fields.texts : recipe.write(fields.texts)),
  };
  return { manifest, problems };
}

function readProps(props: unknown): ReadonlyMap<string, unknown> {
  return new Map((readMembers(props) ?? []).filter(([, value]) => value !== undefined));
}

function findUnknownProps(recipe: SecretRecipe, given: ReadonlyMap<string, unknown>): Problem[] {
  const known = [...recipe.fields.keys(), ...COMMON_PROPS];
  return [...given.keys()].filter((prop) => !known.includes(prop)).map((prop) => ({
    code: 'INPUT_UNKNOWN',
    path: prop,
    rule: `is none of the props here: ${known.join(', ')}`,
    allowed: known,
    remedy: suggestRemedy(prop, known),
  }));
}

function checkPlainTextAllowed(allowed: unknown): Problem[] {
  return allowed === true ? [] : [{
    code: 'INPUT_REQUIRED',
    path: 'allowPlainTextInOutput',
    rule: 'must be true, because the synthesised manifest holds the values in plain text',
    remedy: 'set it and encrypt the output with sops before you commit it, or let External Secrets or a SOPS-encrypted file make'
      + ' the Secret and only name it in the sync',
  }];
}

function checkSize(texts: ReadonlyMap<string, string>): Problem[] {
  const bytes = [...texts.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return bytes > MOST_BYTES ? [{ code: 'INPUT_FORMAT', path: '', rule: `must hold at most ${MOST_BYTES} bytes in all` }] : [];
}
