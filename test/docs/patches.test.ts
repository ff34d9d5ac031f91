import type { PatchTarget } from '../../src/kustomize';
import type { ProblemsError } from '../../src/problems';
import { applyPatches, parseResources } from '../kustomize/engine';
import { readPage } from './list-blocks';

/** What a row of a table claims: a patch of a custom resource or of a Deployment, and the object or the code of the problem that it gives. */
interface Claim {
  /** The row's first cell, or the beginning of it. */
  readonly row: string;
  readonly object: string;
  readonly patch: string;
  readonly gives: unknown;
  readonly target?: PatchTarget | 'none';
}

const TYPE = 'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\n';
const NAME = 'metadata: {name: a, namespace: b}\n';
const POD = `apiVersion: v1\nkind: Pod\n${NAME}`;

const JSON_CLAIMS: readonly Claim[] = [
  { row: '`replace` of a field that is not there', object: 'spec: {}', patch: '[{"op": "replace", "path": "/spec/x", "value": 1}]', gives: { x: 1 } },
  { row: 'a parent that is not there', object: 'spec: {}', patch: '[{"op": "add", "path": "/spec/x/y", "value": 1}]', gives: 'PATCH_JSON_PATH' },
  { row: '`remove` of what is not there', object: 'spec: {}', patch: '[{"op": "remove", "path": "/spec/x"}]', gives: 'PATCH_JSON_PATH' },
  { row: 'index `-1`', object: 'spec: {l: [1, 2]}', patch: '[{"op": "remove", "path": "/spec/l/-1"}, {"op": "add", "path": "/spec/l/-", "value": 3}]', gives: { l: [1, 3] } },
  { row: '`test` of a missing field', object: 'spec: {}', patch: '[{"op": "test", "path": "/spec/x", "value": null}]', gives: {} },
  { row: '`test` of `5`', object: 'spec: {x: 5}', patch: '[{"op": "test", "path": "/spec/x", "value": 5.0}]', gives: 'PATCH_JSON_TEST' },
  {
    row: '`add` below `/metadata/annotations`',
    object: 'spec: {}',
    patch: '[{"op": "add", "path": "/metadata/annotations/x", "value": "y"}, {"op": "copy", "from": "/metadata/annotations/x", "path": "/spec/x"}]',
    gives: { x: 'y' },
  },
  { row: 'an operation without `value`', object: 'spec: {}', patch: '[{"op": "add", "path": "/spec/x"}]', gives: { x: null } },
  {
    row: 'a key with a slash',
    object: 'metadata: {name: a, namespace: b, labels: {x: y}}',
    patch: '[{"op": "replace", "path": "/metadata/labels", "value": {}}, {"op": "add", "path": "/metadata/labels/team.example.com~1owner", "value": "z"}]',
    gives: { metadata: { name: 'a', namespace: 'b', labels: { 'team.example.com/owner': 'z' } } },
  },
  { row: 'a key with a slash', object: 'spec: {}', patch: '[{"op": "add", "path": "/metadata/labels/team.example.com/owner", "value": "z"}]', gives: 'PATCH_JSON_PATH' },
  { row: 'documents behind the list', object: 'spec: {}', patch: '- {op: add, path: /spec/x, value: 1}\n---\n- {op: add, path: /spec/y, value: 2}', gives: { x: 1 } },
  { row: 'a patch written in YAML', object: 'spec: {}', patch: '- {op: add, path: /spec/x, value: yes}', gives: { x: true } },
  { row: 'integers beyond 2^53', object: 'spec: {}', patch: '[{"op": "add", "path": "/spec/x", "value": 9007199254740993}]', gives: { x: 9007199254740992 } },
];

