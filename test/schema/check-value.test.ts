import { CRD_CODES } from '../../src/schema';
import type { Schema } from '../../src/schema';
import { and, CelError, has, or } from '../../src/schema/cel';
import { complete } from '../../src/schema/rules';
import { checkValue } from './list-problems';

const name: Schema = { type: 'string' };

/** Problems as `code path: rule`, which is what these tables are about. */
function check(value: unknown, schema: Schema, path = 'spec'): string[] {
  return checkValue(value, schema, path).map((problem) => `${problem.code} ${problem.path}: ${problem.rule}`);
}

test.each<[string, Schema, unknown[]]>([
  ['string', { type: 'string' }, ['', 'a', '1', 'ä', '\ud83d\ude00']],
  ['integer', { type: 'integer' }, [0, -1, 2 ** 53, 1e3]],
  ['number', { type: 'number' }, [0, 1.5, -1e300]],
  ['boolean', { type: 'boolean' }, [true, false]],
  ['array', { type: 'array', items: name }, [[], ['a']]],
  ['object', { type: 'object', properties: { name } }, [{}, { name: 'a' }, Object.create(null)]],
  ['int-or-string', { 'x-kubernetes-int-or-string': true }, [1, 'a', '50%']],
  ['nullable', { type: 'string', nullable: true }, [null, 'a']],
  ['any', { 'x-kubernetes-preserve-unknown-fields': true }, [1, 'a', null, [], { a: { b: [1] } }, [{ a: 1 }, [{ b: { c: 1 } }]]]],
  ['free object', { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true, 'properties': { name } }, [{ name: 'a', other: { b: 1 } }]],
  ['map', { type: 'object', additionalProperties: name }, [{}, { a: 'b', constructor: 'c' }]],
])('a value of the type %s is accepted', (_type, schema, values) => {
  expect(values.flatMap((value) => check(value, schema))).toEqual([]);
});

test.each<[string, Schema, unknown[], string]>([
  ['string', { type: 'string' }, [1, true, null, [], {}], 'must be a string'],
  ['integer', { type: 'integer' }, ['1', 1.5, true, null, [], 2 ** 63], 'must be a whole number'],
  ['number', { type: 'number' }, ['1', true, null, {}], 'must be a number'],
  ['boolean', { type: 'boolean' }, ['true', 0, 1, null, []], 'must be true or false'],
  ['array', { type: 'array', items: name }, ['a', {}, null, 1], 'must be a list'],
  ['object', { type: 'object', properties: { name } }, ['a', [], null, 1, true], 'must be an object'],
  ['int-or-string', { 'x-kubernetes-int-or-string': true }, [1.5, true, null, [], {}], 'must be a string or a whole number'],
])('what is no %s is refused', (_type, schema, values, rule) => {
  for (const value of values) {
    expect(check(value, schema)).toEqual([`SCHEMA_TYPE spec: ${rule}`]);
  }
});

test.each<[string, unknown, string]>([
  ['a cycle', (() => { const cycle: any = { name: 'a' }; cycle.name = cycle; return cycle; })(), 'spec.name: must not contain itself'],
  ['a getter that throws', { get name() { throw new Error('no'); } }, 'spec.name: must be a value that can be read'],
  ['a revoked proxy', (() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return { name: proxy }; })(), 'spec.name: must be a value that can be read'],
  ['a function', { name: () => 'a' }, 'spec.name: must be a value that JSON can write'],
  ['a symbol', { name: Symbol('a') }, 'spec.name: must be a value that JSON can write'],
  ['a bigint', { name: 1n }, 'spec.name: must be a value that JSON can write'],
  ['a date', { name: new Date(0) }, 'spec.name: must be a value that JSON can write'],
  ['a map', { name: new Map() }, 'spec.name: must be a value that JSON can write'],
  ['not a number', { name: NaN }, 'spec.name: must be a number that JSON can write'],
  ['infinity', { name: -Infinity }, 'spec.name: must be a number that JSON can write'],
])('%s is named once, and nothing is thrown', (_what, value, problem) => {
  expect(check(value, { type: 'object', properties: { name } })).toEqual([`SCHEMA_TYPE ${problem}`]);
});

