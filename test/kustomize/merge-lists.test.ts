import { applyPatches, parseResources } from './engine';

/** Patches one field of a container, or of the object's metadata. */
function patchContainer(field: string, before: string, after: string): unknown {
  const write = (list: string) => `{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {containers: [{name: c, ${list === '' ? '' : `${field}: ${list}`}}]}}`;
  const [pod] = applyPatches(parseResources(write(before)), [{ patch: write(after) }]);
  return pod.spec?.containers[0][field];
}

describe('a list of one key', () => {
  test.each<[string, string, string, unknown]>([
    ['takes new elements in front', '[{name: a}]', '[{name: b}]', [{ name: 'b' }, { name: 'a' }]],
    ['merges elements of the same name, the patch\'s first', '[{name: a, value: "1"}, {name: b, value: "2"}]', '[{name: b, value: "3"}]', [{ name: 'b', value: '3' }, { name: 'a', value: '1' }]],
    ['loses an element', '[{name: a}, {name: b}]', '[{name: a, $patch: delete}]', [{ name: 'b' }]],
    ['only moves an element to replace', '[{name: a, value: "1"}, {name: b, value: "2"}]', '[{name: b, $patch: replace}]', [{ name: 'b', value: '2' }, { name: 'a', value: '1' }]],
    ['is replaced', '[{name: a}]', '[{name: b}, {$patch: replace}]', [{ name: 'b' }]],
    ['is deleted', '[{name: a}]', '[{$patch: delete}]', undefined],
    ['is deleted by null', '[{name: a}]', 'null', undefined],
    ['keeps a directive that has nothing to direct', '', '[{name: b}, {$patch: replace}]', [{ $patch: 'replace' }]],
    ['collapses the same name to the last', '[{name: a, value: "1"}, {name: a, value: "2"}]', '[]', [{ name: 'a', value: '2' }]],
    ['is wiped by an element without name', '[{name: a}]', '[{value: "1"}]', []],
    ['keeps only what stands from its own element without name on', '[{name: a}, {value: q}, {name: b}]', '[]', [{ value: 'q' }]],
    ['compares names as text', '[{name: "5", value: "1"}]', '[{name: 5, value: "2"}]', [{ name: '5', value: '2' }]],
    ['is deleted where the patch has a scalar beside the directive', '[{name: a}]', '[{$patch: delete}, s]', undefined],
    ['gets the name back that a null of the patch took', '[{name: "null", value: "1"}]', '[{name: null, value: "2"}]', [{ name: 'null', value: '2' }]],
    ['is wiped where the patch has a list beside a directive that means nothing', '[{name: a}]', '[{$patch: merge}, [l]]', []],
    ['keeps an element whose name is a list, and nothing else', '[{name: []}]', '[{name: b}]', [{ name: [] }]],
    ['loses an element whose name is tagged as null', '[{name: !!null a}]', '[]', []],
    ['loses an empty element', '[{}]', '[]', []],
    ['is wiped by a null, but for the elements of the patch', '[{name: a}]', '[null, {name: b}]', [{ name: 'b' }]],
  ])('%s', (_, before, after, result) => {
    expect(patchContainer('env', before, after)).toEqual(result);
  });
});

describe('a list of two keys', () => {
  test.each<[string, string, string, unknown]>([
    ['keeps ports of other protocols', '[{containerPort: 80, protocol: TCP}]', '[{containerPort: 80, protocol: UDP}]',
      [{ containerPort: 80, protocol: 'UDP' }, { containerPort: 80, protocol: 'TCP' }]],
    ['merges without protocols', '[{containerPort: 80, name: a}]', '[{containerPort: 80, name: b}]', [{ containerPort: 80, name: 'b' }]],
    ['ignores a patch that leaves the protocol out', '[{containerPort: 80, protocol: TCP, name: a}]', '[{containerPort: 80, name: b}]',
      [{ containerPort: 80, protocol: 'TCP', name: 'a' }]],
    ['ignores a protocol that the target leaves out', '[{containerPort: 80, name: a}]', '[{containerPort: 80, protocol: TCP}]', [{ containerPort: 80, name: 'a' }]],
    ['loses a port that is named in full', '[{containerPort: 80, protocol: TCP}, {containerPort: 81, protocol: TCP}]', '[{containerPort: 80, protocol: TCP, $patch: delete}]',
      [{ containerPort: 81, protocol: 'TCP' }]],
    ['has an element twice whose protocol is a list', '[{protocol: []}]', '[]', [{ protocol: [] }, { protocol: [] }]],
    ['ignores a patch whose port is empty', '[{protocol: TCP}]', '[{containerPort: "", name: x}]', [{ protocol: 'TCP' }]],
    ['turns its ports around where a patch has neither port nor protocol', '[{containerPort: null}, {containerPort: 05}, {containerPort: 0x5, name: x}]', '[{protocol: {}, name: y}]',
      [{ containerPort: 5, name: 'x' }, { containerPort: 5 }, { containerPort: null }]],
    ['ignores a patch without the protocol, also after one with neither', '[{}, {containerPort: 80, protocol: TCP}]', '[{}, {containerPort: 80, name: x}]',
      [{ containerPort: 80, protocol: 'TCP' }]],
    ['puts a protocol alone in front', '[{containerPort: 81}]', '[{protocol: TCP}]', [{ protocol: 'TCP' }, { containerPort: 81 }]],
    ['heeds protocols as soon as one element has one', '[{containerPort: 81}]', '[{}, {containerPort: 80, protocol: UDP}]', [{ containerPort: 80, protocol: 'UDP' }, { containerPort: 81 }]],
    ['takes a protocol alone and a port of that protocol for the same', '[]', '[{protocol: UDP}, {containerPort: 80, protocol: UDP}]', [{ containerPort: 80, protocol: 'UDP' }]],
    ['ignores both where the target has an element with neither', '[{}]', '[{protocol: UDP}, {containerPort: 80, protocol: UDP}]', [{}]],
  ])('%s', (_, before, after, result) => {
    expect(patchContainer('ports', before, after)).toEqual(result);
  });
});

