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
  expect(() => applyPatches(twins, [renameTo('b', 'c'), renameTo('a', 'b'), renameTo('a', 'd')])).toThrow('may mean ConfigMap app/d or ConfigMap app/c [PATCH_NAME_REFERENCE]');
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

// Each of these was built with kustomize.
const BINDING = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: binding, namespace: app}\n';
const ROLES = ['Role, metadata: {name: r, namespace: app}', 'ClusterRole, metadata: {name: r}'].map((role) => `---\n{apiVersion: rbac.authorization.k8s.io/v1, kind: ${role}}\n`).join('');
const account = (name: string, namespace: string) => `---\n{apiVersion: v1, kind: ServiceAccount, metadata: {name: ${name}, namespace: ${namespace}}}\n`;
const to = (kind: string, name: string, field: string, value: string | null) => ({ target: { kind, name }, patch: JSON.stringify([{ op: 'replace', path: field, value }]) });
const ACCOUNT_2 = to('ServiceAccount', 'sa', '/metadata/name', 'sa-2');

describe('a RoleBinding', () => {
  test.each<[string, string, ReturnType<typeof to>[], object]>([
    ['follows an account of another namespace', '{kind: ServiceAccount, name: sa, namespace: other}', [ACCOUNT_2], { kind: 'ServiceAccount', name: 'sa-2', namespace: 'other' }],
    ['does not follow an account that moves away', '{kind: ServiceAccount, name: sa, namespace: other}', [to('ServiceAccount', 'sa', '/metadata/namespace', 'park'), ACCOUNT_2],
      { kind: 'ServiceAccount', name: 'sa', namespace: 'other' }],
    ['does not follow an account that a user has the name of', '{kind: User, name: sa, namespace: other}', [ACCOUNT_2], { kind: 'User', name: 'sa', namespace: 'other' }],
    ['may have a user whose namespace is a number', '{kind: User, name: sa, namespace: 5}', [], { kind: 'User', name: 'sa', namespace: 5 }],
    ['may have a subject with nothing but a name', '{name: sa}', [ACCOUNT_2], { name: 'sa' }],
  ])('%s', (_, subject, patches, expected) => {
    const [binding] = applyPatches(parseResources(`${BINDING}subjects: [${subject}]\n${account('sa', 'other')}`), patches);
    expect(binding.subjects).toEqual([expected]);
  });

  test.each(['{kind: 5, name: sa, namespace: other}', '{kind: ServiceAccount, name: sa, namespace: 5}', 'sa', '\n- kind: ServiceAccount\n  name: sa\n  namespace: 2024-01-01'])(
    'is refused with the subject %j', (subject) => {
      const given = parseResources(`${BINDING}subjects: ${subject.startsWith('\n') ? subject : `[${subject}]`}\n`);
      expect(() => applyPatches(given, [])).toThrow('leaves RoleBinding app/binding with subjects in a wrong shape: kind and namespace must be strings [PATCH_NAME_REFERENCE]');
    });

  test('may have a map of subjects, which is not looked into', () => {
    const [binding] = applyPatches(parseResources(`${BINDING}subjects: {kind: ServiceAccount, name: sa, namespace: other}\n${account('sa', 'other')}`), [ACCOUNT_2]);
    expect(binding.subjects).toEqual({ kind: 'ServiceAccount', name: 'sa', namespace: 'other' });
  });

  test.each([['{apiGroup: rbac.authorization.k8s.io, kind: Role, name: r}', 'role-2'], ['{apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: r}', 'cluster-role-2']])(
    'with the role %s follows that one', (role, name) => {
      const [binding] = applyPatches(parseResources(`${BINDING}roleRef: ${role}\n${ROLES}`), [
        to('ClusterRole', 'r', '/metadata/name', 'cluster-role-2'), to('Role', 'r', '/metadata/name', 'role-2'),
      ]);
      expect(binding.roleRef.name).toBe(name);
    });
});

