import { normalizeObject } from '../../src/distribution/normalize';
import { normalizeQuantity } from '../../src/distribution/quantities';
import { sortObjects } from '../../src/distribution/sort-objects';
import type { KubeObject } from '../../src/util';

// Each pair is what k8s.io/apimachinery makes of it.
test.each([
  ['1', '1'], ['1000m', '1'], ['2000m', '2'], ['1500m', '1500m'], ['100m', '100m'], ['1000', '1k'], ['2500', '2500'], ['1024', '1024'], ['0', '0'], ['0Gi', '0'],
  ['1Gi', '1Gi'], ['1024Mi', '1Gi'], ['1025Mi', '1025Mi'], ['1536Mi', '1536Mi'], ['1.5Gi', '1536Mi'], ['0.5Gi', '512Mi'], ['0.25', '250m'], ['1.125', '1.125'],
  ['.5', '500m'], ['1.0', '1'], ['05', '05'], ['0.1', '100m'], ['-1000m', '-1'], ['+1', '+1'], ['1e3', '1e3'], ['1E3', '1E3'], ['1000e3', '1e6'], ['12e2', '1200'],
  ['0.0000000001', '1n'], ['1.0000000001', '1000000001n'], ['500.Mi', '500.Mi'], ['500.Ti', '500Ti'], ['Gi', '0'], ['.', '0'], ['128Ei', '9223372036854775807'],
  ['1E', '1E'], ['0.125k', '125'], ['.125k', '125'], ['4096Pi', '4Ei'], ['0.001Ki', '1024m'], ['1.1Ki', '1126400m'],
  ['1u', '1u'], ['1000n', '1u'], ['1000u', '1m'], ['5M', '5M'], ['1000k', '1M'], ['1000M', '1G'], ['1000G', '1T'], ['1000T', '1P'], ['1000P', '1E'], ['1.5n', '2n'],
  ['-1.5n', '-2n'], ['8Ki', '8Ki'], ['+8Ki', '8Ki'], ['+9Ki', '+9Ki'], ['+1024Ki', '1Mi'], ['-0.5Ki', '-512'], ['9999999999999Ki', '9999999999999Ki'],
  ['+123456789012345678', '+123456789012345678'], ['+1234567890123456789', '1234567890123456789'], ['1e100', '10e99'],
  ['+5n', '+5n'], ['+99Ti', '+99Ti'], ['+101Ti', '101Ti'], ['+99999999999Ki', '+99999999999Ki'], ['+999999999999Ki', '999999999999Ki'],
  // Upstream has no suffix above E, and leaves it out: it is mirrored, as the cluster gets it.
  ['1000E', '1'], ['10000E', '10'], ['12000E', '12'], ['1500E', '1500E'], ['1000000000000000000000', '1'], ['1000000000000000000001', '1000000000000000000001'],
])('the quantity %s is written as %s', (text, written) => {
  expect(normalizeQuantity(text)).toBe(written);
});

test.each(['', 'abc', '1 Gi', '1gi', '1K', '1e', '--1', '1..2', '0x10', '1e101'])('%j is no quantity', (text) => {
  expect(normalizeQuantity(text)).toBeUndefined();
});

function deployment(pod: object, spec: object = {}): KubeObject {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' }, spec: { ...spec, template: { spec: pod } } };
}

test('unknown fields, nulls and zero values vanish, pointers to zero values and required fields stay', () => {
  expect(normalizeObject(deployment({
    containers: [{ name: 'a', args: [], image: '', foo: 1, env: [{ name: 'A', value: '' }], securityContext: { allowPrivilegeEscalation: false, foo: 1 } }],
    nodeSelector: {},
    affinity: {},
    hostNetwork: false,
    tolerations: [{ key: 'k', tolerationSeconds: 0 }],
    terminationGracePeriodSeconds: null,
  }, { replicas: 0, paused: false, Paused: true, minReadySeconds: 0 }))).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a' },
    spec: {
      replicas: 0,
      selector: null,
      strategy: {},
      template: {
        metadata: {},
        spec: {
          affinity: {},
          containers: [{ name: 'a', env: [{ name: 'A' }], resources: {}, securityContext: { allowPrivilegeEscalation: false } }],
          tolerations: [{ key: 'k', tolerationSeconds: 0 }],
        },
      },
    },
  });
});

test('a field of the wrong type leaves the object as it was, only without its status', () => {
  const wrong = deployment({ containers: [{ name: 'a', ports: [{ containerPort: '80' }], foo: 1 }] });
  expect(normalizeObject({ ...wrong, status: { replicas: 1 } })).toEqual(wrong);
});

