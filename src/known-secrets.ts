import { Chart } from 'cdk8s';
import type { ApiObject } from 'cdk8s';
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
const SECRET_FIELDS: readonly string[] = [
  'secretRef', 'certSecretRef', 'proxySecretRef', 'verify.secretRef', 'sts.secretRef', 'sts.certSecretRef', 'decryption.secretRef', 'kubeConfig.secretRef',
];

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

/** The Secrets that this package makes in a chart, as the run-time rules want to know them. Each look-up sees the tree as it is then. */
export function findKnownSecrets(chart: Chart): SecretIndex {
  return {
    find: (namespace, name) => listSecrets(chart, namespace, name)[0]?.describe(),
    findNamespaces: (name) => [...openIndex(chart).namespaces.get(name) ?? []].filter((namespace) => listSecrets(chart, namespace, name).length > 0),
  };
}

/** How many Secrets were made in a chart so far: another number means that there is more to know. */
export function countKnownSecrets(chart: Chart): number {
  return openIndex(chart).count;
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
  const substitutes = readField(spec, 'postBuild.substituteFrom');
  const names = [
    ...SECRET_FIELDS.map((field) => readField(spec, `${field}.name`)),
    ...(Array.isArray(substitutes) ? substitutes : []).filter((each) => readField(each, 'kind') === 'Secret').map((each) => readField(each, 'name')),
  ];
  return new Set(names.filter((name) => typeof name === 'string'));
}

function readField(value: unknown, field: string): unknown {
  return field.split('.').reduce((found, key) => (isObject(found) ? found[key] : undefined), value);
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
  const key = `${namespace}/${name}`;
  const entry = entries.get(key) ?? { secrets: [], users: [] };
  entries.set(key, entry);
  return entry;
}

/** The Secrets that were not removed: those that were cannot come back, and are forgotten. */
function listSecrets(chart: Chart, namespace: string | undefined, name: string): Entry['secrets'] {
  const entry = openIndex(chart).entries.get(`${namespace}/${name}`);
  if (entry === undefined) {
    return [];
  }
  const left = entry.secrets.filter(({ object }) => isInTree(object));
  entry.secrets.splice(0, entry.secrets.length, ...left);
  return left;
}
