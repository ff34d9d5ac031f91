import { JsonPatch } from 'cdk8s';
import { FluxInstanceSync, Patches } from '../../src';
import { change } from './bad-input';
import type { BadInput, Row } from './bad-input';
import { cyclic, deep, endless, MEGABYTE, NO_PROP, proto, revoked, sparse, throwing } from './hostile-values';

const KUSTOMIZATION = { kind: 'Kustomization' };

/** A strategic merge patch of the Kustomization with these lines. */
function merge(...lines: string[]): string {
  return ['apiVersion: kustomize.toolkit.fluxcd.io/v1', 'kind: Kustomization', 'metadata:', '  name: flux-system', '  namespace: flux-system', ...lines].join('\n');
}

/** JSON 6902 operations on the Kustomization. */
function operations(...list: unknown[]): object {
  return { patch: JSON.stringify(list), target: KUSTOMIZATION };
}

/** What stands in the place of the list of patches. */
const LISTS: readonly Row<unknown>[] = [
  ['a text', 'a: b', 'INPUT_TYPE patches'],
  ['a number', 5, 'INPUT_TYPE patches'],
  ['null', null, 'INPUT_TYPE patches'],
  ['one patch without list', { patch: '[]', target: KUSTOMIZATION },
    'INPUT_TYPE patches'],
  ['a Map', new Map(), 'INPUT_TYPE patches'],
  ['a Set', new Set(), 'INPUT_TYPE patches'],
  ['a list with a hole', [,], 'INPUT_TYPE patches[0]'],
  ['four billion holes', sparse(), 'INPUT_TYPE patches'],
  ['200 000 times nothing', Array(200_000).fill(''), 'INPUT_TYPE patches'],
  ['a revoked proxy', revoked([]), 'INPUT_TYPE patches'],
  ['a function', () => [], 'INPUT_TYPE patches'],
];

/** One entry. */
const ENTRIES: readonly Row<unknown>[] = [
  ['null', null, 'INPUT_TYPE patches[0]'],
  ['a text', 'a: b', 'INPUT_TYPE patches[0]'],
  ['a list', ['a: b'], 'INPUT_TYPE patches[0]'],
  ['an empty object', {}, 'INPUT_REQUIRED patches[0].patch'],
  ['a patch that is null', { patch: null }, 'INPUT_TYPE patches[0].patch'],
  ['a patch that is an object', { patch: { kind: 'Kustomization' } }, 'INPUT_TYPE patches[0].patch'],
  ['a patch that is a list', { patch: [{ op: 'test' }], target: KUSTOMIZATION },
    'INPUT_TYPE patches[0].patch'],
  ['a patch that is a symbol', { patch: Symbol('a') }, 'INPUT_TYPE patches[0].patch'],
  ['a patch that is a BigInt', { patch: 5n }, 'INPUT_TYPE patches[0].patch'],
  ['a patch that is bytes', { patch: Buffer.from('a: b') }, 'INPUT_TYPE patches[0].patch'],
  ['a patch that throws', throwing('patch'), 'INPUT_TYPE patches[0].patch'],
  ['a patch that contains itself', { patch: cyclic() }, 'INPUT_TYPE patches[0].patch'],
  ['a patch that is endless', { patch: endless() }, 'INPUT_TYPE patches[0].patch'],
  ['a misspelt member', { patch: '[]', targt: KUSTOMIZATION }, 'INPUT_UNKNOWN patches[0].targt'],
  ['a member called __proto__', Object.assign(proto({ patch: '[]' }), { patch: '[]', target: KUSTOMIZATION }), 'INPUT_UNKNOWN patches[0].__proto__'],
  ['a target that is a text', { patch: '[]', target: 'Kustomization' }, 'INPUT_TYPE patches[0].target'],
  ['a target that is null', { patch: '[]', target: null }, 'INPUT_TYPE patches[0].target'],
  ['a target that is a list', { patch: '[]', target: [KUSTOMIZATION] }, 'INPUT_TYPE patches[0].target'],
  ['a target that throws', { patch: '[]', target: throwing('kind') }, 'INPUT_TYPE patches[0].target.kind'],
  ['a target 100 000 levels deep', { patch: '[]', target: deep(100_000) }, 'INPUT_UNKNOWN patches[0].target.a'],
  ['a target with a misspelt member', { patch: '[]', target: { knd: 'Kustomization' } }, 'INPUT_UNKNOWN patches[0].target.knd'],
  ['a target with a member called constructor', { patch: '[]', target: { constructor: 'Kustomization' } },
    'INPUT_UNKNOWN patches[0].target.constructor'],
  ['a target with a kind that is a number', { patch: '[]', target: { kind: 5 } }, 'INPUT_TYPE patches[0].target.kind'],
  ['a target with a name that is a regular expression', { patch: '[]', target: { name: /flux/ } }, 'INPUT_TYPE patches[0].target.name'],
  ['a target with a kind that is null', { patch: '[]', target: { kind: null } }, 'INPUT_TYPE patches[0].target.kind'],
  ['a target with half a character', { patch: '[]', target: { name: '\ud800' } }, 'INPUT_FORMAT patches[0].target.name'],
  ['an expression without end', { patch: '[]', target: { name: '(' } }, 'PATCH_REGEX patches[0].target.name'],
  ['an expression that Go cannot read', { patch: '[]', target: { name: '(?<=a)b' } }, 'PATCH_REGEX patches[0].target.name'],
  ['an expression that explodes', { patch: '[]', target: { name: '(((a{1000}){1000}){1000})' } }, 'PATCH_REGEX patches[0].target.name'],
  ['an expression of one megabyte', { patch: '[]', target: { name: MEGABYTE } }, 'PATCH_NO_MATCH patches[0].target'],
  ['a label selector that is none', { patch: '[]', target: { kind: 'Kustomization', labelSelector: 'a in (b' } }, 'PATCH_NO_MATCH patches[0].target'],
  ['an annotation selector that is none', { patch: '[]', target: { annotationSelector: '==' } }, 'PATCH_SELECTOR patches[0].target.annotationSelector'],
  ['a target that selects nothing', { patch: '[]', target: { kind: 'Kustomisation' } }, 'PATCH_NO_MATCH patches[0].target'],
  ['a patch of one megabyte', { patch: MEGABYTE }, 'PATCH_UNPARSABLE patches[0]'],
  ['half a character in the patch', { patch: merge('spec:', '  path: "\ud800"') }, 'INPUT_FORMAT patches[0].patch'],
  ['half a character written as escape', { patch: merge('spec:', '  path: "\\ud800"') }, 'SCHEMA_TYPE patches[0] (Kustomization spec.path)'],
];