test.each<[string, () => unknown]>([
  ['a getter that gives a string once', () => { let reads = 0; return { get name() { return reads++ === 0 ? 'a' : 5; } }; }],
  ['a getter that throws when it is read again', () => { let reads = 0; return { get name() { if (reads++ > 0) { throw new Error('no'); } return 'a'; } }; }],
  ['a proxy whose keys change', () => { let reads = 0; return new Proxy({}, { ownKeys: () => [`key${reads++}`] }); }],
])('%s is no exception', (_what, make) => {
  expect(() => check(make(), { type: 'object', properties: { name }, required: ['name'] })).not.toThrow();
});

test('a value that is shared a thousand times on each level is refused in bounded time', () => {
  const shared = Array.from({ length: 10 }).reduce<unknown>((inner) => Array(1000).fill(inner), 'a');
  expect(check(shared, { 'x-kubernetes-preserve-unknown-fields': true })[0]).toMatch(/must not hold more than 100000 values$/);
});

test('a cycle through a list is named where it closes', () => {
  const cycle: any = { list: [1] };
  cycle.list.push(cycle);
  expect(check(cycle, { 'x-kubernetes-preserve-unknown-fields': true })).toEqual(['SCHEMA_TYPE spec.list[1]: must not contain itself']);
});

test('the same value in two places is no cycle', () => {
  const shared = { name: 'a' };
  expect(check([shared, shared], { type: 'array', items: { type: 'object', properties: { name } } })).toEqual([]);
});

test('a value that is nested too deeply is refused without exhausting the stack', () => {
  const deep = Array.from({ length: 50_000 }).reduce((inner) => [inner], 'a');
  expect(check(deep, { 'x-kubernetes-preserve-unknown-fields': true })[0]).toMatch(/must not be nested more than 200 levels deep$/);
});

test('a value without end is refused in bounded time', () => {
  expect(check(new Array(2 ** 32 - 1), { type: 'array', items: { ...name, nullable: true } })).toEqual(['SCHEMA_TYPE spec: must not hold more than 100000 values']);
});

test('a field that is undefined counts as absent, and a hole in a list as null', () => {
  expect(check({ name: undefined }, { type: 'object', properties: { name }, required: ['name'] })).toEqual(['SCHEMA_REQUIRED spec.name: is required']);
  expect(check([undefined], { type: 'array', items: name })).toEqual(['SCHEMA_TYPE spec[0]: must be a string']);
});

describe('required fields', () => {
  const schema: Schema = { type: 'object', required: ['name', 'constructor'], properties: { name, constructor: name } };

  test('that are missing are all named', () => {
    expect(check({}, schema)).toEqual(['SCHEMA_REQUIRED spec.name: is required', 'SCHEMA_REQUIRED spec.constructor: is required']);
  });

  test('that are inherited are missing', () => {
    expect(check(Object.create({ name: 'a', constructor: 'b' }), schema)).toHaveLength(2);
  });
});

