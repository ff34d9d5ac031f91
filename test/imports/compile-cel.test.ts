import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { CEL_RULES } from '../../imports/cel-rules';
import { compileRule, compileRules, listRules } from '../../projenrc/compile-cel';
import { copyModules } from '../../projenrc/vendor-cel';
import { and, CelError, has, or, select } from '../../src/schema/cel';

interface CelLibrary {
  readonly Environment: new (options: { readonly unlistedVariablesAreDyn: boolean }) => {
    parse(rule: string): (context: { self: unknown }) => unknown;
  };
}

// eslint-disable-next-line @typescript-eslint/no-require-imports
const { Environment } = require('../../imports/cel-js/evaluator') as CelLibrary;
const environment = new Environment({ unlistedVariablesAreDyn: true });

const minors: string[] = JSON.parse(readFileSync('imports/schemas/minors.json', 'utf8'));
const schemas = minors.map((minor): unknown => JSON.parse(readFileSync(`imports/schemas/${minor}.json`, 'utf8')));
const rules = [...new Set(schemas.flatMap(listRules))];

/** `true`, `false`, or `error` where there is no result. */
function judge(evaluate: () => unknown, isCelError: (error: unknown) => boolean): unknown {
  try {
    return evaluate();
  } catch (error) {
    if (isCelError(error)) {
      return 'error';
    }
    throw error;
  }
}

function judgeByLibrary(rule: string, self: unknown): unknown {
  return judge(() => environment.parse(rule)({ self }), (error) => (error as Error).name === 'EvaluationError');
}

/** Runs a rule that is not in the committed file. */
function judgeCompiled(rule: string, self: unknown): unknown {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const run = new Function('and', 'has', 'or', 'select', 'self', `return ${compileRule(rule)};`);
  return judge(() => run(and, has, or, select, self), (error) => error instanceof CelError);
}

test('the committed rules are those of the schemas, compiled', () => {
  expect(readFileSync('imports/cel-rules.ts', 'utf8')).toBe(compileRules(schemas));
  expect(Object.keys(CEL_RULES).sort()).toEqual([...rules].sort());
});

const reference = fc.record({ name: fc.constant('a') });
const provider = fc.constantFrom('generic', 'aws', 'azure', 'gcp', 'ldap', '');
/** Fields of all objects that have a rule, each of them possibly missing. */
const self = fc.record({
  provider,
  sts: fc.record({ provider, secretRef: reference, certSecretRef: reference }, { requiredKeys: [] }),
  secretRef: reference,
  configMapRef: reference,
  serviceAccountName: fc.constantFrom('', 'a'),
}, { requiredKeys: [] });

test.each(rules)('the rule "%s" says what the CEL library says, also where fields are missing', (rule) => {
  const verdicts = new Set<unknown>();
  fc.assert(fc.property(self, (value) => {
    const verdict = judge(() => CEL_RULES[rule](value), (error) => error instanceof CelError);
    verdicts.add(verdict);
    expect(verdict).toBe(judgeByLibrary(rule, value));
  }), { numRuns: 1000, seed: 1 });
  expect([...verdicts]).toEqual(expect.arrayContaining([true, false]));
});

/** Rules of any shape over the operators that are translated. */
const { rule: anyRule } = fc.letrec<{ rule: string }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('has(self.sts)', 'has(self.sts.provider)', 'has(self.secretRef)', "self.provider == 'aws'", "'aws' != self.sts.provider", "self.provider != ''"),
    tie('rule').map((inner) => `!(${inner})`),
    fc.array(tie('rule'), { minLength: 2, maxLength: 3 }).map((parts) => `(${parts.join(' || ')})`),
    fc.array(tie('rule'), { minLength: 2, maxLength: 3 }).map((parts) => `(${parts.join(' && ')})`),
  ),
}));

test('any rule of these operators is compiled to what the CEL library says', () => {
  fc.assert(fc.property(anyRule, self, (rule, value) => {
    expect([rule, judgeCompiled(rule, value)]).toEqual([rule, judgeByLibrary(rule, value)]);
  }), { numRuns: 2000 });
});

test.each([
  ['has(self.a', /Expected/],
  ['isURL(self.a)', /the function isURL is not translated/],
  ['self.a.unheardOf()', /the function unheardOf is not translated/],
  ['self.a.size() > 1', /the operator > is not translated/],
  ['self.a == self.b', /a comparison without a literal is not translated/],
  ['self.a == 1', /the value 1 is not translated/],
  ['other.a == "x"', /the variable other is not translated/],
  ['self.a', /the operator \. is not translated as a condition/],
  ['self.list.all(x, x == "a")', /the function all is not translated/],
])('the rule %s stops the import with its text and the reason', (rule, reason) => {
  expect(() => compileRule(rule)).toThrow(reason);
  expect(() => compileRule(rule)).toThrow(`The CEL rule "${rule}" cannot be compiled: `);
});

test('the copy of the CEL library is that of the installed package', () => {
  const modules = copyModules();
  expect(readdirSync('imports/cel-js').sort()).toEqual([...modules.keys()].map((name) => `${name}.ts`).sort());
  for (const [name, text] of modules) {
    expect(readFileSync(`imports/cel-js/${name}.ts`, 'utf8') === text ? name : `${name} differs: run npx projen import:pack`).toBe(name);
  }
  expect(modules.get('evaluator')).toContain('Permission is hereby granted');
});
