import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { KnownSecret, SecretIndex } from './controllers';
import { isInTree } from './emit';
import { isObject } from './util';
import type { KubeObject } from './util';

/** Where a chart keeps its index: several copies of this package may be loaded, and all use the same. */
const INDEX = Symbol.for('cdk8s-flux-instance-sync.Secrets');

/** The Secrets with one namespace and name in a chart, and the objects that name them. */
interface Entry {
  readonly secrets: { readonly object: ApiObject; readonly describe: () => KnownSecret }[];
  readonly users: ApiObject[];
}

interface Index {
  /** By namespace and name. Neither can contain a slash. */
  readonly entries: Map<string, Entry>;
  /** The namespaces in which a Secret of a name was made. */
  readonly namespaces: Map<string, Set<string>>;
  /** The Namespaces that the chart makes itself, by name. */
  readonly made: Map<string, ApiObject>;
  /** How many Secrets were made so far. */
  count: number;
}

/** The fields in which a source or a Kustomization names a Secret. */
const SECRET_FIELDS: readonly (readonly string[])[] = [
  ['secretRef'], ['certSecretRef'], ['proxySecretRef'], ['verify', 'secretRef'], ['sts', 'secretRef'], ['sts', 'certSecretRef'],
  ['decryption', 'secretRef'], ['kubeConfig', 'secretRef'],
].map((path) => [...path, 'name']);

/**
 * Makes a Secret known to the syncs of its chart and of the charts around it, so that nobody has to walk the tree to find it. What names it
 * in the same chart depends on it then.
 *
 * @param describe The values stay behind a function, so that printing the tree does not print them.
 */
export function addKnownSecret(object: ApiObject, describe: () => KnownSecret): void {
  for (const chart of object.node.scopes.filter((scope) => scope instanceof Chart)) {
    const { secrets, users } = openEntry(chart, object.metadata.namespace, object.name);
    secrets.push({ object, describe });
    const index = openIndex(chart);
    index.count++;
    index.namespaces.set(object.name, (index.namespaces.get(object.name) ?? new Set()).add(object.metadata.namespace ?? ''));
    users.filter((user) => user.chart === object.chart).forEach((user) => user.addDependency(object));
  }
  const namespace = openIndex(object.chart).made.get(object.metadata.namespace ?? '');
  if (namespace !== undefined && isInTree(namespace)) {
    object.addDependency(namespace);
  }
}

/** Makes the Secrets of a chart depend on a Namespace that the chart makes itself: without it the API server refuses them. */
export function addKnownNamespace(namespace: ApiObject): void {
  const { entries, made } = openIndex(namespace.chart);
  made.set(namespace.name, namespace);
  for (const { secrets } of entries.values()) {
    secrets.map(({ object }) => object)
      .filter((object) => object.chart === namespace.chart && object.metadata.namespace === namespace.name && isInTree(object))
      .forEach((object) => object.addDependency(namespace));
  }
}

/**
 * The Secrets that this package makes in a chart, as the run-time rules want to know them. Each look-up sees the tree as it is then.
 *
 * @param plain other Secrets of the chart. One in another namespace than the sync's proves nothing: who makes that of the sync is not known.
 */
export function findKnownSecrets(chart: Chart, plain?: PlainSecrets): SecretIndex {
  return {
    find: (namespace, name) => listSecrets(chart, namespace, name)[0]?.describe() ?? plain?.known.get(toKey(namespace, name)),
    findNamespaces: (name) => [...openIndex(chart).namespaces.get(name) ?? []].filter((namespace) => listSecrets(chart, namespace, name).length > 0),
  };
}

/**
 * The Secrets of a chart as one construct sees them: those that this package makes at any time, and those that others make from the synth on.
 */
export class ChartSecrets {
  private readonly chart: Chart;
  private plain?: PlainSecrets;
  private described: string;

  constructor(private readonly construct: IConstruct) {
    this.chart = Chart.of(construct);
    this.described = this.describe([]);
  }

  /** The Secrets as the run-time rules want to know them. */
  public get index(): SecretIndex {
    return findKnownSecrets(this.chart, this.plain);
  }

  /** Whether others make Secrets in the chart. */
  public get hasPlain(): boolean {
    return this.plain !== undefined && this.plain.count > 0;
  }

  /** Looks at the Secrets as they are at synth. Returns whether something else is known than before of those that the objects name. */
  public refresh(objects: readonly KubeObject[]): boolean {
    this.plain = findPlainSecrets(this.chart, this.construct);
    const before = this.described;
    this.described = this.describe(objects);
    return this.described !== before;
  }

  private describe(objects: readonly KubeObject[]): string {
    const { plain } = this;
    const named = plain === undefined || plain.known.size === 0 ? [] : objects.flatMap(({ metadata: { namespace }, spec }) => (
      [...listSecretNames(spec)].flatMap((name) => plain.known.get(toKey(namespace, name)) ?? [])));
    return JSON.stringify([openIndex(this.chart).count, named]);
  }
}

/** Secrets that others make. */
interface PlainSecrets {
  /** By namespace and name. Only their keys are known, never a value. */
  readonly known: ReadonlyMap<string, KnownSecret>;
  /** How many there are, known or not. */
  readonly count: number;
}