test.each<[Schema, unknown, string[]]>([
  [{ type: 'string', minLength: 1 }, '', ['must not be empty']],
  [{ type: 'string', minLength: 3 }, 'ab', ['must have at least 3 characters']],
  [{ type: 'string', maxLength: 3 }, 'abcd', ['must have at most 3 characters']],
  [{ type: 'string', maxLength: 2 }, '😀😀', []],
  [{ type: 'string', maxLength: 2 }, '😀😀😀', ['must have at most 2 characters']],
  [{ type: 'integer', minimum: 0 }, -1, ['must be at least 0']],
  [{ type: 'integer', minimum: 0, maximum: 5 }, 6, ['must be at most 5']],
  [{ type: 'integer', minimum: 0, maximum: 5 }, 5, []],
  [{ type: 'string', minLength: 3, maxLength: 3 }, 'abc', []],
  [{ type: 'integer', minimum: 0 }, 0, []],
  [{ type: 'integer', maximum: 5 }, 6, ['must be at most 5']],
  [{ type: 'integer', format: 'int32' }, 2 ** 31, ['must fit into 32 bits']],
  [{ type: 'integer', format: 'int32' }, -(2 ** 31), []],
  [{ type: 'integer', format: 'int32' }, -(2 ** 31) - 1, ['must fit into 32 bits']],
  [{ type: 'integer', format: 'int32' }, 2 ** 31 - 1, []],
  [{ type: 'integer', format: 'int64' }, 2 ** 31, []],
  [{ type: 'array', minItems: 1 }, [], ['must not be empty']],
  [{ type: 'array', minItems: 2 }, [], ['must have at least 2 entries']],
  [{ type: 'array', maxItems: 1, items: name }, ['a', 'b'], ['must have at most 1 entry']],
  [{ type: 'object', minProperties: 1 }, {}, ['must not be empty']],
  [{ type: 'object', maxProperties: 1, additionalProperties: name }, { a: 'a', b: 'b' }, ['must have at most 1 field']],
  [{ type: 'object', maxProperties: 1, properties: { a: name, b: name } }, { a: 'a', b: undefined }, []],
  [{ type: 'object', maxProperties: 1, properties: { a: name, b: { type: 'string', default: 'b' } } }, { a: 'a' }, ['must have at most 1 field']],
  [{ type: 'object', maxProperties: 1, properties: { a: name, b: { type: 'string', default: 'b' } } }, { b: 'a' }, []],
  [{ 'type': 'object', 'maxProperties': 1, 'x-kubernetes-preserve-unknown-fields': true }, { a: 'a', b: 'b' }, ['must have at most 1 field']],
])('under %j the value %j breaks %j', (schema, value, rules) => {
  expect(check(value, schema)).toEqual(rules.map((rule) => `SCHEMA_BOUNDS spec: ${rule}`));
});

test('unknown fields do not count, as the API server takes them out first', () => {
  expect(check({ a: 'a', x: 1 }, { type: 'object', maxProperties: 1, properties: { a: name } })).toEqual(['FIELD_UNKNOWN spec.x: is not a known field']);
});

test.each<[unknown[], unknown, boolean]>([
  [['a', 'b'], 'a', true],
  [['a', 'b'], 'A', false],
  [['a', 'b'], '', false],
  [['constructor'], 'toString', false],
])('of the enum %j the value %j is a member: %s', (members, value, isMember) => {
  expect(check(value, { type: 'string', enum: members })).toEqual(isMember ? [] : [`SCHEMA_ENUM spec: must be one of ${members.join(', ')}`]);
});

test.each<[string, boolean]>([
  ['2026-01-31T12:00:00Z', true],
  ['2026-01-31t12:00:00z', true],
  ['2026-01-31T12:00:00.123+02:00', true],
  ['2024-02-29T00:00:00Z', true],
  ['2026-02-29T00:00:00Z', false],
  ['2026-13-01T00:00:00Z', false],
  ['2026-01-31T23:59:59Z', true],
  ['2026-01-31T24:00:00Z', false],
  ['2026-01-31T12:60:00Z', false],
  ['2026-01-31T12:00:60Z', false],
  ['2026-01-31T12:00:00Zx', false],
  ['12026-01-31T12:00:00Z', false],
  ['2026-01-311T12:00:00Z', false],
  ['2026-01-31T112:00:00Z', false],
  ['2026-01-31T12:00:00Zt', false],
  ['2026-01-31T12:00:00', false],
  ['2026-01-31', false],
  ['', false],
])('the text %j is a date and time: %s', (text, isTime) => {
  expect(check(text, { type: 'string', format: 'date-time' })).toEqual(isTime ? [] : ['SCHEMA_FORMAT spec: must be a date and time like 2026-01-31T12:00:00Z']);
});

test('a format that the API server does not know says nothing', () => {
  expect(check('a', { type: 'string', format: 'toString' })).toEqual([]);
});

