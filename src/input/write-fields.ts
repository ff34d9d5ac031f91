import { isAtLeast } from '../flux';
import type { ProblemSink } from '../problems';
import { isObject } from '../util';
import type { Shape, StructShape } from './struct';

type Tree = Map<string, unknown>;

/**
 * Writes the values of a struct to the upstream fields that its table names. Two members may share a parent, as `secretRef.name` and
 * `secretRef.key` do. Returns `undefined` where nothing is set.
 */
export function writeFields(struct: StructShape, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  const tree: Tree = new Map();
  for (const [name, field] of struct.fields) {
    const value = writeValue(field.shape, values[name]);
    if (value !== undefined) {
      setAt(tree, (field.to ?? name).split('.'), value);
    }
  }
  return tree.size === 0 ? undefined : toObject(tree);
}

function writeValue(shape: Shape, value: unknown): unknown {
  if (shape.type === 'struct' && isObject(value)) {
    return writeFields(shape, value);
  }
  return shape.type === 'list' && Array.isArray(value) ? value.map((entry) => writeValue(shape.of, entry)) : value;
}

function setAt(tree: Tree, steps: readonly string[], value: unknown): void {
  const [step, ...rest] = steps;
  if (rest.length === 0) {
    tree.set(step, value);
    return;
  }
  const below = tree.get(step) as Tree | undefined ?? new Map<string, unknown>();
  tree.set(step, below);
  setAt(below, rest, value);
}

function toObject(tree: Tree): Record<string, unknown> {
  return Object.fromEntries([...tree].map(([key, value]) => [key, value instanceof Map ? toObject(value as Tree) : value]));
}

/**
 * The member that writes an upstream field: `verify.secretRef.name` comes from `verify.secret`. `undefined` where no member does.
 */
export function findMember(struct: StructShape, path: string): string | undefined {
  for (const [name, field] of struct.fields) {
    const rest = cutPath(field.to ?? name, path);
    if (rest !== undefined) {
      return `${name}${describeRest(field.shape, rest)}`;
    }
  }
  return undefined;
}

/**
 * The members of a struct that a name may stand for: those of that name, or of that upstream name; where there are none, those of the structs
 * in it. `branch` and `ref` give `ref.branch` and `ref`.
 */
export function findMembers(struct: StructShape, name: string): { readonly path: string; readonly shape: Shape }[] {
  const own = [...struct.fields].filter(([member, { to }]) => member === name || to?.split('.')[0] === name);
  return own.length > 0
    ? own.map(([path, { shape }]) => ({ path, shape }))
    : [...struct.fields].flatMap(([member, { shape }]) => (
      shape.type === 'struct' && shape.fields.has(name) ? [{ path: `${member}.${name}`, shape: shape.fields.get(name)!.shape }] : []));
}

/** What is left of the path below the field. A problem may also lie at a parent that only this field makes: `secretRef`. */
function cutPath(to: string, path: string): string | undefined {
  if (to.startsWith(`${path}.`)) {
    return '';
  }
  const rest = path.startsWith(to) ? path.slice(to.length) : undefined;
  return rest === undefined || rest === '' || rest.startsWith('.') || rest.startsWith('[') ? rest : undefined;
}

function describeRest(shape: Shape, rest: string): string {
  if (shape.type === 'list' && rest.startsWith('[')) {
    const end = rest.indexOf(']') + 1;
    return `${rest.slice(0, end)}${describeRest(shape.of, rest.slice(end))}`;
  }
  if (shape.type === 'struct' && rest.startsWith('.')) {
    const member = findMember(shape, rest.slice(1));
    return member === undefined ? '' : `.${member}`;
  }
  return shape.type === 'map' ? rest : '';
}

/** Reports the fields that a Flux release does not have yet. A boolean that is `false` asks for nothing. */
export function checkSince(
  struct: StructShape, values: Readonly<Record<string, unknown>>, release: string, describe: (minor: string) => { rule: string; remedy: string },
  sink: ProblemSink,
): void {
  for (const [name, { shape, since }] of struct.fields) {
    const value = values[name];
    if (value === undefined || value === false) {
      continue;
    }
    if (since !== undefined && !isAtLeast(release, since)) {
      sink.at(name).report({ code: 'VERSION_UNSUPPORTED', ...describe(since) });
    } else if (shape.type === 'struct' && isObject(value)) {
      checkSince(shape, value, release, describe, sink.at(name));
    }
  }
}