test.each<[string, string, string, string]>([
  ['that the patch deletes an element of', 'env', '[{name: a}, s]', '[{name: a, $patch: delete}]'],
  ['of two keys', 'ports', '[s]', '[{protocol: UDP}]'],
  ['that the patch has nothing for', 'ports', '[s]', '[]'],
])('a list with a scalar %s is refused', (_, field, before, after) => {
  expect(() => patchContainer(field, before, after)).toThrow('patches[0]: cannot merge into Pod x: must have a map, has the scalar "s" [PATCH_NODE_KIND]');
});

test('a list without merge strategy is replaced as it is', () => {
  expect(patchContainer('args', '[a, b]', '[c, null]')).toEqual(['c', null]);
  expect(patchContainer('envFrom', '[{a: 1}]', '[{$patch: replace}]')).toEqual([{ $patch: 'replace' }]);
});

describe('finalizers', () => {
  const patchFinalizers = (apiVersion: string, before: string, after: string) => applyPatches(
    parseResources(`{apiVersion: ${apiVersion}, kind: Pod, metadata: {name: x, finalizers: ${before}}}`),
    [{ patch: `{kind: A, metadata: {name: x, finalizers: ${after}}}`, target: {} }],
  )[0].metadata.finalizers;

  test.each<[string, string, string, unknown]>([
    ['are united, the patch\'s first', '[a, b]', '[b, c]', ['b', 'c', 'a']],
    ['are written without their tags', '[!!str 5]', '[!!str 6]', [6, 5]],
    ['take nothing from an empty object', '[5]', '[{}]', [5]],
    ['count the first of two that are written alike', '[5]', '[!!str null, "null"]', [null, 5]],
    ['are written without their tags beside an empty one', '[""]', '[!!str 5]', [5, '']],
  ])('%s', (_, before, after, result) => {
    expect(patchFinalizers('v1', before, after)).toEqual(result);
  });

  test('are refused with a list', () => {
    expect(() => patchFinalizers('v1', '[[]]', '[]')).toThrow('must have a scalar, has the list [] [PATCH_NODE_KIND]');
  });

  test('of a custom resource are replaced', () => {
    expect(patchFinalizers('example.com/v1', '[a, b]', '[b, c]')).toEqual(['b', 'c']);
  });
});

test('an object inside a custom resource merges by its own kind', () => {
  const write = (env: string) => `{apiVersion: example.com/v1, kind: Thing, metadata: {name: x}, pod: {apiVersion: v1, kind: Pod, spec: {containers: [{name: c, env: ${env}}]}}}`;
  const [thing] = applyPatches(parseResources(write('[{name: a}]')), [{ patch: write('[{name: b}]') }]);
  expect(thing.pod.spec.containers[0].env).toEqual([{ name: 'b' }, { name: 'a' }]);
});

test('the directives that kustomize does not know stay in the object', () => {
  const patch = 'kind: A\nmetadata: {name: x}\nspec: {$setElementOrder/a: [{name: b}], $retainKeys: [a], $deleteFromPrimitiveList/a: [b]}';
  expect(applyPatches(parseResources('{apiVersion: v1, kind: Pod, metadata: {name: x}}'), [{ patch, target: {} }])[0].spec)
    .toEqual({ '$setElementOrder/a': [{ name: 'b' }], '$retainKeys': ['a'], '$deleteFromPrimitiveList/a': ['b'] });
});

test('a replacement of the whole object has no effect, a deletion deletes it', () => {
  const pod = '{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {a: b}}';
  const patch = (directive: string) => applyPatches(parseResources(pod), [{ patch: `{apiVersion: v1, kind: Pod, metadata: {name: x}, $patch: ${directive}}` }]);
  expect(patch('replace')).toEqual(parseResources(pod));
  expect(patch('delete')).toEqual([]);
});