test.each<[string, Schema, unknown, string[]]>([
  ['a set', { 'type': 'array', 'x-kubernetes-list-type': 'set', 'items': name }, ['a', 'b', 'a', 'a'], ['spec[2]: must not repeat an earlier entry']],
  ['a set of two', { 'type': 'array', 'x-kubernetes-list-type': 'set', 'items': name }, ['a', 'b'], []],
  [
    'a keyed list',
    { 'type': 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'], 'items': { type: 'object', properties: { name, value: name } } },
    [{ name: 'a', value: '1' }, { name: 'a', value: '2' }, { name: 'b' }],
    ['spec[1]: must differ from every other entry in name'],
  ],
  [
    'a list with two keys',
    { 'type': 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['a', 'b'], 'items': { type: 'object', additionalProperties: name } },
    [{ a: '1', b: '2' }, { a: '1' }, { b: '2' }, { b: '2', a: '1' }],
    ['spec[3]: must differ from every other entry in a, b'],
  ],
  [
    'a list with two keys, of which one may be empty',
    { 'type': 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['a', 'b'], 'items': { type: 'object', additionalProperties: name } },
    [{ a: '', b: '1' }, { a: '1', b: '' }],
    [],
  ],
  [
    'a set of anything',
    { 'type': 'array', 'x-kubernetes-list-type': 'set', 'items': { 'x-kubernetes-preserve-unknown-fields': true } },
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, { a: 1, b: [3] }, ['a', 'b'], ['a,b'], '1', 1],
    ['spec[1]: must not repeat an earlier entry'],
  ],
  ['an atomic list', { 'type': 'array', 'x-kubernetes-list-type': 'atomic', 'items': name }, ['a', 'a'], []],
])('%s may not hold the same twice', (_what, schema, value, problems) => {
  expect(check(value, schema)).toEqual(problems.map((problem) => `SCHEMA_LIST ${problem}`));
});

describe('unknown fields', () => {
  const schema: Schema = {
    type: 'object',
    properties: { interval: name, list: { type: 'array', items: { type: 'object', properties: { name } } }, texts: { type: 'object', additionalProperties: name } },
  };

  test.each<[unknown, string[]]>([
    [{ foo: 1 }, ['spec.foo']],
    [{ foo: { bar: 1 } }, ['spec.foo']],
    [{ list: [{ name: 'a' }, { foo: 1 }] }, ['spec.list[1].foo']],
    [JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3}'), ['spec.__proto__', 'spec.constructor', 'spec.toString']],
    [{ texts: { any: 'a' } }, []],
  ])('in %j are %j', (value, paths) => {
    expect(checkValue(value, schema, 'spec').map(({ code, path }) => `${code} ${path}`)).toEqual(paths.map((path) => `FIELD_UNKNOWN ${path}`));
  });

  test('within a value of the wrong type are named beside it', () => {
    expect(check({ texts: { any: { deep: 1 } } }, schema)).toEqual(['FIELD_UNKNOWN spec.texts.any.deep: is not a known field', 'SCHEMA_TYPE spec.texts.any: must be a string']);
  });

  // As the API server prunes: what stands in a value of the wrong type has no schema, unless anything may stand there.
  test.each<[unknown, readonly string[]]>([
    [{ interval: [{ a: 1 }, [{ b: 1 }]] }, ['spec.interval[0].a', 'spec.interval[1][0].b']],
    [{ interval: { a: undefined } }, []],
    [{ list: { name: 'a' } }, ['spec.list.name']],
    [{ free: [{ p: { x: 1 } }] }, []],
    [[{ interval: 'a' }], ['spec[0].interval']],
  ])('within a value of the wrong type: %j', (value, unknown) => {
    const withFree = { ...schema, properties: { ...schema.properties, free: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true, 'properties': { p: { type: 'object' } } } } } as Schema;
    const problems = checkValue(value, withFree, 'spec');
    expect(problems.filter(({ code }) => code === 'FIELD_UNKNOWN').map(({ path }) => path)).toEqual(unknown);
    expect(problems.filter(({ code }) => code === 'SCHEMA_TYPE')).toHaveLength(1);
  });

  test('get the nearest known field as a suggestion, and their value, which may be a secret, is not shown', () => {
    expect(checkValue({ Intervall: 'token' }, schema, 'spec')).toEqual([{
      code: 'FIELD_UNKNOWN',
      path: 'spec.Intervall',
      rule: 'is not a known field',
      allowed: ['interval', 'list', 'texts'],
      remedy: 'did you mean interval?',
    }]);
  });
});

