import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkObject } from './list-problems';

interface GoldenCase {
  readonly id: string;
  readonly family: string;
  readonly fluxVersion: string;
  readonly object: unknown;
  readonly errors: readonly { readonly path: string; readonly type: string }[];
  readonly unknownFields: readonly string[];
}

const cases: GoldenCase[] = readFileSync(join(__dirname, 'objects.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const families = [...new Set(cases.map(({ family }) => family))];

/** The codes that stand for an error of the API server. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  FieldValueInvalid: ['META_NAME', 'META_NAMESPACE', 'META_LABEL', 'META_ANNOTATION', 'SCHEMA_PATTERN', 'SCHEMA_RULE'],
  FieldValueTypeInvalid: ['SCHEMA_TYPE'],
  FieldValueRequired: ['META_NAME', 'META_NAMESPACE', 'SCHEMA_REQUIRED'],
  // A value of the wrong type is named once by us, twice by the server; one that a later Flux has is named as such.
  FieldValueNotSupported: ['SCHEMA_ENUM', 'SCHEMA_TYPE', 'FIELD_NOT_YET'],
};

test('there are the 1500 cases that the API server was asked about', () => {
  expect(cases).toHaveLength(1500);
});

describe.each(families)('objects of the family %s', (family) => {
  const members = cases.filter((golden) => golden.family === family);

  test('are accepted or refused as by the API server', () => {
    const wrong = members.filter(({ object, fluxVersion, errors, unknownFields }) =>
      (checkObject(object, fluxVersion).length > 0) !== (errors.length + unknownFields.length > 0));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('have every field named that the API server names, for the same kind of reason', () => {
    const wrong = members.filter(({ object, fluxVersion, errors, unknownFields }) => {
      const problems = checkObject(object, fluxVersion);
      return !errors.every(({ path, type }) => problems.some((problem) => problem.path === path && CODES[type].includes(problem.code)))
        || !unknownFields.every((path) => problems.some((problem) => problem.path === path && /^FIELD_/.test(problem.code)));
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('have no other field named, but for CEL rules, which the server behind these cases left out after any other error', () => {
    const wrong = members.filter(({ object, fluxVersion, errors, unknownFields }) => {
      const named = [...errors.map(({ path }) => path), ...unknownFields];
      const others = checkObject(object, fluxVersion).filter(({ path }) => !named.includes(path));
      return others.some(({ code }) => code !== 'SCHEMA_RULE') || (others.length > 0 && errors.length === 0);
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});