const MERGE_CLAIMS: readonly Claim[] = [
  { row: 'a map', object: 'spec: {x: 1, y: {z: 2}}', patch: 'spec: {x: null, y: {w: 3}}', gives: { y: { w: 3, z: 2 } } },
  { row: 'a list in a custom resource', object: 'spec: {l: [{name: x}]}', patch: 'spec: {l: [{name: y}]}', gives: { l: [{ name: 'y' }] } },
  {
    row: 'a list of a built-in kind',
    object: `${POD}spec: {containers: [{name: x, image: i}]}`,
    patch: 'spec: {containers: [{name: y}, {name: x, tty: true}]}',
    gives: { containers: [{ name: 'y' }, { name: 'x', image: 'i', tty: true }] },
  },
  { row: '`$patch: delete`', object: 'spec: {x: {y: 1}, z: {y: 1}}', patch: 'spec: {x: {$patch: delete}, z: {$patch: replace, w: 2}}', gives: { z: { w: 2 } } },
  { row: '`$patch: delete`', object: 'spec: {x: 1}', patch: '$patch: replace\nspec: {y: 1}', gives: { x: 1 } },
  { row: '`$setElementOrder/…`', object: 'spec: {}', patch: 'spec: {$retainKeys: [x]}', gives: { $retainKeys: ['x'] } },
  {
    row: 'a label or annotation set to `null`',
    object: 'metadata: {name: a, namespace: b, labels: {x: y}}',
    patch: 'metadata: {name: a, labels: {x: null}}',
    gives: { metadata: { name: 'a', namespace: 'b', labels: { x: 'null' } } },
  },
  {
    row: 'a label or annotation set to `null`',
    object: 'metadata: {name: a, namespace: b, labels: {x: y, z: w}}',
    patch: 'metadata: {name: a, namespace: b, labels: {x: null}}',
    target: 'none',
    gives: { metadata: { name: 'a', namespace: 'b', labels: { z: 'w' } } },
  },
  {
    row: '`$patch: replace` in an element',
    object: `${POD}spec: {containers: [{name: x, image: i}]}`,
    patch: 'spec: {containers: [{name: x, $patch: replace, tty: true}]}',
    gives: { containers: [{ name: 'x', image: 'i' }] },
  },
  {
    row: 'a list directive on a list',
    object: `${POD}spec: {}`,
    patch: 'spec: {containers: [{$patch: replace}, {name: x}]}',
    gives: { containers: [{ $patch: 'replace' }] },
  },
  { row: 'an element without its merge key', object: `${POD}spec: {containers: [{name: x}]}`, patch: 'spec: {containers: [{image: i}]}', gives: { containers: [] } },
  {
    row: 'a port without `protocol`',
    object: `${POD}spec: {containers: [{name: x, ports: [{containerPort: 80, protocol: TCP}]}]}`,
    patch: 'spec: {containers: [{name: x, ports: [{containerPort: 80, name: http}]}]}',
    gives: { containers: [{ name: 'x', ports: [{ containerPort: 80, protocol: 'TCP' }] }] },
  },
  { row: '`"8080"` patched', object: 'spec: {x: "8080"}', patch: 'spec: {x: 9090}', gives: { x: '9090' } },
  {
    row: '`yes`, `on`',
    object: 'spec: {}',
    patch: 'spec: {a: yes, b: on, c: 0755, d: 1e3, e: 2024-01-01}',
    gives: { a: 'yes', b: 'on', c: 493, d: 1000, e: '2024-01-01T00:00:00Z' },
  },
];

/** A text that says what it patches, or is, stands alone; a `spec` gets the type and the name of a GitRepository. */
function complete(text: string): string {
  return text.includes('apiVersion') ? text : `${TYPE}${text.includes('metadata') ? '' : NAME}${text}`;
}

function apply({ object, patch, target = {} }: Claim): any {
  const text = /^[-[]/.test(patch) ? patch : complete(patch);
  try {
    return applyPatches(parseResources(complete(object)), [{ patch: text, ...target === 'none' ? {} : { target } }])[0];
  } catch (error) {
    return (error as ProblemsError).problems[0].code;
  }
}

test.each([...JSON_CLAIMS, ...MERGE_CLAIMS])('$row: as docs/patches.md says', (claim) => {
  const result = apply(claim);
  if (typeof claim.gives === 'string') {
    expect(result).toBe(claim.gives);
  } else {
    expect(Object.hasOwn(claim.gives as object, 'metadata') ? { metadata: result.metadata } : result.spec).toEqual(claim.gives);
  }
});

test('every row of the two tables is shown here', () => {
  const page = readPage('docs/patches.md').split('## JSON 6902')[1];
  const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| case')).map((line) => line.slice(2));
  const claims = [...JSON_CLAIMS, ...MERGE_CLAIMS];
  expect(rows.filter((row) => !claims.some((claim) => row.startsWith(claim.row)))).toEqual([]);
  expect(claims.filter((claim) => !rows.some((row) => row.startsWith(claim.row)))).toEqual([]);
});