test('a ClusterRoleBinding follows an account where nothing else changes', () => {
  const given = parseResources(`${BINDING.replace('RoleBinding', 'ClusterRoleBinding').replace(', namespace: app', '')}subjects: [{kind: ServiceAccount, name: sa, namespace: other}]\n${account('sa', 'other')}`);
  expect(applyPatches(given, [ACCOUNT_2])[0].subjects).toEqual([{ kind: 'ServiceAccount', name: 'sa-2', namespace: 'other' }]);
});

test('a subject of a ClusterRoleBinding follows its account to another namespace', () => {
  const given = parseResources(`${BINDING.replace('RoleBinding', 'ClusterRoleBinding').replace(', namespace: app', '')}subjects: [{kind: ServiceAccount, name: sa, namespace: app}]\n${account('sa', 'app')}`);
  expect(applyPatches(given, [to('ServiceAccount', 'sa', '/metadata/namespace', 'park')])[0].subjects).toEqual([{ kind: 'ServiceAccount', name: 'sa', namespace: 'park' }]);
});

test('a subject means the account of its own namespace', () => {
  const twoAccounts = (subjectNamespace: string) => parseResources(`${BINDING.replace('RoleBinding', 'ClusterRoleBinding').replace(', namespace: app', '')}`
    + `subjects: [{kind: ServiceAccount, name: sa, namespace: ${subjectNamespace}}]\n${account('sa', 'app')}${account('sa', 'other')}`);
  const inNamespace = (namespace: string, name: string) => ({ target: { kind: 'ServiceAccount', namespace }, patch: JSON.stringify([{ op: 'replace', path: '/metadata/name', value: name }]) });
  const patch = (namespace: string, ...patches: ReturnType<typeof inNamespace>[]) => applyPatches(twoAccounts(namespace), patches)[0].subjects;
  const subject = (name: string, namespace = 'other') => [{ kind: 'ServiceAccount', name, namespace }];
  expect(patch('other', inNamespace('app', 'n'))).toEqual(subject('sa'));
  expect(patch('other', inNamespace('other', 'n'))).toEqual(subject('n'));
  expect(patch('other', inNamespace('app', 'n'), inNamespace('other', 'm'))).toEqual(subject('m'));
  expect(patch('_non_namespaceable_', inNamespace('app', 'n'))).toEqual(subject('sa', '_non_namespaceable_'));
});

test('a subject may name the namespace that its account moved to', () => {
  const given = (account_: string) => parseResources(`${BINDING.replace('RoleBinding', 'ClusterRoleBinding').replace(', namespace: app', '')}`
    + `subjects: [{kind: ServiceAccount, name: sa, namespace: park}]\n${account('sa', 'app')}${account_}`);
  const patches = [to('ServiceAccount', 'sa', '/metadata/namespace', 'park'), ACCOUNT_2];
  expect(applyPatches(given(''), patches)[0].subjects).toEqual([{ kind: 'ServiceAccount', name: 'sa-2', namespace: 'park' }]);
  // An account that was there from the start hides the one that came.
  expect(applyPatches(given(account('x', 'park')), patches)[0].subjects).toEqual([{ kind: 'ServiceAccount', name: 'sa', namespace: 'park' }]);
});

test('a role reference without a group takes the name of any role', () => {
  const [binding] = applyPatches(parseResources(`${BINDING}roleRef: {kind: Role, name: r}\n${ROLES}`), [to('ClusterRole', 'r', '/metadata/name', 'role-2')]);
  expect(binding.roleRef).toEqual({ kind: 'Role', name: 'role-2' });
});

test('without namespaces, a subject takes the name only', () => {
  const given = parseResources(`${BINDING.replace(', namespace: app', '')}subjects: [{kind: ServiceAccount, name: sa, namespace: default}]\n${account('sa', 'x').replace(', namespace: x', '')}`);
  expect(applyPatches(given, [ACCOUNT_2])[0].subjects).toEqual([{ kind: 'ServiceAccount', name: 'sa-2', namespace: 'default' }]);
});

