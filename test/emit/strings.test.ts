import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, ApiObject, Chart, Testing, Yaml } from 'cdk8s';
import { assert, property, array, constantFrom, string } from 'fast-check';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { FluxFleet } from '../../src';
import { emitObject } from '../../src/emit';
import { isPlainString } from '../../src/kustomize';
import { makeFolder } from '../fleet/folders';
import { GIT } from '../flux-instance-sync/make-sync';
import { emitAll, emitString, HOSTILE, PLACES } from './emit-strings';
import { readWithGo } from './read-with-go';
import type { Answer } from './read-with-go';

/** A surrogate without its other half is refused long before. */
const PARTS = [
  ...'0178abBeEfxXoO_-+.: \t\n\r#|>"\'\\{}[]&*!%@`?,~=<', '\n\n', '---', '\u0000', '\u001b', '\u007f', '\u0085', '\u009f', '\u00a0', '\u2028',
  '\u2029', '\ufeff', '\ufffe', '\uffff', '😀', 'true', 'null', 'long text of many words that goes on and on ',
];
const hostile = array(constantFrom(...PARTS), { maxLength: 12 }).map((parts) => parts.join(''));
const numberLike = string({ unit: constantFrom(...'01789abBeExXoO_-+.'), minLength: 1, maxLength: 8 });

const recorded = new Map(readFileSync(join(__dirname, 'go-answers.jsonl'), 'utf8').trimEnd().split('\n').map((line) => {
  const { document, ...answer } = JSON.parse(line) as Answer & { readonly document: string };
  return [document, answer];
}));

describe.each(Object.keys(PLACES))('in %s', (place) => {
  test('every string reads back as itself in JavaScript, with YAML 1.1 and 1.2', () => {
    assert(property(hostile, (value) => {
      const { objects, documents } = emitString(place, value);
      expect(JSON.stringify(objects[0])).toContain(JSON.stringify(value));
      for (const version of ['1.1', '1.2'] as const) {
        expect(documents.map((document) => parse(document, { version }) as unknown)).toEqual(objects);
      }
    }), { numRuns: 60, examples: HOSTILE.map((value) => [value]) });
  });
});

test('every hostile string in every place reads back as itself in kubectl and kustomize, by their recorded answers', () => {
  // A document without a record has changed: see record-go.ts.
  expect(emitAll().filter(({ document }) => !recorded.has(document)).map(({ name }) => name)).toEqual([]);
  for (const { document, object } of emitAll()) {
    expect(recorded.get(document)).toEqual({ kubectl: object, kustomize: object });
  }
});

test('what kubectl or kustomize would read as a number, both read as a string of the same characters', () => {
  assert(property(numberLike.filter((value) => !isPlainString(value)), (value) => {
    expect(emitString('a sync', value).documents[0]).toContain(`    note: ${JSON.stringify(value)}\n`);
  }), { numRuns: 300 });
});

test('Go reads random strings back as themselves', () => {
  const cases: { readonly object: unknown; readonly document: string }[] = [];
  assert(property(hostile, (value) => {
    const { objects: [object], documents: [document] } = emitString('the values and keys of an object', value);
    cases.push({ object, document });
  }), { numRuns: 100 });
  let answers: Answer[];
  try {
    answers = readWithGo(cases.map(({ document }) => document));
  } catch {
    // Go or a module is missing or slow: the recorded answers have to do.
    console.info('skipped: Go and the modules of test/emit/go are not here');
    return;
  }
  expect(answers).toEqual(cases.map(({ object }) => ({ kubectl: object, kustomize: object })));
});

test('the files of a fleet are the same documents', () => {
  const outdir = makeFolder();
  const fleet = new FluxFleet({ outdir });
  const accepted = HOSTILE.filter((value) => JSON.stringify(emitString('a sync', value).objects).includes(JSON.stringify(value)));
  accepted.forEach((value, index) => fleet.addCluster(`cluster-${index}`, { ...GIT, commonMetadata: { annotations: { note: value } } }));
  fleet.synth();
  accepted.forEach((value, index) => {
    expect(readFileSync(join(outdir, `cluster-${index}.k8s.yaml`), 'utf8')).toBe(emitString('a sync', value).documents.join('---\n'));
  });
});

test('App.synth writes the same as each object does', () => {
  const app = new App();
  const chart = new Chart(app, 'chart');
  const object = emitObject(chart, 'object', { apiVersion: 'v1', kind: 'X', metadata: { name: 'x' }, spec: { '0o17': '0X1F', 'line': 'a\u2028b', '<<': 1 } });
  expect(app.synthYaml()).toBe([
    'apiVersion: v1', 'kind: X', 'metadata:', '  name: x', 'spec:', '  "0o17": "0X1F"', '  ? "<<"', '  : 1', '  line: "a\\u2028b"', '',
  ].join('\n'));
  expect(parseAllDocuments(app.synthYaml()).map((each) => each.toJS() as unknown)).toEqual([object.toJson()]);
});

test('to everybody but the YAML writer the strings are plain strings', () => {
  const content = { apiVersion: 'v1', kind: 'X', metadata: { name: 'x' }, spec: { '0o17': ['0X1F', 'a\u0085'] } };
  const chart = Testing.chart();
  const json = emitObject(chart, 'object', content).toJson() as object;
  expect(JSON.parse(JSON.stringify(json))).toEqual(content);
  expect(JSON.parse(JSON.stringify([{ json }]))).toEqual([{ json: content }]);
  expect(structuredClone(json)).toEqual(content);
  expect(Object.keys({ ...json })).toEqual(Object.keys(content));
  expect(Testing.synth(chart)).toStrictEqual([content]);
  expect(Yaml.stringify({ items: [json] })).toContain('"a\\u0085"');
});

test('an object is written alike by cdk8s and by the package yaml with other options, alone and inside of another object', () => {
  const content = { apiVersion: 'v1', kind: 'X', metadata: { name: 'x' }, spec: { a: '1.2.3', b: 'a\nb\n', c: 'x\u2028' } };
  const json: unknown = emitObject(Testing.chart(), 'object', content).toJson();
  const texts = [stringify(json), stringify(json, { indent: 4 }), stringify({ in: json }), Yaml.stringify({ in: json })];
  expect(texts.map((text) => parse(text) as unknown)).toEqual([content, content, { in: content }, { in: content }]);
  expect(stringify(json, { indent: 4 })).toContain('    b: |\n        a\n');
});

test('what is changed in an object after it was rendered is written', () => {
  const json = emitObject(Testing.chart(), 'object', { apiVersion: 'v1', kind: 'X', metadata: { name: 'x' } }).toJson() as Record<string, unknown>;
  json.data = { a: 'b' };
  expect(Yaml.stringify(json)).toBe('apiVersion: v1\nkind: X\nmetadata:\n  name: x\ndata:\n  a: b\n');
});

test('in the runtime of jsii an object has no methods, because it would be handed to another language by reference', () => {
  const object = emitObject(Testing.chart(), 'object', { apiVersion: 'v1', kind: 'X', metadata: { name: 'x' }, spec: { a: 'b' } });
  try {
    process.env.JSII_AGENT = 'Python/3.12';
    expect(Object.getOwnPropertyNames(object.toJson())).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
  } finally {
    delete process.env.JSII_AGENT;
  }
});

test('an object of somebody else that no patch changes is left alone', () => {
  const chart = Testing.chart();
  const object = new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'X', metadata: { name: 'x' }, spec: { a: '0o17' } });
  expect(Object.hasOwn(object, 'toJson')).toBe(false);
});