/** A patch text, without target. */
const TEXTS: readonly Row<string>[] = [
  ['an empty text', '', 'INPUT_EMPTY patches[0].patch'],
  ['blanks', ' \n\t\n', 'PATCH_EMPTY patches[0]'],
  ['a word', 'prune', 'PATCH_UNPARSABLE patches[0]'],
  ['a NUL', merge('spec:', '  path: "\u0000"'), 'PATCH_UNPARSABLE patches[0]'],
  ['a tab as indentation', merge('spec:', '\tprune: false'), 'PATCH_UNPARSABLE patches[0]'],
  ['a bracket too few', '[{"op":"remove"', 'PATCH_UNPARSABLE patches[0]'],
  ['100 000 brackets', '['.repeat(100_000), 'PATCH_UNPARSABLE patches[0]'],
  ['100 000 braces', '{a: '.repeat(100_000), 'PATCH_UNPARSABLE patches[0]'],
  ['100 000 list items in each other', '- '.repeat(100_000), 'PATCH_UNPARSABLE patches[0]'],
  ['an alias bomb', ['a: &a [x,x,x,x,x,x,x,x,x,x]', ...'bcdefghij'.split('').map((name, i) => {
    const before = 'abcdefghij'[i];
    return `${name}: &${name} [${Array(10).fill(`*${before}`).join()}]`;
  })].join('\n'), 'PATCH_UNPARSABLE patches[0]'],
  ['an alias without anchor', merge('spec: *spec'), 'PATCH_UNPARSABLE patches[0]'],
  ['an anchor in itself', merge('spec: &spec', '  again: *spec'), 'PATCH_UNPARSABLE patches[0]'],
  ['a tag that runs code elsewhere', merge('spec:', '  path: !!js/function "function () {}"', '  prune: !!js/undefined ""'),
    'SCHEMA_TYPE patches[0] (Kustomization spec.prune)'],
  ['no kind', 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nmetadata:\n  name: flux-system', 'PATCH_UNPARSABLE patches[0]'],
  ['no name', 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization', 'PATCH_UNPARSABLE patches[0]'],
  ['another name', merge('spec: {}').replace('name: flux-system', 'name: flux'), 'PATCH_NO_MATCH patches[0]'],
  ['an unknown field', merge('spec:', '  prun: false'), 'FIELD_UNKNOWN patches[0] (Kustomization spec.prun)'],
  ['an unknown field called __proto__', merge('spec:', '  __proto__:', '    polluted: true'),
    'FIELD_UNKNOWN patches[0] (Kustomization spec.__proto__)'],
  ['an unknown field called constructor', merge('spec:', '  constructor:', '    prototype:', '      polluted: true'),
    'FIELD_UNKNOWN patches[0] (Kustomization spec.constructor)'],
  ['a number for a text', merge('spec:', '  path: 5'), 'SCHEMA_TYPE patches[0] (Kustomization spec.path)'],
  ['a text for a flag', merge('spec:', '  prune: "yes"'), 'SCHEMA_TYPE patches[0] (Kustomization spec.prune)'],
  ['a list for a map', merge('spec:', '  sourceRef: []'), 'PATCH_NODE_KIND patches[0]'],
  ['a map for a list', merge('spec:', '  components: {a: b}'),
    'FIELD_UNKNOWN patches[0] (Kustomization spec.components.a)', 'SCHEMA_TYPE patches[0] (Kustomization spec.components)'],
  ['null for a required field', merge('spec:', '  interval: null'), 'SCHEMA_REQUIRED patches[0] (Kustomization spec.interval)'],
  ['not a number', merge('spec:', '  interval: .nan'), 'PATCH_ENCODE patches'],
  ['infinity', merge('spec:', '  prune: .inf'), 'PATCH_ENCODE patches'],
  ['a key that is a list', merge('spec:', '  ? [a]', '  : b'), 'PATCH_NODE_KIND patches[0]'],
  ['an unknown directive', merge('spec:', '  $patch: remove'), 'PATCH_DIRECTIVE patches[0]'],
  ['another namespace', merge('spec:', '  prune: false').replace('namespace: flux-system', 'namespace: other'), 'PATCH_NO_MATCH patches[0]'],
];

const OPERATIONS: readonly Row<object>[] = [
  ['operations without target', { patch: '[{"op":"remove","path":"/spec/prune"}]' }, 'PATCH_TARGET_MISSING patches[0]'],
  ['an operation that is none', operations({ op: 'delete', path: '/spec/prune' }), 'PATCH_JSON_OPERATION patches[0].ops[0]'],
  ['an operation in capitals', operations({ op: 'REMOVE', path: '/spec/prune' }), 'PATCH_JSON_OPERATION patches[0].ops[0]'],
  ['an operation that is a number', operations({ op: 5, path: '/spec/prune' }), 'PATCH_JSON_OPERATION patches[0].ops[0]'],
  ['an operation that is null', operations(null), 'PATCH_JSON_OPERATION patches[0].ops[0]'],
  ['an operation that is a text', operations('remove'), 'PATCH_UNPARSABLE patches[0]'],
  ['no path', operations({ op: 'remove' }), 'PATCH_JSON_PATH patches[0].ops[0]'],
  ['a path that is a number', operations({ op: 'remove', path: 5 }), 'PATCH_JSON_PATH patches[0].ops[0]'],
  ['a path without slash', operations({ op: 'remove', path: 'spec/prune' }), 'PATCH_JSON_PATH patches[0].ops[0]'],
  ['a path of one megabyte', operations({ op: 'remove', path: `/${MEGABYTE}` }), 'PATCH_JSON_PATH patches[0].ops[0]'],
  ['a path into __proto__', operations({ op: 'add', path: '/__proto__/polluted', value: true }), 'PATCH_JSON_PATH patches[0].ops[0]'],
  ['a path into constructor', operations({ op: 'add', path: '/constructor/prototype/polluted', value: true }), 'PATCH_JSON_PATH patches[0].ops[0]'],
  ['a path that is not there', operations({ op: 'remove', path: '/spec/none' }), 'PATCH_JSON_PATH patches[0].ops[0]'],
  ['a test that fails', operations({ op: 'test', path: '/spec/prune', value: 'true' }), 'PATCH_JSON_TEST patches[0].ops[0]'],
  ['a move from nowhere', operations({ op: 'move', from: '/spec/none', path: '/spec/path' }), 'PATCH_JSON_PATH patches[0].ops[0]'],
  ['a copy into itself', operations({ op: 'copy', from: '/spec', path: '/spec/spec' }), 'FIELD_UNKNOWN patches[0] (Kustomization spec.spec)'],
  ['the whole object replaced by a text', operations({ op: 'replace', path: '', value: 'text' }), 'PATCH_JSON_ROOT patches[0].ops[0]'],
  ['the whole object removed', operations({ op: 'remove', path: '' }), 'PATCH_JSON_PATH patches[0].ops[0]'],
  ['the kind removed', operations({ op: 'remove', path: '/kind' }), 'PATCH_OBJECT_INVALID patches'],
  ['the name as a map', operations({ op: 'replace', path: '/metadata/name', value: {} }), 'PATCH_OBJECT_INVALID patches'],
  ['a value 300 levels deep', operations({ op: 'add', path: '/spec/postBuild', value: deep(300) }),
    `SCHEMA_TYPE patches[0] (Kustomization spec.postBuild${'.a'.repeat(199)})`, 'FIELD_UNKNOWN patches[0] (Kustomization spec.postBuild.a)'],
];

/** Values for the two makers of patches. Their error comes before there is a construct. */
const MAKERS: readonly Row<() => unknown>[] = [
  ['an object that contains itself', () => Patches.strategicMerge(cyclic()), 'INPUT_TYPE fields.self'],
  ['an object with a BigInt', () => Patches.strategicMerge({ spec: 5n }), 'INPUT_TYPE fields.spec'],
  ['an object with a function', () => Patches.strategicMerge({ spec: () => 1 }), 'INPUT_TYPE fields.spec'],
  ['an object with a date', () => Patches.strategicMerge({ spec: new Date(0) }), 'INPUT_TYPE fields.spec'],
  ['an object with NaN', () => Patches.strategicMerge({ spec: NaN }), 'INPUT_TYPE fields.spec'],
  ['an object with a getter that throws', () => Patches.strategicMerge(throwing('spec')), 'INPUT_TYPE fields.spec'],
  ['an object 100 000 levels deep', () => Patches.strategicMerge(deep(100_000)), `INPUT_TYPE fields${'.a'.repeat(201)}`],
  ['a text', () => Patches.strategicMerge('a: b'), 'INPUT_TYPE fields'],
  ['nothing', () => Patches.strategicMerge(undefined), 'INPUT_TYPE fields'],
  ['a list', () => Patches.strategicMerge([]), 'INPUT_TYPE fields'],
  ['four billion holes', () => Patches.strategicMerge({ spec: sparse() }), 'INPUT_TYPE fields.spec'],
  ['an operation that is none', () => Patches.json6902({}, { op: 'remove', path: '/spec' } as never), 'INPUT_TYPE operations[0]'],
  ['an operation that is a string', () => Patches.json6902({}, 'remove /spec' as never), 'INPUT_TYPE operations[0]'],
  ['an operation whose method returns no object', () => Patches.json6902({}, { _toJson: () => undefined } as never), 'INPUT_TYPE operations[0]'],
  ['an operation whose method cannot be read', () => Patches.json6902({}, throwing('_toJson') as never), 'INPUT_TYPE operations[0]'],
  ['an operation that is a revoked proxy', () => Patches.json6902({}, revoked({}) as never), 'INPUT_TYPE operations[0]'],
  ['an operation that is null', () => Patches.json6902({}, null as never), 'INPUT_TYPE operations[0]'],
  ['a value that contains itself', () => Patches.json6902({}, JsonPatch.add('/spec/path', cyclic())), 'INPUT_TYPE operations[0].value.self'],
  ['a value that is a symbol', () => Patches.json6902({}, JsonPatch.add('/spec/path', Symbol('a'))), 'INPUT_TYPE operations[0].value'],
];

/** What the makers pass on. */
const MADE: readonly Row<() => unknown>[] = [
  ['a path that is a number', () => Patches.json6902(KUSTOMIZATION, JsonPatch.remove(5 as never)), 'PATCH_JSON_PATH patches[0].ops[0]'],
  ['a target that is null', () => Patches.json6902(null as never, JsonPatch.remove('/spec/prune')), 'INPUT_TYPE patches[0].target'],
  ['no target', () => Patches.json6902(undefined as never, JsonPatch.remove('/spec/prune')), 'PATCH_TARGET_MISSING patches[0]'],
  ['a target of null for fields', () => Patches.strategicMerge({ kind: 'Kustomization', metadata: { name: 'flux-system' } }, null as never),
    'INPUT_TYPE patches[0].target'],
  ['fields under __proto__', () => Patches.strategicMerge(proto({ polluted: true })), 'PATCH_UNPARSABLE patches[0]'],
];

export const PATCHES_CASES: readonly BadInput[] = [
  ...LISTS.map(([name, patches, ...problems]) => [`${name} for the list`, () => patches, ...problems] as const),
  ...ENTRIES.map(([name, entry, ...problems]) => [name, () => [entry], ...problems] as const),
  ...NO_PROP.filter(([name]) => /null|number|function|date|Map|bytes/.test(name))
    .map(([name, value]) => [`${name} as patch text`, () => [{ patch: value }], 'INPUT_TYPE patches[0].patch'] as const),
  ...TEXTS.map(([name, patch, ...problems]) => [`${name} as text`, () => [{ patch }], ...problems] as const),
  ...OPERATIONS.map(([name, patch, ...problems]) => [`${name} among operations`, () => [patch], ...problems] as const),
  ...MADE.map(([name, make, ...problems]) => [`${name} by a maker`, () => [make()], ...problems] as const),
  ...MAKERS.map(([name, make, ...problems]) => [`${name} for a maker`, make, ...problems] as const),
].map(([name, make, ...problems]) => ({
  name: `patches: ${name}`, make: (chart) => new FluxInstanceSync(chart, 'bad', change({ patches: make() })), problems,
}));