describe('a field on the way', () => {
  const DEPLOYMENT = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: app}\n';
  const CONFIG = '---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: config, namespace: app}}\n';
  const CONFIG_2 = to('ConfigMap', 'config', '/metadata/name', 'config-2');

  test.each<[string, string, string]>([
    ['a scalar for a map', `${DEPLOYMENT}spec: {template: x}`,
      'leaves Deployment app/web with spec.template.spec.volumes.configMap.name in a wrong shape: there must be a map or list where spec is looked for [PATCH_NAME_REFERENCE]'],
    ['an entry without name', 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: binding}\nsubjects: [{kind: User}]',
      'leaves ClusterRoleBinding binding with subjects in a wrong shape: an entry must have a name [PATCH_NAME_REFERENCE]'],
    ['one of two subjects', `${BINDING}subjects: [{kind: User, name: u}, {kind: 5, name: sa, namespace: x}]`, 'kind and namespace must be strings [PATCH_NAME_REFERENCE]'],
    ['a list in a list', 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: role}\nrules: [{resourceNames: [[creds]]}]',
      'leaves ClusterRole role with rules.resourceNames in a wrong shape: a list must not hold a list [PATCH_NAME_REFERENCE]'],
  ])('must not be %s', (_, given, message) => {
    expect(() => applyPatches(parseResources(`${given}\n`), [])).toThrow(message);
  });

  test.each(['apiVersion', 'kind'])('must not be the %s null', (field) => {
    expect(() => applyPatches(parseResources(`${DEPLOYMENT}spec: {}\n`), [to('Deployment', 'web', `/${field}`, null)])).toThrow(`with the ${field} null [PATCH_OBJECT_INVALID]`);
  });

  test('may be null on the way, and a number in the subjects of a ClusterRoleBinding', () => {
    const given = parseResources(`apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: role}\nrules: [null, {resourceNames: [config]}]\n${CONFIG}`);
    expect(applyPatches(given, [CONFIG_2])[0].rules).toEqual([null, { resourceNames: ['config-2'] }]);
    const binding = parseResources(`${BINDING.replace('RoleBinding', 'ClusterRoleBinding')}subjects: [{kind: ServiceAccount, name: sa, namespace: 5}]\n`);
    expect(applyPatches(binding, [])[0].subjects).toEqual([{ kind: 'ServiceAccount', name: 'sa', namespace: 5 }]);
  });

  test('may be null in a list', () => {
    const given = parseResources(`apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: role}\nrules: [{resourceNames: [null, config]}]\n${CONFIG}`);
    expect(applyPatches(given, [CONFIG_2])[0].rules).toEqual([{ resourceNames: [null, 'config-2'] }]);
  });

  test('counts in Deployments of any group, and in Pods of version v1 only', () => {
    const volumes = '{volumes: [{configMap: {name: config}}]}';
    const [deployment] = applyPatches(parseResources(`${DEPLOYMENT.replace('apps', 'example.com')}spec: {template: {spec: ${volumes}}}\n${CONFIG}`), [CONFIG_2]);
    expect(deployment.spec.template.spec.volumes[0].configMap.name).toBe('config-2');
    const pod = (version: string) => applyPatches(parseResources(`{apiVersion: ${version}, kind: Pod, metadata: {name: p, namespace: app}, spec: ${volumes}}\n${CONFIG}`), [CONFIG_2])[0];
    expect(['v1', 'v2'].map((version) => pod(version).spec.volumes[0].configMap.name)).toEqual(['config-2', 'config']);
  });
});

describe('whether the names in an object are settled', () => {
  const serviceAccount = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'old' } };
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
      expect(applyPatches([serviceAccount, pod], [toNew])[1]).toEqual(pod);
    }));
  });

  test('an object that is changed or refused does not have its names settled', () => {
    fc.assert(fc.property(spec, (given) => {
      const pod = makePod(given);
      try {
        fc.pre(JSON.stringify(applyPatches([serviceAccount, pod], [toNew])[1]) !== JSON.stringify(pod));
      } catch (error) {
        if (!(error instanceof ProblemsError)) {
          throw error;
        }
      }
      expect(areNamesSettled(pod, 'Pod', new Set(['old']))).toBe(false);
    }));
  });
});
