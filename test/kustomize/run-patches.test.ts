import { selectTargets as selectParsedTargets } from '../../src/kustomize';
import type { PatchRun } from '../../src/kustomize';
import { ProblemsError, ProblemSink } from '../../src/problems';
import type { KubeObject } from '../../src/util';
import { applyPatches, listStages, parsePatch, parseResources, runPatches, selectTargets } from './engine';

const resources = parseResources(`
apiVersion: v1
kind: ConfigMap
metadata: {name: a, namespace: flux-system, labels: {app: x}}
data: {k: v}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: b, namespace: flux-system}
data: {k: v}
---
apiVersion: v1
kind: Namespace
metadata: {name: flux-system}
`);

const rename = { patch: '[{"op":"replace","path":"/metadata/name","value":"c"}]', target: { kind: 'ConfigMap', name: 'a' } };
const remove = { patch: '$patch: delete\nkind: ConfigMap\nmetadata: {name: any}', target: { name: 'b' } };

function catchProblems(run: () => unknown): ProblemsError | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemsError) {
      return error;
    }
    throw error;
  }
  return undefined;
}

/** The first problem as it is shown. */
function messageOf(run: () => unknown): string {
  return catchProblems(run)?.message.split('\n')[1].replace('  - ', '') ?? 'no problem';
}

/** The code of the first problem, and where it is. */
function refusalOf(run: () => unknown): string | undefined {
  const problem = catchProblems(run)?.problems[0];
  return problem && `${problem.code} ${problem.path}`;
}

test('says which resources each patch selected when its turn came, and where each result comes from', () => {
  const run = runPatches(resources, [
    remove,
    { patch: 'kind: any\nmetadata: {name: any}\nspec: {}', target: { name: '[ab]' } },
    rename,
    { patch: '[{"op":"add","path":"/data/z","value":"1"}]', target: { name: 'c' } },
    { patch: '[{"op":"add","path":"/data/y","value":"1"}]', target: { name: 'a' } },
    { patch: '[]', target: {} },
    { patch: '[{"op":"add","path":"/data/z","value":"1"}]', target: { kind: 'Secret' } },
    { patch: 'apiVersion: v1\nkind: Namespace\nmetadata: {name: flux-system, namespace: ignored}\nspec: {}' },
  ]);
  expect(run.selected).toEqual([[1], [0], [0], [0], [0], [], [], [2]]);
  expect(run.origins).toEqual([0, 2]);
  expect(run.resources.map(({ metadata }) => metadata.name)).toEqual(['c', 'flux-system']);
  expect(run.resources[0].data).toEqual({ k: 'v', y: '1', z: '1' });
});

test('a patch that was parsed once serves many sets of resources', () => {
  const patch = parsePatch(rename);
  const withoutStages = (run: PatchRun) => ({ ...run, listStages: undefined, findWriter: undefined });
  expect(withoutStages(runPatches(resources, [patch]))).toEqual(withoutStages(runPatches(resources, [rename])));
  expect(runPatches(resources.slice(1), [patch]).selected).toEqual([[]]);
  expect(runPatches(resources, [patch]).selected).toEqual([[0]]);
});

test('a strategic merge patch with a target changes neither the kind nor the name nor the namespace', () => {
  const given = parseResources('{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: flux-system}}\n---\n{apiVersion: v1, kind: Secret, metadata: {name: a}}');
  const patch = 'kind: Other\nmetadata: {name: b, namespace: other, labels: {x: y}}';
  expect(applyPatches(given, [{ patch, target: { name: 'a' } }])).toEqual([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'flux-system', labels: { x: 'y' } } },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a', labels: { x: 'y' } } },
  ]);
});