interface PlainIndex {
  readonly askers: Set<IConstruct>;
  readonly secrets: PlainSecrets;
}

const plainIndexes = new WeakMap<Chart, PlainIndex>();

/**
 * The Secrets of a chart that are API objects as any other, those of cdk8s-plus included, as they are at synth. Within one synth each sync asks once, so
 * the tree is walked for the first one that asks again, and not for each sync.
 */
export function findPlainSecrets(chart: Chart, asker: IConstruct): PlainSecrets {
  let index = plainIndexes.get(chart);
  if (index === undefined || index.askers.has(asker)) {
    index = { askers: new Set(), secrets: readPlainSecrets(chart) };
    plainIndexes.set(chart, index);
  }
  index.askers.add(asker);
  return index.secrets;
}

function readPlainSecrets(chart: Chart): PlainSecrets {
  const own = new Set([...openIndex(chart).entries.values()].flatMap(({ secrets }) => secrets.map(({ object }) => object)));
  const plain = chart.node.findAll().filter((construct): construct is ApiObject => (
    ApiObject.isApiObject(construct) && construct.kind === 'Secret' && construct.apiVersion === 'v1' && !own.has(construct)));
  const known = new Map<string, KnownSecret>();
  const repeated = new Set<string>();
  for (const secret of plain.flatMap((object) => describePlainSecret(object) ?? [])) {
    const key = toKey(secret.namespace, secret.name);
    if (known.has(key)) {
      repeated.add(key);
    }
    known.set(key, secret);
  }
  // Which of two counts is not known.
  repeated.forEach((key) => known.delete(key));
  return { known, count: plain.length };
}

/** A Secret as far as it is known, or `undefined` where its name, its namespace or its keys are not: one without any is filled by somebody else. */
function describePlainSecret(object: ApiObject): KnownSecret | undefined {
  let manifest: unknown;
  try {
    manifest = object.toJson();
  } catch {
    // Whatever its owner did, cdk8s reports it when it writes the object.
    return undefined;
  }
  const namespace = readField(manifest, ['metadata', 'namespace']);
  const name = readField(manifest, ['metadata', 'name']);
  const type = readField(manifest, ['type']);
  const maps = ['data', 'stringData'].map((field) => readField(manifest, [field])).filter((map) => map !== undefined && map !== null);
  const keys = [...new Set(maps.flatMap((map) => (isObject(map) ? Object.keys(map) : [])))];
  const isKnown = typeof namespace === 'string' && typeof name === 'string' && maps.every(isObject) && keys.length > 0;
  return !isKnown || (type !== undefined && typeof type !== 'string') ? undefined : { namespace, name, type, keys };
}

/**
 * Makes an object depend on the Secrets that it names, so that they come first in the output. It does not matter which of the two is made first.
 *
 * The dependency is one of API objects, and stays within a chart: between constructs, the time of cdk8s doubles with each link of a chain, and
 * between charts, cdk8s would number the files.
 */
export function dependOnSecrets(user: ApiObject, { metadata: { namespace }, spec }: KubeObject): void {
  for (const name of listSecretNames(spec)) {
    openEntry(user.chart, namespace, name).users.push(user);
    listSecrets(user.chart, namespace, name).filter(({ object }) => object.chart === user.chart).forEach(({ object }) => user.addDependency(object));
  }
}

function listSecretNames(spec: unknown): Set<string> {
  const substitutes = readField(spec, ['postBuild', 'substituteFrom']);
  const names = [
    ...SECRET_FIELDS.map((path) => readField(spec, path)),
    ...(Array.isArray(substitutes) ? substitutes : []).filter((each) => readField(each, ['kind']) === 'Secret').map((each) => readField(each, ['name'])),
  ];
  return new Set(names.filter((name) => typeof name === 'string'));
}

function readField(value: unknown, path: readonly string[]): unknown {
  return path.reduce((found, key) => (isObject(found) ? found[key] : undefined), value);
}

function toKey(namespace: string | undefined, name: string): string {
  return `${namespace}/${name}`;
}

function openIndex(chart: Chart): Index {
  const holder = chart as { [INDEX]?: Index };
  if (holder[INDEX] === undefined) {
    // Not enumerable: whoever prints the chart does not see it.
    Object.defineProperty(holder, INDEX, { value: { entries: new Map(), namespaces: new Map(), made: new Map(), count: 0 } satisfies Index });
  }
  return holder[INDEX]!;
}

function openEntry(chart: Chart, namespace: string | undefined, name: string): Entry {
  const { entries } = openIndex(chart);
  const key = toKey(namespace, name);
  const entry = entries.get(key) ?? { secrets: [], users: [] };
  entries.set(key, entry);
  return entry;
}

/** The Secrets that were not removed: those that were cannot come back, and are forgotten. */
function listSecrets(chart: Chart, namespace: string | undefined, name: string): Entry['secrets'] {
  const entry = openIndex(chart).entries.get(toKey(namespace, name));
  if (entry === undefined) {
    return [];
  }
  const left = entry.secrets.filter(({ object }) => isInTree(object));
  entry.secrets.splice(0, entry.secrets.length, ...left);
  return left;
}
