import { BUCKET_CASES } from './cases/bucket-cases';
import { COMMON_CASES } from './cases/common-cases';
import { GIT_CASES } from './cases/git-cases';
import { KUSTOMIZATION_CASES } from './cases/kustomization-cases';
import { OCI_CASES } from './cases/oci-cases';
import type { Subject } from './cases/rule-case';
import { checkRuntime, RUNTIME_RULES } from '../../src/controllers';
import { RULE_IDS } from '../../src/problems';

const CASES = [...COMMON_CASES, ...GIT_CASES, ...OCI_CASES, ...BUCKET_CASES, ...KUSTOMIZATION_CASES];

function check({ object, others = [], fluxVersion = 'v2.9.4', secrets }: Subject) {
  return checkRuntime([object, ...others], { fluxVersion, secrets });
}

const firing = CASES.flatMap(([rule, at, fires]) => fires.map((subject, index) => ({ rule, at, subject, index })));
const silent = CASES.flatMap(([rule, , , near]) => near.map((subject, index) => ({ rule, subject, index })));

test.each(firing)('$rule fires at $at (case $index)', ({ rule, at, subject }) => {
  const { errors, warnings } = check(subject);
  const { severity } = RUNTIME_RULES.find(({ id }) => id === rule)!;
  const found = (severity === 'error' ? errors : warnings).filter(({ code }) => code === rule);
  expect(found.map(({ path }) => path)).toEqual([at]);
  expect(found[0].object).toEqual({ kind: subject.object.kind, namespace: 'flux-system', name: subject.object.metadata.name });
});

test.each(silent)('$rule is silent (case $index)', ({ rule, subject }) => {
  const { errors, warnings } = check(subject);
  expect([...errors, ...warnings].filter(({ code }) => code === rule)).toEqual([]);
});

test('every rule has a case that fires and one that is silent', () => {
  const complete = CASES.filter(([, , fires, near]) => fires.length > 0 && near.length > 0).map(([rule]) => rule);
  expect([...new Set(complete)].sort()).toEqual([...RULE_IDS].sort());
});

test('the table holds every rule id once', () => {
  expect(RUNTIME_RULES.map(({ id }) => id)).toEqual([...RULE_IDS]);
});

test.each(RUNTIME_RULES)('$id is silent before the Flux minor that brings its behaviour, and fires from it on', ({ id, since }) => {
  const [, , fires] = CASES.find(([rule]) => rule === id)!;
  const subject = fires.find(({ fluxVersion }) => fluxVersion === undefined)!;
  const codesAt = (fluxVersion: string) => {
    const { errors, warnings } = check({ ...subject, fluxVersion });
    return [...errors, ...warnings].map(({ code }) => code);
  };
  expect(codesAt(`v${since ?? '2.2'}.0`)).toContain(id);
  const minor = Number(since?.slice(2) ?? 0);
  expect(since === undefined ? [] : codesAt(`v2.${minor - 1}.99`)).not.toContain(id);
});

test('every rule says what it means in sentences, and its message continues a sentence', () => {
  for (const { cause, remedy, message } of RUNTIME_RULES) {
    expect(cause).toMatch(/^[A-Z].*\.$/);
    expect(remedy).toMatch(/^[A-Z].*\.$/);
    expect(message).toMatch(/^[a-z].*[^.]$/);
  }
});
