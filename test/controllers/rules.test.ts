import { indexSecrets, listRuntimeRules, replaceFields } from '../../src/controllers';
import type { RuntimeRule } from '../../src/controllers';
import { isAtLeast } from '../../src/flux';
import { RULE_IDS } from '../../src/problems';
import { describeFields } from '../schema/describe-fields';
import { CASES } from './cases';
import { check, listCodes } from './cases/rule-case';
import type { Subject } from './cases/rule-case';

const firing = CASES.flatMap(([rule, at, fires]) => fires.map((subject, index) => ({ rule, at, subject, index })));
const silent = CASES.flatMap(([rule, , , near]) => near.map((subject, index) => ({ rule, subject, index })));

function ruleOf(id: string): RuntimeRule {
  return listRuntimeRules().find((rule) => rule.id === id)!;
}

test.each(firing)('$rule fires at $at (case $index)', ({ rule, at, subject }) => {
  const found = check(subject).filter(({ problem }) => problem.code === rule);
  expect(found.map(({ problem, severity }) => [severity, problem.path])).toEqual([[ruleOf(rule).severity, at]]);
  expect(found[0].object).toEqual({ kind: subject.object.kind, namespace: 'flux-system', name: subject.object.metadata.name });
});

test.each(silent)('$rule is silent (case $index)', ({ rule, subject }) => {
  expect(listCodes(subject)).not.toContain(rule);
});

test('every rule has a case that fires and one that is silent', () => {
  const complete = CASES.filter(([, , fires, near]) => fires.length > 0 && near.length > 0).map(([rule]) => rule);
  expect([...new Set(complete)].sort()).toEqual([...RULE_IDS].sort());
});

test('the table has every rule id once', () => {
  expect(listRuntimeRules().map(({ id }) => id)).toEqual([...RULE_IDS]);
});

test.each(listRuntimeRules())('$id is silent before the Flux minor that brings its behavior, and fires from it on', ({ id, since }) => {
  const [, , fires] = CASES.find(([rule]) => rule === id)!;
  const subject = fires.find(({ fluxVersion }) => fluxVersion === undefined)!;
  expect(listCodes({ ...subject, fluxVersion: `v${since ?? '2.2'}.0` })).toContain(id);
  const minor = Number(since?.slice(2) ?? 0);
  expect(since === undefined ? [] : listCodes({ ...subject, fluxVersion: `v2.${minor - 1}.99` })).not.toContain(id);
});

describe('a rule that states the field it needs', () => {
  const cases = firing.map((each) => ({ ...each, field: ruleOf(each.rule).field })).filter(({ field }) => field !== undefined);

  /** What the rule finds when it is run, needed field or not. */
  function find({ find: run }: RuntimeRule, { object, others = [], secrets = [], fluxVersion = 'v2.9.4' }: Subject) {
    return run({ object, objects: [object, ...others], secrets: indexSecrets(secrets), isAtLeast: (minor) => isAtLeast(fluxVersion, minor) });
  }

  test('is most of them', () => {
    expect(new Set(cases.map(({ rule }) => rule)).size).toBeGreaterThan(135);
  });

  test.each(cases)('$rule finds nothing without $field, which its case has (case $index)', ({ rule, field, subject }) => {
    const { [field!]: needed, ...spec } = subject.object.spec;
    expect(needed).toBeDefined();
    expect(find(ruleOf(rule), subject)).not.toEqual([]);
    expect(find(ruleOf(rule), { ...subject, object: { ...subject.object, spec } })).toEqual([]);
  });

  test.each(silent.filter(({ rule }) => ruleOf(rule).field !== undefined))('$rule finds nothing without it in what is near (case $index)', ({ rule, subject }) => {
    const { [ruleOf(rule).field!]: _, ...spec } = subject.object.spec ?? {};
    expect(find(ruleOf(rule), { ...subject, object: { ...subject.object, spec } })).toEqual([]);
  });
});

test.each(listRuntimeRules())('$id says what it means: a cause in sentences, a message that continues a sentence, a remedy to show after a semicolon', ({ cause, message, remedy }) => {
  expect(cause).toMatch(/^[A-Z].*\.$/);
  expect(message).toMatch(/^[a-z].*[^.]$/);
  expect(remedy).toMatch(/^[a-z].*[^.]$/);
});

const GROUPS = { GitRepository: 'source', OCIRepository: 'source', Bucket: 'source', Kustomization: 'kustomize' };

test.each(listRuntimeRules())('$id needs and names only fields that its kinds have', (rule) => {
  const given: string[] = rule.field === undefined ? [] : [`spec.${rule.field}`];
  const note = (field: string) => {
    given.push(field);
    return field;
  };
  const messages = firing.filter((each) => each.rule === rule.id).flatMap(({ subject: { object, others = [], secrets = [] } }) => (
    rule.find({ object, objects: [object, ...others], secrets: indexSecrets(secrets), isAtLeast: () => true })
  )).flatMap(({ message = '', remedy = '' }) => [message, remedy]);
  const shown = [rule.message, rule.cause, rule.remedy, ...messages].map((text) => replaceFields(text, note));
  expect(shown.filter((text) => /[{}]/.test(text.replace(/\$\{[^}]*\}/g, '')))).toEqual([]);
  for (const kind of rule.kinds) {
    const known = describeFields('v2.9.4', `${GROUPS[kind]}.toolkit.fluxcd.io/v1`, kind).map(({ path }) => path);
    expect(given.filter((field) => field !== 'fluxVersion' && !known.includes(field))).toEqual([]);
  }
});