describe('the stages of a run', () => {
  const patches = [
    { patch: 'kind: A\nmetadata: {name: x}\ndata: {k: w}', target: { name: 'a' } },
    remove,
    rename,
    { patch: '[{"op":"add","path":"/data/z","value":"1"}]', target: { name: 'c' } },
    { patch: 'kind: A\nmetadata: {name: x}\ndata: {y: "2"}', target: { kind: 'Secret' } },
  ];

  test('are the objects after each patch', () => {
    const stages = listStages(runPatches(resources, patches));
    expect(stages).toEqual(patches.map((_, i) => applyPatches(resources, patches.slice(0, i + 1))));
    expect(stages.map((objects) => objects.map(({ metadata }) => metadata.name))).toEqual([
      ['a', 'b', 'flux-system'], ['a', 'flux-system'], ['c', 'flux-system'], ['c', 'flux-system'], ['c', 'flux-system'],
    ]);
  });

  test('share the objects that a patch did not change, so each patch adds only what it changed', () => {
    const many = Array.from({ length: 50 }, (_, i) => ({ patch: `kind: A\nmetadata: {name: x}\ndata: {k${i}: v}`, target: { name: 'a' } }));
    const run = runPatches(resources, many);
    const stages = listStages(run);
    expect(new Set(stages.flat()).size).toBe(many.length + resources.length - 1);
    expect(stages.at(-1)).toEqual(run.resources);
  });

  test('follow renamed objects in the fields that name them', () => {
    const given = parseResources('{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n---\n{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {volumes: [{configMap: {name: a}}]}}');
    const to = (name: string) => ({ patch: `[{"op":"replace","path":"/metadata/name","value":"${name}"}]`, target: { kind: 'ConfigMap' } });
    const stages = listStages(runPatches(given, [to('b'), to('c')]));
    expect(stages.map(([, pod]) => pod.spec.volumes[0].configMap.name)).toEqual(['b', 'c']);
  });

  test('show a state that a later patch repairs as far as it can be written', () => {
    const stages = listStages(runPatches(resources, [
      { patch: '[{"op":"replace","path":"/metadata/name","value":"b"}]', target: { name: 'a' } },
      { patch: '[{"op":"replace","path":"/metadata/name","value":"c"}]', target: { name: 'a' } },
    ]));
    expect(stages.map((objects) => objects.map(({ metadata }) => metadata.name))).toEqual([['b', 'b', 'flux-system'], ['c', 'b', 'flux-system']]);
  });
});

describe('documents behind the operations of a JSON 6902 patch', () => {
  test.each<[string, number]>([
    ['- {op: test, path: /a}', 0],
    ['---\n- {op: test, path: /a}\n---\n# nothing\n', 0],
    ['- {op: test, path: /a}\n---\n- {op: test, path: /b}', 1],
    ['- {op: test, path: /a}\n--- # two\n- {op: test, path: /b}\n---\nkind: A\nmetadata: {name: x}\n', 2],
    ['[{"op":"test","path":"/a"}]', 0],
    ['kind: A\nmetadata: {name: x}\n---\nkind: A\nmetadata: {name: y}\n', 0],
  ])('are counted: %j', (patch, ignored) => {
    expect(parsePatch({ patch }).ignoredDocuments).toBe(ignored);
  });
});

describe('a pointer that leads nowhere', () => {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', labels: { a: 'b' } }, data: { 'a/b/c': 'd', 'list': [] } };
  test.each<[string, string | undefined]>([
    ['/metadata/annotations/team.example.com/owner', 'write / in a key as ~1: /metadata/annotations/team.example.com~1owner'],
    ['/metadata/labels/team/owner', 'write / in a key as ~1: /metadata/labels/team~1owner'],
    ['/metadata/labels/team.example.com\\/owner', 'write / in a key as ~1: /metadata/labels/team.example.com~1owner'],
    ['/metadata/labels/"team.example.com/owner"', 'write / in a key as ~1: /metadata/labels/team.example.com~1owner'],
    ['/metadata/labels/team.example.com/~0owner', 'write / in a key as ~1: /metadata/labels/team.example.com~1~0owner'],
    ['/data/a/b/c', 'write / in a key as ~1: /data/a~1b~1c'],
    ['/data/a/b/c/d', 'write / in a key as ~1: /data/a~1b~1c/d'],
    ['/metadata/labels/a/b/c', undefined],
    ['/data/a/x', 'add /data/a with the value {x: …}'],
    ['/data/list/0/x', undefined],
    ['/spec/x', 'add /spec with the value {x: …}'],
    ['/spec/template/containers/-', 'add /spec with the value {template: {containers: […]}}'],
    ['/Data/x', 'did you mean /data/x?'],
    ['/metadata/label/x', 'did you mean /metadata/labels/x?'],
    ['/metadata/name/x', undefined],
  ])('%s: %s', (path, meant) => {
    const message = messageOf(() => applyPatches([object], [{ patch: JSON.stringify([{ op: 'add', path, value: 'e' }]), target: {} }]));
    expect(message).toBe(`patches[0].ops[0]: cannot apply add ${path} to ConfigMap x: there is no map or list to hold ${path}${
      meant === undefined ? '' : `; ${meant}`} [PATCH_JSON_PATH]`);
  });
});