test.each([
  [{ name: 5 }], [{ name: 'a', tty: 'yes' }], [{ name: 'a', args: '--x' }], [{ name: 'a', resources: { limits: { cpu: 'x' } } }], [{ name: 'a', ports: {} }],
  [{ name: 'a', ports: [{ containerPort: 1.5 }] }], [{ name: 'a', resources: { limits: [] } }], [{ name: 'a', resources: { limits: { cpu: ['1'] } } }],
  [{ name: 'a', livenessProbe: { httpGet: { port: true } } }], ['a'],
])('the container %j has a wrong type', (container) => {
  const object = deployment({ containers: [container] });
  expect(normalizeObject(object)).toEqual(object);
});

// What k8s.io/api makes of it.
test('what a type always writes is written with its zero value, and nulls in a list are zero values', () => {
  const { spec } = normalizeObject(deployment({ containers: [{ args: [null, 'a'], ports: [{ name: 'x' }], env: [null] }] }));
  expect(spec).toMatchObject({
    template: { spec: { containers: [{ name: '', args: ['', 'a'], ports: [{ name: 'x', containerPort: 0, protocol: 'TCP' }], env: [{ name: '' }], resources: {} }] } },
  });
});

test('ports of containers and Services are TCP where they do not say, those of init containers stay', () => {
  const ports = [{ containerPort: 80 }, { containerPort: 53, protocol: 'UDP' }];
  const { spec } = normalizeObject(deployment({ containers: [{ name: 'a', ports }], initContainers: [{ name: 'b', ports }] }));
  expect(spec).toMatchObject({
    template: {
      spec: {
        containers: [{ ports: [{ containerPort: 80, protocol: 'TCP' }, { containerPort: 53, protocol: 'UDP' }] }],
        initContainers: [{ ports: [{ containerPort: 80 }, { containerPort: 53, protocol: 'UDP' }] }],
      },
    },
  });
  expect(normalizeObject({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { ports: [{ port: 80 }] } }).spec)
    .toEqual({ ports: [{ port: 80, protocol: 'TCP', targetPort: 0 }] });
});

test.each<[KubeObject, unknown]>([
  [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } }, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' }, spec: {} }],
  [
    { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'a' }, spec: { hard: { pods: 1000 } } },
    { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'a' }, spec: { hard: { pods: '1k' } } },
  ],
  [
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'a' }, spec: { egress: [{}], ingress: [] } },
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'a' }, spec: { egress: [{}], podSelector: {} } },
  ],
  [
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'a' }, rules: [], foo: null, status: {} },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'a' }, rules: [], foo: null, status: {} },
  ],
  [
    { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'a' }, foo: null, status: {} },
    { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'a' }, foo: null, status: {} },
  ],
  [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'a' }, secrets: [], foo: 1, automountServiceAccountToken: false, imagePullSecrets: [{ name: '' }] },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'a' }, imagePullSecrets: [{}], automountServiceAccountToken: false },
  ],
  [
    { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'a' }, spec: { foo: 1 }, status: {} },
    { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'a' }, spec: { foo: 1 } },
  ],
])('%j becomes %j', (object, expected) => {
  expect(normalizeObject(object)).toEqual(expected);
});

test('objects are sorted by the rank of their kind, then by group, kind, namespace and name in bytes', () => {
  const identify = (apiVersion: string, kind: string, name: string, namespace?: string): KubeObject => (
    { apiVersion, kind, metadata: { name, namespace } }
  );
  const sorted = [
    identify('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'z'),
    identify('v1', 'Namespace', 'a'),
    identify('v1', 'Service', 'B', 'x'),
    identify('v1', 'Service', 'a', 'x'),
    identify('v1', 'Service', 'a-b', 'x'),
    identify('apps/v1', 'Deployment', 'a'),
    identify('v1', 'PersistentVolumeClaim', 'a'),
    identify('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'a'),
    identify('source.toolkit.fluxcd.io/v1', 'GitRepository', 'a'),
    identify('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', 'a'),
    identify('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'a'),
  ];
  expect(sortObjects([...sorted].reverse())).toEqual(sorted);
});

test('kinds have the order of Flux\'s server-side apply, and those that it does not know stand before the webhooks', () => {
  const kinds = [
    'CustomResourceDefinition', 'Namespace', 'ClusterRole', 'ClusterClass', 'RuntimeClass', 'PriorityClass', 'StorageClass', 'VolumeSnapshotClass', 'IngressClass',
    'GatewayClass', 'ClusterRoleBinding', 'ResourceQuota', 'ServiceAccount', 'Role', 'RoleBinding', 'ConfigMap', 'Secret', 'Service', 'LimitRange', 'Deployment',
    'StatefulSet', 'CronJob', 'PodDisruptionBudget', 'Bucket', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration',
  ];
  const objects = [...kinds].reverse().map((kind) => ({ apiVersion: 'v1', kind, metadata: { name: 'a' } }));
  expect(sortObjects(objects).map(({ kind }) => kind)).toEqual(kinds);
});
