import { isObject, isShared } from '../util';
import type { KubeObject } from '../util';
import { changeMember, changePodSpec, mapList } from './fields';
import { STRUCT_TYPES } from './kubernetes-types';
import type { FieldType } from './kubernetes-types';
import { normalizeQuantity } from './quantities';

/** The kinds that have a table of types; other objects are only stripped of their status. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['v1', ['Namespace', 'ResourceQuota', 'ServiceAccount', 'Service', 'PersistentVolumeClaim']],
  ['apps/v1', ['Deployment']],
  ['networking.k8s.io/v1', ['NetworkPolicy']],
  ['rbac.authorization.k8s.io/v1', ['ClusterRoleBinding']],
].flatMap(([apiVersion, kinds]) => [...kinds].map((kind) => [`${String(apiVersion)} ${kind}`, kind])));

/** The kinds that the operator sends as they are. */
const UNTOUCHED: readonly string[] = ['CustomResourceDefinition', 'Role', 'ClusterRole'];

const MAX_INT = 2 ** 53;

/** Thrown inside for a field whose type is not that of its Go field. */
class WrongType extends Error {}

/**
 * An object as it is once it went through its Go type: unknown fields and zero values vanish, quantities are canonical, and the protocol of a
 * port is TCP where none is named. An object with a field of the wrong type stays as it was; the API server will refuse it.
 */
export function normalizeObject(object: KubeObject): KubeObject {
  if (UNTOUCHED.includes(object.kind)) {
    return object;
  }
  const { status: _, ...stripped } = object;
  const kind = KINDS.get(`${object.apiVersion} ${object.kind}`);
  if (kind === undefined) {
    return stripped;
  }
  try {
    // The Go type keeps apiVersion, kind and metadata, which a Kubernetes object has.
    return setProtocols(writeStruct(stripped, kind) as unknown as KubeObject);
  } catch (error) {
    if (error instanceof WrongType) {
      return stripped;
    }
    throw error;
  }
}

/** What became of the parts of Flux's manifests, which all instances share. */
const WRITTEN = new WeakMap<object, Map<string, Record<string, unknown>>>();

function writeStruct(value: unknown, type: string): Record<string, unknown> {
  if (!isObject(value) || !isShared(value)) {
    return writeFields(value, type);
  }
  const known = WRITTEN.get(value) ?? new Map<string, Record<string, unknown>>();
  WRITTEN.set(value, known);
  const written = known.get(type) ?? Object.freeze(writeFields(value, type));
  known.set(type, written);
  return written;
}

function writeFields(value: unknown, type: string): Record<string, unknown> {
  if (value !== undefined && value !== null && !isObject(value)) {
    throw new WrongType();
  }
  const given = value ?? {};
  const written: Record<string, unknown> = {};
  for (const [name, field] of STRUCT_TYPES().get(type)!) {
    const member = Object.hasOwn(given, name) ? (given)[name] : undefined;
    const result = writeField(member ?? undefined, field);
    if (result !== undefined) {
      written[name] = result;
    }
  }
  return written;
}

function writeField(value: unknown, field: FieldType): unknown {
  if (value === undefined && field.presence !== 'always') {
    return field.presence === 'orNull' ? null : undefined;
  }
  const written = writeContainer(value, field);
  return field.presence === 'unlessZero' && isZero(written) ? undefined : written;
}

function writeContainer(value: unknown, { container, type }: FieldType): unknown {
  if (container === undefined) {
    return writeValue(value, type);
  }
  if (value === undefined) {
    return null;
  }
  if (container === 'list') {
    if (!Array.isArray(value)) {
      throw new WrongType();
    }
    return value.map((item) => writeValue(item ?? undefined, type));
  }
  if (!isObject(value)) {
    throw new WrongType();
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, writeValue(member ?? undefined, type)]));
}

function writeValue(value: unknown, type: string): unknown {
  switch (type) {
    case 'string':
      return expectType(value ?? '', typeof (value ?? '') === 'string');
    case 'bool':
      return expectType(value, typeof value === 'boolean');
    case 'int':
      return expectType(value ?? 0, isInteger(value ?? 0));
    case 'intOrString':
      return expectType(value ?? 0, typeof value === 'string' || isInteger(value ?? 0));
    case 'quantity':
      return writeQuantity(value ?? 0);
    case 'any':
      return value;
    default:
      return writeStruct(value, type);
  }
}

function writeQuantity(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : value;
  const quantity = typeof text === 'string' ? normalizeQuantity(text) : undefined;
  if (quantity === undefined) {
    throw new WrongType();
  }
  return quantity;
}

function isInteger(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= MAX_INT;
}

function expectType(value: unknown, matches: boolean): unknown {
  if (!matches) {
    throw new WrongType();
  }
  return value;
}

function isZero(value: unknown): boolean {
  return value === '' || value === 0 || value === false || value === null
    || (Array.isArray(value) && value.length === 0)
    || (isObject(value) && Object.keys(value).length === 0);
}

/** Init containers are left alone, as upstream does. */
function setProtocols(object: KubeObject): KubeObject {
  if (object.kind === 'Service') {
    return changeMember(object, 'spec', setPortProtocols) as KubeObject;
  }
  return object.kind === 'Deployment'
    ? changePodSpec(object, (pod) => changeMember(pod, 'containers', (containers) => mapList(containers, setPortProtocols)))
    : object;
}

function setPortProtocols(owner: unknown): unknown {
  return changeMember(owner, 'ports', (ports) => mapList(ports, (port) => (
    isObject(port) && port.protocol === undefined ? { ...port, protocol: 'TCP' } : port
  )));
}