describe('what a patch selects', () => {
  test.each<[string, Parameters<typeof selectTargets>[1], number[]]>([
    ['by its target', { patch: '[{"op":"test","path":"/a"}]', target: { kind: 'ConfigMap' } }, [0, 1]],
    ['nothing by the namespace of cluster-scoped objects', { patch: '{}', target: { namespace: 'flux-system', kind: 'Namespace' } }, []],
    ['everything by an empty target', { patch: '{}', target: {} }, [0, 1, 2]],
    ['by labels', { patch: '{}', target: { labelSelector: 'app' } }, [0]],
    ['by what its documents name', {
      patch: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b, namespace: flux-system}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: flux-system}',
    }, [0, 1]],
    ['nothing in another namespace', { patch: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}' }, []],
    ['nothing without a target', { patch: '[{"op":"test","path":"/a"}]' }, []],
  ])('%s', (_, patch, selected) => {
    expect(selectTargets(resources, patch)).toEqual(selected);
  });
});

describe('an error names the patch, the operation, the object and the reason', () => {
  test.each<[Parameters<typeof runPatches>[1][number], string]>([
    [{ patch: '[{"op":"add","path":"/a","value":1},{"op":"replace","path":"/spec/x","value":1}]', target: { name: 'a' } },
      'patches[1].ops[1]: cannot apply replace /spec/x to ConfigMap flux-system/a: there is no map or list to hold /spec/x; '
      + 'add /spec with the value {x: …} [PATCH_JSON_PATH]'],
    [{ patch: '[{"op":"test","path":"/data/k","value":"w"}]', target: { name: 'a' } },
      'patches[1].ops[0]: cannot apply test /data/k to ConfigMap flux-system/a: the value there is not the one that the test expects [PATCH_JSON_TEST]'],
    [{ patch: '[{"op":"remove","path":"/data/z"}]', target: { name: 'a' } },
      'patches[1].ops[0]: cannot apply remove /data/z to ConfigMap flux-system/a: there is no key "z" [PATCH_JSON_PATH]'],
    [{ patch: '[{"path":"/data/z"}]', target: { name: 'a' } },
      'patches[1].ops[0]: cannot apply an operation without op /data/z to ConfigMap flux-system/a: op must be one of add, remove, replace, move, copy, test, in lower case [PATCH_JSON_OPERATION]'],
    [{ patch: 'kind: A\nmetadata: {name: x}\ndata: {k: {l: m}}', target: { name: 'a' } },
      'patches[1]: cannot merge into ConfigMap flux-system/a: must have a scalar at data.k, has the map {"l":"m"} [PATCH_NODE_KIND]'],
    [{ patch: 'kind: A\nmetadata: {name: x}\ndata: {$patch: zap}', target: { name: 'a' } },
      'patches[1]: cannot merge into ConfigMap flux-system/a: has the $patch directive "zap", must be replace, delete or merge [PATCH_DIRECTIVE]'],
    [{ patch: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}' },
      'patches[1]: finds no ConfigMap a (apiVersion, kind, name and namespace must be the object\'s) [PATCH_NO_MATCH]'],
    [{ patch: '[{"op":"remove","path":"/data/z"}]' },
      'patches[1]: must have a target, because a list of JSON 6902 operations does not name an object [PATCH_TARGET_MISSING]'],
    [{ patch: '[{"op":"replace","path":"/metadata/name","value":"b"}]', target: { name: 'a' } },
      'resources: must not result in two objects ConfigMap flux-system/b [PATCH_OBJECT_INVALID]'],
    [{ patch: '{}', target: { labelSelector: '=' } }, 'no problem'],
    [{ patch: 'kind: A\nmetadata: {name: x}', target: { labelSelector: '=' } }, 'patches[1].target.labelSelector: must be a label selector; it has "=" where a label is expected [PATCH_SELECTOR]'],
    [{ patch: '  ' }, 'patches[1]: must not be empty [PATCH_EMPTY]'],
    [{ patch: 'a: [' }, 'patches[1]: must be a strategic merge patch or a list of JSON 6902 operations: must be YAML: Flow sequence in block collection must be sufficiently indented and end with a ] (line 1) [PATCH_UNPARSABLE]'],
  ])('%j', (patch, message) => {
    expect(messageOf(() => runPatches(resources, [{ patch: '[]', target: {} }, patch]))).toBe(message);
  });

  test('all patches that cannot be read are named at once, before any is applied', () => {
    expect(() => runPatches(resources, [{ patch: '[{"op":"remove","path":"/nope"}]', target: {} }, { patch: '' }, { patch: 'x' }])).toThrow(/2 problems\n.*patches\[1\].*\n.*patches\[2\]/);
  });

  test('resources with the same identity are refused', () => {
    expect(messageOf(() => runPatches([...resources, resources[0]], []))).toBe('resources: must not result in two objects ConfigMap flux-system/a [PATCH_OBJECT_INVALID]');
  });
});

