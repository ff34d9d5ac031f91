import { convertDuration } from './convert-duration';
import type { Field, Shape, StructShape } from './shape';
import { suggestRemedy } from '../problems';
import type { Problem } from '../problems';
import { isUtf8, readEntries, readMembers } from '../util';

/**
 * Turns an option's value into what stands in `spec`, and reports what is no such option. Returns `undefined` where nothing is set.
 * Makes new objects and never throws, whatever plain JavaScript passes.
 */
export function convertValue(shape: Shape, value: unknown, path: string, problems: Problem[]): unknown {
  switch (shape.type) {
    case 'text':
      return convertText(shape.mayBeEmpty === true, value, path, problems);
    case 'flag':
      return typeof value === 'boolean' ? value : refuse(path, 'must be true or false', value, problems);
    case 'duration':
      return convertDuration(value, shape.withoutHours === true) ?? refuse(path, 'must be a Duration of cdk8s', value, problems);
    case 'choice':
      return convertChoice(shape.values, value, path, problems);
    case 'list':
      return convertList(shape.of, value, path, problems);
    case 'map':
      return convertMap(shape.of, value, path, problems);
    case 'struct':
      return convertStruct(shape, value, path, problems);
  }
}

function convertText(mayBeEmpty: boolean, value: unknown, path: string, problems: Problem[]): unknown {
  if (typeof value !== 'string') {
    return refuse(path, 'must be a text', value, problems);
  }
  if (!isUtf8(value)) {
    problems.push({ code: 'INPUT_FORMAT', path, rule: 'must be a text that UTF-8 can write', received: value });
  }
  if (value === '' && !mayBeEmpty) {
    problems.push({ code: 'INPUT_EMPTY', path, rule: 'must not be empty', received: value });
  }
  return value;
}

function convertChoice(values: readonly string[], value: unknown, path: string, problems: Problem[]): unknown {
  if (typeof value === 'string' && values.includes(value)) {
    return value;
  }
  problems.push({
    code: 'INPUT_ENUM',
    path,
    rule: `must be one of ${values.join(', ')}`,
    received: value,
    allowed: values,
    remedy: suggestRemedy(value, values),
  });
  return undefined;
}

function convertList(of: Shape, value: unknown, path: string, problems: Problem[]): unknown {
  const entries = readEntries(value);
  if (entries === undefined) {
    return refuse(path, 'must be a list', value, problems);
  }
  return entries.map((entry, index) => convertValue(of, entry, `${path}[${index}]`, problems));
}

function convertMap(of: Shape, value: unknown, path: string, problems: Problem[]): unknown {
  const members = readMembers(value);
  if (members === undefined) {
    return refuse(path, 'must be a map', value, problems);
  }
  for (const [key] of members.filter(([name]) => !isUtf8(name))) {
    problems.push({ code: 'INPUT_FORMAT', path, rule: 'must have only keys that UTF-8 can write', received: key });
  }
  return Object.fromEntries(members.map(([key, entry]) => [key, convertValue(of, entry, `${path}.${key}`, problems)]));
}

function convertStruct(shape: StructShape, value: unknown, path: string, problems: Problem[]): unknown {
  const members = readMembers(value);
  if (members === undefined) {
    return refuse(path, `must be an object with ${[...shape.fields.keys()].join(', ')}`, value, problems);
  }
  const given = new Map(members.filter(([, entry]) => entry !== undefined));
  for (const name of given.keys()) {
    if (!shape.fields.has(name)) {
      problems.push(describeUnknown(name, shape, path));
    }
  }
  const result: Branch = new Map();
  for (const [name, target] of shape.fields) {
    if (given.has(name)) {
      setAt(result, target, convertValue(target.shape, given.get(name), `${path}.${name}`, problems));
    } else if (target.required === true) {
      problems.push({ code: 'INPUT_REQUIRED', path: `${path}.${name}`, rule: 'is required' });
    } else if (target.default !== undefined) {
      setAt(result, target, target.default);
    }
  }
  return result.size === 0 ? undefined : toObject(result);
}

function describeUnknown(name: string, shape: StructShape, path: string): Problem {
  const allowed = [...shape.fields.keys()];
  return {
    code: 'INPUT_UNKNOWN',
    path: `${path}.${name}`,
    rule: `is none of the options here: ${allowed.join(', ')}`,
    allowed,
    remedy: suggestRemedy(name, allowed),
  };
}

type Branch = Map<string, unknown>;

/** Two options of a struct may share a parent, as `secretRef.name` and `secretRef.key` do. */
function setAt(result: Branch, target: Field, value: unknown): void {
  if (value === undefined) {
    return;
  }
  const parents = target.path.split('.');
  const last = parents.pop()!;
  let branch = result;
  for (const parent of parents) {
    const next = branch.get(parent) as Branch | undefined ?? new Map<string, unknown>();
    branch.set(parent, next);
    branch = next;
  }
  branch.set(last, value);
}

function toObject(branch: Branch): object {
  return Object.fromEntries([...branch].map(([key, value]) => [key, value instanceof Map ? toObject(value as Branch) : value]));
}

function refuse(path: string, rule: string, received: unknown, problems: Problem[]): undefined {
  problems.push({ code: 'INPUT_TYPE', path, rule, received });
  return undefined;
}