test.each<[Schema, unknown, string | undefined]>([
  [{ type: 'string' }, 5, 'put it in quotes in the patch or manifest'],
  [{ type: 'string' }, true, 'put it in quotes in the patch or manifest'],
  [{ type: 'string' }, {}, undefined],
  [{ type: 'boolean' }, 'false', 'write false without quotes'],
  [{ type: 'object', properties: { name } }, 'my-secret', 'write an object with the field name'],
  [{ type: 'string', enum: ['aws', 'azure', 'gcp'] }, 'asure', 'did you mean azure?'],
  [{ type: 'string', enum: ['aws', 'azure', 'gcp'] }, 'digitalocean', undefined],
])('under %j the value %j gets the remedy %j', (schema, value, remedy) => {
  expect(checkValue(value, schema, 'spec')[0].remedy).toBe(remedy);
});

describe('defaults', () => {
  const schema: Schema = {
    type: 'object',
    required: ['provider'],
    properties: {
      provider: { type: 'string', default: 'generic' },
      list: { type: 'array', items: { type: 'object', required: ['mode'], properties: { mode: { type: 'string', default: 'HEAD' } } } },
    },
  };

  test('satisfy required fields, at any depth', () => {
    expect(check({ list: [{}] }, schema)).toEqual([]);
  });

  test('replace null', () => {
    expect(check({ provider: null, list: [{ mode: null }] }, schema)).toEqual([]);
  });

  test('do not replace a wrong value', () => {
    expect(check({ provider: 1 }, schema)).toEqual(['SCHEMA_TYPE spec.provider: must be a string']);
  });
});