test('two objects of one name, which a later patch tells apart, are refused by a strategic merge patch with a target in between', () => {
  const renameTo = (name: string) => ({ patch: JSON.stringify([{ op: 'replace', path: '/metadata/name', value: name }]), target: { kind: 'ConfigMap', name: 'a' } });
  const label = { patch: 'kind: A\nmetadata: {name: x, labels: {l: m}}', target: { kind: 'Namespace' } };
  expect(applyPatches(resources, [renameTo('b'), renameTo('c')]).map(({ metadata }) => metadata.name)).toEqual(['c', 'b', 'flux-system']);
  expect(messageOf(() => applyPatches(resources, [renameTo('b'), label, renameTo('c')]))).toBe(
    'patches[1]: must not result in two objects ConfigMap flux-system/b [PATCH_OBJECT_INVALID]');
  expect(messageOf(() => applyPatches(resources, [{ ...label, patch: `${label.patch}\n---\n${label.patch}` }]))).toBe(
    'patches[0]: must be one document to have a target, has 2 [PATCH_MANY_DOCUMENTS]');
});

test('an object for local use is left out', () => {
  const write = (text: string) => `{apiVersion: v1, kind: Secret, metadata: {name: s, annotations: {config.kubernetes.io/local-config: "${text}"}}}`;
  expect(applyPatches(parseResources(write('true')), [])).toEqual([]);
  expect(applyPatches(parseResources(write('false')), [])).toHaveLength(1);
});

test('a list that changes is looked at again, one that is frozen is not', () => {
  const patch = { patch: '{}', target: { kind: 'ConfigMap' } };
  const growing = [...resources];
  const parsed = parsePatch(patch);
  const select = (list: readonly KubeObject[]) => selectParsedTargets(list, parsed, new ProblemSink());
  expect(select(growing)).toEqual([0, 1]);
  growing.push({ ...resources[0], metadata: { name: 'c' } });
  expect(select(growing)).toEqual([0, 1, 3]);
  const frozen = Object.freeze([...resources]);
  expect(select(frozen)).toBe(select(frozen));
});

