import { readdirSync, readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { packSchemas } from '../../projenrc/pack-schemas';
import { compareVersions, parseVersion } from '../../src/flux';

const minors = readdirSync('imports/crds').sort((a, b) => compareVersions(parseVersion(a)!, parseVersion(b)!));

function readCrds(minor: string): any[] {
  return readdirSync(`imports/crds/${minor}`).sort()
    .flatMap((name) => parseAllDocuments(readFileSync(`imports/crds/${minor}/${name}`, 'utf8')).map((document) => document.toJS()));
}

test.each(minors)('the packed schemas of Flux %s are those of its CRDs', (minor) => {
  expect(JSON.parse(readFileSync(`imports/schemas/${minor}.json`, 'utf8'))).toEqual(JSON.parse(JSON.stringify(packSchemas(readCrds(minor)))));
});

test('the list of minors names every folder of CRDs, oldest first', () => {
  expect(JSON.parse(readFileSync('imports/schemas/minors.json', 'utf8'))).toEqual(minors);
});

function packRule(rule: string): any {
  const schema = { 'type': 'object', 'x-kubernetes-validations': [{ rule, message: 'broken' }] };
  const packed: any = packSchemas([{ spec: { group: 'example.com', names: { kind: 'Thing' }, versions: [{ name: 'v1', served: true, schema: { openAPIV3Schema: schema } }] } }]);
  return packed['example.com/v1/Thing']['x-kubernetes-validations'];
}

test('a rule that compares with the old object is left out', () => {
  expect(packRule('self == oldSelf')).toEqual([]);
});

test('a version that is not served is left out', () => {
  const versions = [{ name: 'v1', served: true, schema: { openAPIV3Schema: {} } }, { name: 'v1beta1', served: false, schema: { openAPIV3Schema: {} } }];
  expect(Object.keys(packSchemas([{ spec: { group: 'example.com', names: { kind: 'Thing' }, versions } }]))).toEqual(['example.com/v1/Thing']);
});
