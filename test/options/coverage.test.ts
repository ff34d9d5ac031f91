import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { findOption } from '../../src/options';
import { EXCUSED_FIELDS } from './excused-fields';
import { OPTION_CASES } from './option-cases';
import { renderOptions } from './render';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly enum?: readonly string[];
}

/** Every leaf that a spec of the newest v1 CRDs can have, with each value of an enum as a leaf of its own: `verify.mode=Tag`. */
const LEAVES: readonly string[] = ['source', 'kustomize'].flatMap((group) => {
  const text = readFileSync(join(__dirname, `../../imports/crds/2.9/${group}.toolkit.fluxcd.io.yaml`), 'utf8');
  return parseAllDocuments(text).map((document) => document.toJS().spec).flatMap((crd) => {
    const version = crd.versions.find(({ name }: { name: string }) => name === 'v1');
    return listSchemaLeaves(version.schema.openAPIV3Schema.properties.spec, crd.names.kind);
  });
}).filter((leaf) => /^(GitRepository|OCIRepository|Bucket|Kustomization)\./.test(leaf));

function listSchemaLeaves(schema: Schema, path: string): string[] {
  if (schema.properties !== undefined) {
    return Object.entries(schema.properties).flatMap(([name, child]) => listSchemaLeaves(child, `${path}.${name}`));
  }
  if (schema.items !== undefined) {
    return listSchemaLeaves(schema.items, `${path}[]`);
  }
  if (schema.additionalProperties !== undefined) {
    return [`${path}.*`];
  }
  return schema.enum === undefined ? [path] : schema.enum.map((value) => `${path}=${String(value)}`);
}

/** The same leaves of a rendered value. */
function listValueLeaves(value: unknown, path: string): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((entry) => listValueLeaves(entry, `${path}[]`));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, child]) => listValueLeaves(child, `${path}.${name}`));
  }
  return [path, `${path}=${String(value)}`, path.replace(/\.[^.[\]]+$/, '.*')];
}

const WRITTEN = new Set(OPTION_CASES.flatMap(({ kind, given }) => {
  const { source, kustomization } = renderOptions(kind, given);
  return (kind === 'Kustomization' ? kustomization : source)
    .flatMap(({ path, value }) => listValueLeaves(value, `${kind}.${path.slice('/spec/'.length)}`));
}));

const isBelow = (leaf: string, field: string): boolean => leaf === field || leaf.startsWith(`${field}.`) || leaf.startsWith(`${field}=`);

test('the walk finds the leaves of the CRDs', () => {
  expect(LEAVES.length).toBeGreaterThan(120);
  expect(LEAVES).toEqual(expect.arrayContaining([
    'GitRepository.verify.mode=TagAndHEAD', 'OCIRepository.verify.matchOIDCIdentity[].issuer', 'Bucket.sts.secretRef.name',
    'Kustomization.postBuild.substitute.*', 'Kustomization.ignore[].paths[]',
  ]));
});

test('every field and every enum value of the newest CRDs is written by an option or excused', () => {
  const excused = Object.keys(EXCUSED_FIELDS);
  expect(LEAVES.filter((leaf) => !WRITTEN.has(leaf) && !excused.some((field) => isBelow(leaf, field)))).toEqual([]);
});

test.each(Object.keys(EXCUSED_FIELDS))('the excuse for %s is needed', (field) => {
  expect(LEAVES.some((leaf) => isBelow(leaf, field))).toBe(true);
  expect([...WRITTEN].filter((leaf) => isBelow(leaf, field))).toEqual([]);
});

test('every field that an option writes leads back to that option', () => {
  const lost = LEAVES.filter((leaf) => WRITTEN.has(leaf)).filter((leaf) => {
    const [kind, ...path] = leaf.replaceAll('[]', '[0]').replace(/=.*/, '').split('.');
    return findOption(kind, `spec.${path.join('.')}`) === undefined;
  });
  expect(lost).toEqual([]);
});