// Each of these was built with kustomize.
describe('JSON 6902 operations', () => {
  const [thing] = parseResources('apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a, annotations: {x: y}}\nspec: {list: [1, 2], n: 1.0, m: {k: [a]}}\n');
  const patchThing = (patch: string | object[]) => applyPatches([thing], [{ patch: typeof patch === 'string' ? patch : JSON.stringify(patch), target: {} }])[0];
  const add = (path: string, value: unknown) => ({ op: 'add', path, value });

  test.each<[string, string | object[], object]>([
    ['push onto a list', [add('/spec/list/-', 3)], { list: [1, 2, 3] }],
    ['insert at the end of a list', [add('/spec/list/2', 3)], { list: [1, 2, 3] }],
    ['insert into a list', [add('/spec/list/0', 3)], { list: [3, 1, 2] }],
    ['copy a list, which is then another one', [{ op: 'copy', from: '/spec/list', path: '/spec/c' }, add('/spec/c/-', 3)], { list: [1, 2], c: [1, 2, 3] }],
    ['copy a map, which is then another one', [{ op: 'copy', from: '/spec/m', path: '/spec/c' }, add('/spec/c/k/-', 'b')], { m: { k: ['a'] }, c: { k: ['a', 'b'] } }],
    ['copy a map into itself', [{ op: 'copy', from: '/spec/m', path: '/spec/m/k/-' }], { m: { k: ['a', { k: ['a'] }] } }],
    ['move', [{ op: 'move', from: '/spec/m', path: '/spec/c' }], { m: undefined, c: { k: ['a'] } }],
    ['test a list', [{ op: 'test', path: '/spec/list', value: [1, 2] }], {}],
    ['test a number, which was written anew', [{ op: 'test', path: '/spec/n', value: 1 }], {}],
    ['add a number', '[{"op":"add","path":"/spec/v","value":1e3}]', { v: 1000 }],
    ['add an octal number', '- {op: add, path: /spec/v, value: 010}', { v: 8 }],
    ['add null where there is no value', '- {op: add, path: /spec/v}', { v: null }],
  ])('%s', (_, patch, spec) => {
    expect(patchThing(patch).spec).toEqual({ list: [1, 2], n: 1, m: { k: ['a'] }, ...spec });
  });

  test.each<[string, string | object[], string]>([
    ['insert beyond a list', [add('/spec/list/3', 3)], 'cannot apply add /spec/list/3 to Thing a: "3" is not an index into a list with 3 places [PATCH_JSON_PATH]'],
    ['test a number in other digits', '[{"op":"test","path":"/spec/n","value":1.0}]',
      'cannot apply test /spec/n to Thing a: the value there is not the one that the test expects [PATCH_JSON_TEST]'],
    ['are null', '- null', 'cannot apply an operation without op to Thing a: op must be one of add, remove, replace, move, copy, test, in lower case [PATCH_JSON_OPERATION]'],
    ['have a number for op', '- {op: 5, path: /spec}',
      'cannot apply an operation without op /spec to Thing a: op must be one of add, remove, replace, move, copy, test, in lower case [PATCH_JSON_OPERATION]'],
    ['have no path', '- {op: remove}', 'cannot apply remove to Thing a: path must be a string [PATCH_JSON_PATH]'],
    ['have a path without slash', '- {op: remove, path: $.spec.list}', 'cannot apply remove $.spec.list to Thing a: a JSON pointer must contain a slash; write /spec/list [PATCH_JSON_PATH]'],
    ['have a path that is no path', '- {op: remove, path: the list}', 'cannot apply remove the list to Thing a: a JSON pointer must contain a slash [PATCH_JSON_PATH]'],
    ['replace the whole with a scalar', [{ op: 'replace', path: '', value: 'x' }], 'cannot apply replace to Thing a: the whole object can only be replaced with an object [PATCH_JSON_ROOT]'],
  ])('are refused where they %s', (_, patch, message) => {
    expect(messageOf(() => patchThing(patch))).toBe(`patches[0].ops[0]: ${message}`);
  });

  const whole = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'b' } };
  const replaceWhole = (value: unknown) => ({ op: 'replace', path: '', value });

  test.each<[string, object[], object]>([
    ['with an object', [replaceWhole(whole)], whole],
    ['and change what they wrote', [replaceWhole(whole), add('/spec', 1)], { ...whole, spec: 1 }],
    ['and test what they wrote', [replaceWhole(whole), { op: 'test', path: '', value: whole }], whole],
    ['and drop what they did before', [add('/spec/n', 2), replaceWhole(whole)], whole],
    ['with a list for a while', [replaceWhole([1]), add('/0', 2), replaceWhole(whole)], whole],
    ['and add what identifies it later', [replaceWhole({}), add('/apiVersion', 'v1'), add('/kind', 'Thing'), add('/metadata', { name: 'b' })], { ...whole, apiVersion: 'v1' }],
  ])('replace the whole object %s', (_, operations, result) => {
    expect(patchThing(operations)).toEqual(result);
  });

  // In kustomize before 5.8, which kubectl may have, a scalar leaves the object as it is.
  test.each<[string, object[], string]>([
    ['replaced with a string', [replaceWhole('x')], 'PATCH_JSON_ROOT patches[0].ops[0]'],
    ['replaced with an empty string', [replaceWhole('')], 'PATCH_JSON_ROOT patches[0].ops[0]'],
    ['replaced with a number', [replaceWhole(0)], 'PATCH_JSON_ROOT patches[0].ops[0]'],
    ['replaced with a boolean', [replaceWhole(false)], 'PATCH_JSON_ROOT patches[0].ops[0]'],
    ['replaced with null', [replaceWhole(null)], 'PATCH_JSON_ROOT patches[0].ops[0]'],
    ['replaced with nothing', [{ op: 'replace', path: '' }], 'PATCH_JSON_ROOT patches[0].ops[0]'],
    ['replaced with a scalar between others', [add('/spec/n', 2), replaceWhole('x'), replaceWhole(whole)], 'PATCH_JSON_ROOT patches[0].ops[1]'],
    ['replaced with a list', [replaceWhole([whole])], 'PATCH_JSON_ROOT patches[0]'],
    ['replaced with an object without a kind', [replaceWhole({})], 'PATCH_OBJECT_INVALID resources'],
    ['added', [add('', whole)], 'PATCH_JSON_PATH patches[0].ops[0]'],
    ['removed', [{ op: 'remove', path: '' }], 'PATCH_JSON_PATH patches[0].ops[0]'],
    ['moved', [{ op: 'move', from: '', path: '/spec/all' }], 'PATCH_JSON_PATH patches[0].ops[0]'],
    ['moved over', [{ op: 'move', from: '/spec', path: '' }], 'PATCH_JSON_PATH patches[0].ops[0]'],
    ['copied', [{ op: 'copy', from: '', path: '/spec/all' }], 'PATCH_JSON_PATH patches[0].ops[0]'],
    ['copied over', [{ op: 'copy', from: '/spec', path: '' }], 'PATCH_JSON_PATH patches[0].ops[0]'],
    ['tested, because it has annotations of the build', [{ op: 'test', path: '', value: { ...whole, metadata: { name: 'a' } } }], 'PATCH_JSON_TEST patches[0].ops[0]'],
    ['tested against null', [{ op: 'test', path: '', value: null }], 'PATCH_JSON_TEST patches[0].ops[0]'],
  ])('are refused where the whole object is %s', (_, operations, verdict) => {
    expect(refusalOf(() => patchThing(operations))).toBe(verdict);
  });

  test.each<[string, object, object]>([
    ['that replaces metadata', { op: 'replace', path: '/metadata', value: { name: 'a', labels: { l: '1' } } }, { name: 'a', labels: { l: '1' } }],
    ['that replaces annotations with null', { op: 'replace', path: '/metadata/annotations', value: null }, { name: 'a' }],
    ['that replaces annotations with a scalar', { op: 'replace', path: '/metadata/annotations', value: 'x' }, { name: 'a' }],
    ['that removes annotations', { op: 'remove', path: '/metadata/annotations' }, { name: 'a' }],
    ['that adds a number to annotations', add('/metadata/annotations/n', 5), { name: 'a', annotations: { x: 'y', n: '5' } }],
  ])('leave nothing of the build behind in one %s', (_, operation, metadata) => {
    expect(patchThing([operation]).metadata).toEqual(metadata);
  });

  test.each<[string, object[]]>([
    ['annotations', [{ op: 'replace', path: '/metadata/name', value: 'b' }, { op: 'remove', path: '/metadata/annotations' }]],
    ['metadata', [{ op: 'replace', path: '/metadata', value: { name: 'b' } }]],
  ])('keep the old name for later patches, even without %s', (_, operations) => {
    const [{ metadata, spec }] = applyPatches([thing], [
      { patch: JSON.stringify(operations), target: { name: 'a' } },
      { patch: JSON.stringify([add('/spec/hit', 1)]), target: { name: 'a' } },
    ]);
    expect([metadata, spec.hit]).toEqual([{ name: 'b' }, 1]);
  });
});
