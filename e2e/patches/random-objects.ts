import type { KubeObject } from '../harness/api-client';
import type { CaseRandom } from './case-random';
import { ODD_STRINGS, pickScalar } from './random-yaml';

/** Objects with each shape that a merge or a reference treats in its own way: lists with one, two or no merge keys, referrers, kinds without schema. */
const TEMPLATES: readonly KubeObject[] = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'apps', labels: { app: 'web', tier: 'front' } },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' }, annotations: { note: 'yes' } },
        spec: {
          serviceAccountName: 'sa',
          containers: [
            {
              name: 'web',
              image: 'web:1',
              args: ['--a', '--b=1'],
              env: [{ name: 'A', value: '1' }, { name: 'B', valueFrom: { configMapKeyRef: { name: 'cfg', key: 'a' } } }],
              ports: [{ containerPort: 80, protocol: 'TCP', name: 'http' }, { containerPort: 53, protocol: 'UDP' }],
              volumeMounts: [{ name: 'data', mountPath: '/data' }],
              resources: { limits: { cpu: '1', memory: '1Gi' } },
            },
            { name: 'side', image: 'side:1' },
          ],
          initContainers: [{ name: 'init', image: 'init:1' }],
          volumes: [{ name: 'data', emptyDir: {} }, { name: 'cfg', configMap: { name: 'cfg' } }],
          tolerations: [{ key: 'a', operator: 'Exists' }],
          hostAliases: [{ ip: '10.0.0.1', hostnames: ['a', 'b'] }],
          imagePullSecrets: [{ name: 'pull' }],
          topologySpreadConstraints: [{ topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', maxSkew: 1 }],
        },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'apps' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80, protocol: 'TCP', targetPort: 'http' }, { port: 53, protocol: 'UDP' }] },
  },
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'cfg', namespace: 'apps', annotations: { 'example.com/a': 'b' } }, data: { a: 'b', b: 'a\nb\n' } },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'sa', namespace: 'apps' } },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'sa' } },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'binding', namespace: 'apps' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'role' },
    subjects: [{ kind: 'ServiceAccount', name: 'sa' }, { kind: 'ServiceAccount', name: 'sa', namespace: 'apps' }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'binding' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'role' },
    subjects: [{ kind: 'ServiceAccount', name: 'sa', namespace: 'apps' }],
  },
  {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: 'flux-system', namespace: 'flux-system' },
    spec: { url: 'https://example.com/fleet.git', interval: '1m0s', ref: { name: 'refs/heads/main' }, include: [{ repository: { name: 'x' } }], sparseCheckout: ['a', 'b'] },
  },
  {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'flux-system', namespace: 'flux-system', labels: { app: 'flux' } },
    spec: {
      interval: '10m0s',
      prune: true,
      path: './deploy',
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      patches: [{ target: { kind: 'A' }, patch: '- {op: add}' }],
      postBuild: { substitute: { a: '1' }, substituteFrom: [{ kind: 'ConfigMap', name: 'vars' }] },
    },
  },
  {
    apiVersion: 'example.com/v1beta1',
    kind: 'Widget',
    metadata: { name: 'w' },
    spec: { a: [1, 'b', { name: 'c' }], b: { c: { d: true } }, name: 'x', containers: [{ name: 'a', x: 1 }] },
  },
];

/** One to four objects, each with some of its values changed, and no two with the same identity. */
export function pickObjects(random: CaseRandom): KubeObject[] {
  const chosen = new Set(Array.from({ length: 1 + random.below(4) }, () => random.pick(TEMPLATES)));
  const rate = random.isOdd('scalars', 0.7) ? 0.1 : 0;
  return [...chosen].map((template) => {
    const { apiVersion, kind } = template;
    return { ...changeSome(template, random, rate) as KubeObject, apiVersion, kind };
  });
}

/** The value with some of its scalars, members and elements replaced, removed or added. The name of an object is kept. */
export function changeSome(value: unknown, random: CaseRandom, rate: number): unknown {
  if (Array.isArray(value)) {
    const items = value.filter(() => !random.chance(rate)).map((item) => changeSome(item, random, rate));
    return random.chance(rate) ? [...items, pickValue(random, 2)] : items;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([key]) => key === 'metadata' || key === 'name' || !random.chance(rate / 2));
    const changed = entries.map(([key, child]) => [key, key === 'name' ? child : changeSome(child, random, rate)]);
    return Object.fromEntries(random.chance(rate) ? [...changed, [pickKey(random), pickValue(random, 2)]] : changed);
  }
  return random.chance(rate) ? pickScalar(random) : value;
}

/** Anything that JSON can hold, some levels deep. */
export function pickValue(random: CaseRandom, depth: number): unknown {
  if (depth === 0 || random.chance(0.5)) {
    return pickScalar(random);
  }
  const length = random.below(4);
  return random.chance(0.5)
    ? Array.from({ length }, () => pickValue(random, depth - 1))
    : Object.fromEntries(Array.from({ length }, () => [pickKey(random), pickValue(random, depth - 1)]));
}

export function pickKey(random: CaseRandom): string {
  return random.isOdd('scalars', 0.1) ? random.pick(ODD_STRINGS) : random.pick(['a', 'b', 'c', 'name', 'key', 'value', 'labels', 'data', 'spec', 'example.com/a']);
}
