import type { ProblemCode, ProblemsError } from '../../src/problems';
import { listRefusals } from '../harness/refusals';
import { CORPUS, CORPUS_REFUSALS, runCase } from './corpus-cases';
import type { CorpusCase } from './corpus-cases';
import { DIVERGENCES } from './divergences';

/** Which problem each kind of kustomize's errors is here. */
const CODES: Readonly<Record<string, readonly ProblemCode[]>> = {
  'directive': ['PATCH_DIRECTIVE'],
  'encode': ['PATCH_ENCODE'],
  'json-no-target': ['PATCH_TARGET_MISSING'],
  'json-path': ['PATCH_JSON_PATH', 'PATCH_JSON_OPERATION'],
  'json-root': ['PATCH_JSON_ROOT'],
  'json-test': ['PATCH_JSON_TEST'],
  'multi-smp-with-target': ['PATCH_MANY_DOCUMENTS'],
  'nameref-type': ['PATCH_NAME_REFERENCE'],
  'node-kind': ['PATCH_NODE_KIND'],
  'object-invalid': ['PATCH_OBJECT_INVALID'],
  'patch-empty': ['PATCH_EMPTY'],
  'patch-unparsable': ['PATCH_UNPARSABLE'],
  'regex': ['PATCH_REGEX'],
  'selector': ['PATCH_SELECTOR'],
  'smp-no-match': ['PATCH_NO_MATCH'],
};

function isAsUpstream(testCase: CorpusCase): boolean {
  try {
    check(testCase);
    return true;
  } catch {
    return false;
  }
}

function check(testCase: CorpusCase): void {
  const { name, errorKind, expected } = testCase;
  const result = runCase(testCase);
  if (errorKind === undefined) {
    expect(result).toEqual(expected);
  } else {
    const found = listRefusals((result as ProblemsError).problems ?? []);
    expect(CODES[errorKind]).toContain(found[0]?.[0]);
    expect(found).toEqual(CORPUS_REFUSALS[name]);
  }
}

describe('every case is what kustomize 5.8.1 makes of it', () => {
  test.each(CORPUS.filter(({ name, ambiguous }) => !ambiguous && !DIVERGENCES.has(name)).map((testCase) => [testCase.name, testCase] as const))('%s', (_, testCase) => {
    check(testCase);
  });
});

test('no divergence is listed that is none', () => {
  expect(CORPUS.filter((testCase) => DIVERGENCES.has(testCase.name) && isAsUpstream(testCase)).map(({ name }) => name)).toEqual([]);
});

test('every divergence names a case', () => {
  const names = new Set(CORPUS.map(({ name }) => name));
  expect([...DIVERGENCES.keys()].filter((name) => !names.has(name))).toEqual([]);
});

test('every case that kustomize refuses says for which patch or operation, and no other does', () => {
  expect(Object.keys(CORPUS_REFUSALS)).toEqual(CORPUS.filter(({ errorKind }) => errorKind !== undefined).map(({ name }) => name));
});
