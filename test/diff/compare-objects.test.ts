import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { findCommand } from '../../projenrc/find-command';
import { compareObjects } from '../../src/diff';
import { diffLines } from '../../src/diff/diff-lines';

const configMap = (name: string, data: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'apps' }, data });
const secret = (members: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login' }, ...members });

test('a change of one value shows the lines around it', () => {
  expect(compareObjects(
    [configMap('a', { mode: 'slow', size: '1' }), configMap('b', {})],
    [configMap('a', { mode: 'fast', size: '1' }), configMap('b', {})],
  )).toEqual([{
    type: 'changed',
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: 'a',
    namespace: 'apps',
    diff: `@@ -4,5 +4,5 @@
   name: a
   namespace: apps
 data:
-  mode: slow
+  mode: fast
   size: "1"
`,
  }]);
});

test('objects that came and went are shown whole, those that are gone last', () => {
  const node = (name: string) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } });
  const lines = (sign: string, name: string) => `${sign}apiVersion: v1\n${sign}kind: Node\n${sign}metadata:\n${sign}  name: ${name}\n`;
  expect(compareObjects([node('old')], [node('new')])).toEqual([
    { type: 'added', apiVersion: 'v1', kind: 'Node', name: 'new', diff: `@@ -0,0 +1,4 @@\n${lines('+', 'new')}` },
    { type: 'removed', apiVersion: 'v1', kind: 'Node', name: 'old', diff: `@@ -1,4 +0,0 @@\n${lines('-', 'old')}` },
  ]);
});

test('the order of objects and of their members does not matter', () => {
  const [a, b] = [configMap('a', { x: { y: 1, z: [{ p: 1, q: 2 }] } }), configMap('b', {})];
  const turned = { data: { x: { z: [{ q: 2, p: 1 }], y: 1 } }, metadata: { namespace: 'apps', name: 'a' }, kind: 'ConfigMap', apiVersion: 'v1' };
  expect(compareObjects([a, b], [b, turned])).toEqual([]);
});

test('another version of the API is a change of the same object, another group is another object', () => {
  const object = (apiVersion: string) => ({ apiVersion, kind: 'Kustomization', metadata: { name: 'a' } });
  const types = (before: string, after: string) => compareObjects([object(before)], [object(after)]).map(({ type, apiVersion }) => `${type} ${apiVersion}`);
  expect(types('kustomize.toolkit.fluxcd.io/v1beta2', 'kustomize.toolkit.fluxcd.io/v1')).toEqual(['changed kustomize.toolkit.fluxcd.io/v1']);
  expect(types('kustomize.config.k8s.io/v1', 'kustomize.toolkit.fluxcd.io/v1'))
    .toEqual(['added kustomize.toolkit.fluxcd.io/v1', 'removed kustomize.config.k8s.io/v1']);
});

test('an object that a file has twice is compared twice', () => {
  expect(compareObjects([configMap('a', { x: '1' }), configMap('a', { x: '2' })], [configMap('a', { x: '1' })]).map(({ type }) => type)).toEqual(['removed']);
});

test.each<[string, object, object, string]>([
  ['data', { data: { user: 'Z2l0', password: 'b2xk' } }, { data: { user: 'Z2l0', password: 'bmV3' } }, '-  password: "*** (before)"\n+  password: "*** (after)"\n'],
  ['stringData', { stringData: { password: 'old' } }, { stringData: { password: 'new' } }, '-  password: "*** (before)"\n+  password: "*** (after)"\n'],
  ['a key that is new', { data: {} }, { data: { token: 'bmV3' } }, '-data: {}\n+data:\n+  token: "***"\n'],
  ['data of a wrong type', { data: 'old' }, { data: 'new' }, '-data: "*** (before)"\n+data: "*** (after)"\n'],
])('values of a Secret are not shown: %s', (_, before, after, lines) => {
  const [{ diff }] = compareObjects([secret(before)], [secret(after)]);
  expect(diff).toContain(lines);
  expect(diff).not.toMatch(/old|new|b2xk|bmV3|Z2l0/);
});

test('objects without metadata, and members with odd names, do no harm', () => {
  const odd = JSON.parse('{"apiVersion": "v1", "kind": "List", "__proto__": {"a": 1}, "constructor": 2}');
  expect(compareObjects([], [odd])).toMatchObject([{ type: 'added', kind: 'List', name: '' }]);
  expect(compareObjects([odd], [odd])).toEqual([]);
});

test('texts with too little in common are replaced whole, without a search for what they share', () => {
  const lines = (word: string) => Array.from({ length: 20_000 }, (_, i) => `${word}${i}\n`).join('');
  const diff = diffLines(lines('a'), lines('b'));
  expect(diff).toMatch(/^@@ -1,20000 \+1,20000 @@\n-a0\n/);
  expect(diff.split('\n')).toHaveLength(40_002);
});

(findCommand('patch') ? test : test.skip)('the tool patch makes one text of the other', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flux-diff-'));
  const text = fc.array(fc.constantFrom('a', 'b', 'c: d', '', '-x', '+y', ' z'), { maxLength: 30 }).map((lines) => lines.map((line) => `${line}\n`).join(''));
  try {
    fc.assert(fc.property(text, text, (before, after) => {
      const file = join(folder, 'file');
      writeFileSync(file, before);
      const diff = diffLines(before, after);
      if (diff !== '') {
        expect(spawnSync('patch', ['--quiet', '--force', file], { input: `--- file\n+++ file\n${diff}`, encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '' });
      }
      expect(diff === '' ? before : readFileSync(file, { encoding: 'utf8', flag: 'a+' })).toBe(after);
    }), { numRuns: 100 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
