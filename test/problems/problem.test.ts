import { formatProblem, formatValue, ProblemsError } from '../../src/problems';

describe('formatProblem', () => {
  test('names the field, the rule, the value received, what to write instead and the code', () => {
    expect(formatProblem({ code: 'INPUT_EMPTY', path: 'sync.ref', rule: 'must not be empty', received: '', remedy: 'write refs/heads/main' }))
      .toBe('sync.ref: must not be empty, received ""; write refs/heads/main [INPUT_EMPTY]');
  });

  test('leaves out what a problem does not have', () => {
    expect(formatProblem({ code: 'INPUT_YAML', path: '', rule: 'is no YAML' })).toBe('is no YAML [INPUT_YAML]');
  });
});

describe('formatValue', () => {
  const cyclic: Record<string, unknown> = { name: 'x' };
  cyclic.self = cyclic;
  test.each<[string, unknown, string]>([
    ['a text in quotes', 'a "b"', '"a \\"b\\""'],
    ['a long text cut, with its length', 'x'.repeat(1_000_000), `"${'x'.repeat(120)}"… (1000000 characters)`],
    ['a control character escaped', 'a\u0000\u0085', '"a\\u0000\\u0085"'],
    ['a lone surrogate escaped', '\ud800', '"\\ud800"'],
    ['undefined', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a number', 1.5, '1.5'],
    ['not a number', NaN, 'NaN'],
    ['a big integer', 5n, '5'],
    ['a symbol', Symbol('s'), 'Symbol(s)'],
    ['a function', () => 1, 'a function'],
    ['an object as JSON', { a: [1, 'b'] }, '{"a":[1,"b"]}'],
    ['a cycle once', cyclic, '{"name":"x","self":"(again)"}'],
    ['a construct by its path', { node: { path: 'app/auth', addDependency: () => {}, host: {} }, kind: 'Secret' }, 'the construct "app/auth"'],
    ['what only looks like a construct as JSON', { node: { path: 'app/auth' } }, '{"node":{"path":"app/auth"}}'],
    ['a getter that throws', { get a() { throw new Error('no'); } }, 'a value that cannot be read'],
  ])('writes %s', (_, value, text) => {
    expect(formatValue(value)).toBe(text);
  });
});

describe('ProblemsError', () => {
  test('lists all problems under the construct that has them', () => {
    const error = new ProblemsError('app/chart/sync', [
      { code: 'INPUT_REQUIRED', path: 'url', rule: 'is required' },
      { code: 'INPUT_ENUM', path: 'kind', rule: 'must be one of A, B', received: 'C' },
    ]);
    expect(error.message).toBe([
      'app/chart/sync: 2 problems',
      '  - url: is required [INPUT_REQUIRED]',
      '  - kind: must be one of A, B, received "C" [INPUT_ENUM]',
    ].join('\n'));
  });

  test('cuts a list of thousands and says how many more there are', () => {
    const problems = Array.from({ length: 1000 }, () => ({ code: 'INPUT_REQUIRED' as const, path: 'url', rule: 'is required' }));
    const lines = new ProblemsError('x', problems).message.split('\n');
    expect(lines).toHaveLength(52);
    expect(lines[51]).toBe('  … and 950 more');
  });
});
