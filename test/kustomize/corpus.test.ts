import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Patch } from '../../src/kustomize';
import { ProblemsError } from '../../src/problems';
import type { ProblemCode } from '../../src/problems';
import { DIVERGENCES } from './divergences';
import { applyPatches, parseResources } from './engine';

interface Case {
  readonly name: string;
  readonly family: string;
  readonly resourcesYaml: string;
  readonly patches: Patch[];
  readonly expected?: unknown[];
  readonly errorKind?: string;
  /** Readers of kustomize's own output disagree about this one. */
  readonly ambiguous?: boolean;
}

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

const cases = readFileSync(join(__dirname, 'corpus.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Case);

/** The result of a case, or the code of its problem. */
function run({ resourcesYaml, patches }: Case): unknown {
  try {
    return applyPatches(parseResources(resourcesYaml), patches);
  } catch (error) {
    if (error instanceof ProblemsError) {
      return error.problems[0].code;
    }
    throw error;
  }
}

function isAsUpstream(testCase: Case): boolean {
  try {
    check(testCase);
    return true;
  } catch {
    return false;
  }
}

function check(testCase: Case): void {
  if (testCase.errorKind === undefined) {
    expect(run(testCase)).toEqual(testCase.expected);
  } else {
    expect(CODES[testCase.errorKind]).toContain(run(testCase));
  }
}

describe('every case is what kustomize 5.8.1 makes of it', () => {
  test.each(cases.filter(({ name, ambiguous }) => !ambiguous && !DIVERGENCES.has(name)).map((testCase) => [testCase.name, testCase] as const))('%s', (_, testCase) => {
    check(testCase);
  });
});

test('no divergence is listed that is none', () => {
  expect(cases.filter((testCase) => DIVERGENCES.has(testCase.name) && isAsUpstream(testCase)).map(({ name }) => name)).toEqual([]);
});

test('every divergence names a case', () => {
  const names = new Set(cases.map(({ name }) => name));
  expect([...DIVERGENCES.keys()].filter((name) => !names.has(name))).toEqual([]);
});