describe('the CEL rules of a CRD', () => {
  const rule = "self.provider != 'generic' || !has(self.serviceAccountName)";
  const schema: Schema = {
    'type': 'object',
    'properties': { provider: { type: 'string' }, serviceAccountName: name },
    'x-kubernetes-validations': [{ rule, message: 'the message' }],
  };

  test.each<[unknown, string | undefined]>([
    [{ provider: 'aws', serviceAccountName: 'a' }, undefined],
    [{ provider: 'generic' }, undefined],
    [{ serviceAccountName: undefined }, undefined],
    [{ provider: 'generic', serviceAccountName: 'a' }, 'the message'],
    [{ serviceAccountName: 'a' }, 'the message (no such key: provider)'],
  ])('say of %j: %j', (value, message) => {
    expect(check(value, schema)).toEqual(message === undefined ? [] : [`SCHEMA_RULE spec: breaks a rule of its schema: ${message}`]);
  });

  test('see defaults', () => {
    const withDefault: Schema = { ...schema, properties: { provider: { type: 'string', default: 'generic' }, serviceAccountName: name } };
    expect(check({ serviceAccountName: 'a' }, withDefault)).toEqual(['SCHEMA_RULE spec: breaks a rule of its schema: the message']);
    expect(check({ provider: null, serviceAccountName: 'a' }, withDefault)).toEqual(['SCHEMA_RULE spec: breaks a rule of its schema: the message']);
  });

  const BROKEN = { provider: 'generic', serviceAccountName: 'a' };
  const broken = (path: string) => `SCHEMA_RULE ${path}: breaks a rule of its schema: the message`;

  test.each<[string, Schema, unknown, readonly string[]]>([
    ['in lists', { type: 'array', items: schema }, [BROKEN, { provider: 'aws' }, BROKEN], [broken('spec[0]'), broken('spec[2]')]],
    ['but not on null', { type: 'array', items: { ...schema, nullable: true } }, [null], []],
    ['in maps', { type: 'object', additionalProperties: schema }, { a: BROKEN, b: { provider: 'aws' } }, [broken('spec.a')]],
    ['in fields', { type: 'object', properties: { a: schema, b: schema } }, { a: BROKEN, b: undefined }, [broken('spec.a')]],
    ['in lists of fields', { type: 'object', properties: { a: { type: 'array', items: schema } } }, { a: [BROKEN] }, [broken('spec.a[0]')]],
    ['in fields beside others and maps', { type: 'object', properties: { name, a: schema }, additionalProperties: { type: 'object', properties: { b: schema } } },
      { name: 'a', a: BROKEN, c: { b: BROKEN } }, [broken('spec.a'), broken('spec.c.b')]],
    ['beside unknown fields', { type: 'object', properties: { a: schema } }, { a: BROKEN, b: 1 }, ['FIELD_UNKNOWN spec.b: is not a known field', broken('spec.a')]],
    ['beside a broken pattern', { ...schema, properties: { provider: name, serviceAccountName: { type: 'string', pattern: '^b' } } }, BROKEN,
      ['SCHEMA_PATTERN spec.serviceAccountName: must match ^b', broken('spec')]],
    ['not while a field has a wrong type, as it may be theirs', schema, { provider: 'generic', serviceAccountName: 1 }, ['SCHEMA_TYPE spec.serviceAccountName: must be a string']],
  ])('are checked %s', (_, of, value, problems) => {
    expect(check(value, of)).toEqual(problems);
  });

  test('see defaults of what is below, and change nothing that was given', () => {
    const below: Schema = {
      'type': 'object',
      'properties': {
        self: name,
        list: { type: 'array', items: { type: 'object', properties: { provider: { type: 'string', default: 'generic' }, serviceAccountName: name } } },
        map: { type: 'object', default: {}, additionalProperties: { type: 'string', default: 'x' } },
      },
      'x-kubernetes-validations': [{ rule, message: 'the message' }],
    };
    const given = { list: [{ provider: 'aws' }, {}, { provider: null }], map: { a: null }, self: undefined };
    expect(complete(given, below)).toEqual({ list: [{ provider: 'aws' }, { provider: 'generic' }, { provider: 'generic' }], map: { a: 'x' }, self: undefined });
    expect(given).toEqual({ list: [{ provider: 'aws' }, {}, { provider: null }], map: { a: null }, self: undefined });
    expect(complete({ list: [] }, below)).toEqual({ list: [], map: {} });
    expect(complete({ list: [], self: null }, { ...below, properties: { ...below.properties, self: { type: 'string', nullable: true, default: 'a' } } })).toEqual({ list: [], map: {}, self: null });
    expect(complete({ list: undefined, map: undefined, other: [1] }, below)).toEqual({ list: undefined, map: {}, other: [1] });
    const whole = { list: [{ provider: 'aws' }], map: {} };
    expect(complete(whole, below)).toBe(whole);
  });

  test('know their result where one operand decides, whatever error another one has', () => {
    const fail = () => {
      throw new CelError('no such key: a');
    };
    expect([and(fail, () => false), and(() => true, () => true), and(() => true, () => false)]).toEqual([false, true, false]);
    expect([or(fail, () => true), or(() => false, () => false), or(() => false, () => true)]).toEqual([true, false, true]);
    expect(() => and(fail, () => true)).toThrow('no such key: a');
    expect(() => or(() => false, fail)).toThrow('no such key: a');
    expect(() => has('a', 'b')).toThrow(CelError);
  });

  test('show the rule where the CRD has no message', () => {
    expect(check({ provider: 'generic', serviceAccountName: 'a' }, { ...schema, 'x-kubernetes-validations': [{ rule }] }))
      .toEqual([`SCHEMA_RULE spec: breaks a rule of its schema: ${rule}`]);
  });
});

test('other codes can be asked for', () => {
  const schema: Schema = { type: 'object', required: ['a'], properties: { a: name, b: { type: 'string', enum: ['x'] } } };
  const codes = { ...CRD_CODES, unknown: 'INPUT_UNKNOWN', enum: 'INPUT_ENUM' } as const;
  expect(checkValue({ b: 'y', c: 1 }, schema, '', codes).map(({ code, path }) => `${code} ${path}`)).toEqual(['INPUT_UNKNOWN c', 'SCHEMA_REQUIRED a', 'INPUT_ENUM b']);
});
