import fc from 'fast-check';
import { areNamesSettled } from '../../src/kustomize';
import { ProblemsError } from '../../src/problems';
import { applyPatches, parseResources } from './engine';

const resources = parseResources(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: app}
spec:
  template:
    spec:
      serviceAccountName: runner
      imagePullSecrets: [{name: creds}]
      containers:
      - name: web
        env: [{name: A, valueFrom: {configMapKeyRef: {name: config, key: a}}}]
        envFrom: [{secretRef: {name: creds}}, {configMapRef: {name: other}}]
      volumes: [{name: v, configMap: {name: config}}]
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: config, namespace: app}}
---
{apiVersion: v1, kind: Secret, metadata: {name: creds, namespace: app}}
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: config, namespace: elsewhere}}
---
{apiVersion: v1, kind: ServiceAccount, metadata: {name: runner, namespace: app}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: binding}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: role}
subjects: [{kind: ServiceAccount, name: runner, namespace: app}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: role}
rules: [{apiGroups: [""], resources: [secrets], resourceNames: [creds, x], verbs: [get]}]
---
{apiVersion: example.com/v1, kind: Thing, metadata: {name: thing, namespace: app}, spec: {secretRef: {name: creds}}}
`);

function rename(kind: string, namespace: string, path: string, value: string) {
  return { patch: JSON.stringify([{ op: 'replace', path, value }]), target: { kind, namespace } };
}

test('a renamed object takes the references of built-in kinds along, in its own namespace', () => {
  const [deployment, , , , , , role, thing] = applyPatches(resources, [
    rename('ConfigMap', 'app', '/metadata/name', 'config-2'),
    rename('Secret', 'app', '/metadata/name', 'creds-2'),
  ]);
  expect(deployment.spec.template.spec).toEqual({
    serviceAccountName: 'runner',
    imagePullSecrets: [{ name: 'creds-2' }],
    containers: [{
      name: 'web',
      env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'config-2', key: 'a' } } }],
      envFrom: [{ secretRef: { name: 'creds-2' } }, { configMapRef: { name: 'other' } }],
    }],
    volumes: [{ name: 'v', configMap: { name: 'config-2' } }],
  });
  expect(role.rules[0].resourceNames).toEqual(['creds-2', 'x']);
  expect(thing.spec.secretRef.name).toBe('creds');
});

test('an object of that name in another namespace is another object', () => {
  const [deployment] = applyPatches(resources, [rename('ConfigMap', 'elsewhere', '/metadata/name', 'config-2')]);
  expect(deployment.spec.template.spec.volumes[0].configMap.name).toBe('config');
});

test('a subject follows its account to another name and namespace, a role reference its role', () => {
  const [, , , , , binding] = applyPatches(resources, [
    rename('ServiceAccount', 'app', '/metadata/name', 'walker'),
    rename('ServiceAccount', 'app', '/metadata/namespace', 'park'),
    { patch: '[{"op":"replace","path":"/metadata/name","value":"role-2"}]', target: { kind: 'ClusterRole' } },
  ]);
  expect(binding.subjects).toEqual([{ kind: 'ServiceAccount', name: 'walker', namespace: 'park' }]);
  expect(binding.roleRef.name).toBe('role-2');
});

test('an object is selected by the name it had first and by the one it has', () => {
  const patches = ['config-2', 'config-3'].map((name) => rename('ConfigMap', 'app', '/metadata/name', name));
  const mark = (name: string) => ({ patch: '[{"op":"add","path":"/data","value":{"hit":"1"}}]', target: { name, namespace: 'app' } });
  const isHit = (name: string) => applyPatches(resources, [...patches, mark(name)])[1].data !== undefined;
  expect(['config', 'config-2', 'config-3'].map(isHit)).toEqual([true, false, true]);
});

test('two objects that had the same name make a reference to it unclear', () => {
  const twins = parseResources(`
{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: app}}
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: b, namespace: app}}
---
{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: app}, spec: {volumes: [{configMap: {name: b}}]}}
`);
  const renameTo = (from: string, to: string) => ({ patch: `[{"op":"replace","path":"/metadata/name","value":"${to}"}]`, target: { kind: 'ConfigMap', name: from } });
  expect(() => applyPatches(twins, [renameTo('b', 'c'), renameTo('a', 'b'), renameTo('a', 'd')])).toThrow('may mean ConfigMap app/d or ConfigMap app/c');
});

test('an account is not renamed in a subject without a namespace', () => {
  const [binding] = applyPatches(parseResources(`
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: binding, namespace: apps}
subjects: [{kind: ServiceAccount, name: runner}]
---
{apiVersion: v1, kind: ServiceAccount, metadata: {name: runner}}
`), [{ patch: '- {op: replace, path: /metadata/name, value: walker}', target: { kind: 'ServiceAccount' } }]);
  expect(binding.subjects).toEqual([{ kind: 'ServiceAccount', name: 'runner' }]);
});

describe('whether the names in an object are settled', () => {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'old' } };
  const toNew = { patch: '[{"op":"replace","path":"/metadata/name","value":"new"}]', target: { kind: 'ServiceAccount', name: 'old' } };
  const makePod = (spec: unknown) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec });

  test.each<[unknown, boolean]>([
    [{ serviceAccountName: 'other', volumes: [{ secret: { secretName: 'a' } }, { emptyDir: {} }] }, true],
    [undefined, true],
    [{ serviceAccountName: null, volumes: null }, true],
    [{ volumes: [[{ secret: { secretName: 'a' } }]] }, true],
    [{ serviceAccountName: 'old' }, false],
    [{ volumes: [{ secret: { secretName: 'old' } }] }, false],
    [{ serviceAccountName: ['other', null] }, true],
    [{ serviceAccountName: ['other', 'old'] }, false],
    [{ serviceAccountName: [['other']] }, false],
    [{ serviceAccountName: { name: 'other' } }, false],
    [{ serviceAccountName: 5 }, false],
    [{ volumes: 'a' }, false],
    ['a', false],
  ])('%j: %s', (spec, expected) => {
    expect(areNamesSettled(makePod(spec), 'Pod', new Set(['old']))).toBe(expected);
  });

  test('what counts is the kind that the object had at first', () => {
    const pod = makePod('a');
    expect(areNamesSettled(pod, 'Thing', new Set())).toBe(true);
    expect(areNamesSettled({ ...pod, kind: 'Thing' }, 'Pod', new Set())).toBe(false);
    expect(areNamesSettled({ ...pod, spec: {}, kind: null as unknown as string }, 'Pod', new Set())).toBe(false);
    expect(areNamesSettled({ ...pod, spec: {} }, 'RoleBinding', new Set())).toBe(false);
  });

  const leaf = fc.constantFrom<unknown>('old', 'other', null, 5, true, {}, []);
  const some = (name: string, value: fc.Arbitrary<unknown>) => fc.record({ [name]: fc.oneof(value, leaf) }, { requiredKeys: [] });
  const list = (value: fc.Arbitrary<unknown>) => fc.array(fc.oneof(value, leaf), { maxLength: 3 });
  const spec = fc.tuple(
    some('serviceAccountName', list(leaf)),
    some('volumes', list(fc.oneof(some('secret', some('secretName', leaf)), some('persistentVolumeClaim', some('claimName', leaf))))),
    some('containers', list(some('env', list(some('valueFrom', some('secretKeyRef', some('name', leaf))))))),
  ).map((parts) => Object.assign({}, ...parts) as object);

  test('an object whose names are settled comes out as it was', () => {
    fc.assert(fc.property(spec, (given) => {
      const pod = makePod(given);
      fc.pre(areNamesSettled(pod, 'Pod', new Set(['old'])));
      expect(applyPatches([account, pod], [toNew])[1]).toEqual(pod);
    }));
  });

  test('an object that is changed or refused does not have its names settled', () => {
    fc.assert(fc.property(spec, (given) => {
      const pod = makePod(given);
      try {
        fc.pre(JSON.stringify(applyPatches([account, pod], [toNew])[1]) !== JSON.stringify(pod));
      } catch (error) {
        if (!(error instanceof ProblemsError)) {
          throw error;
        }
      }
      expect(areNamesSettled(pod, 'Pod', new Set(['old']))).toBe(false);
    }));
  });
});
