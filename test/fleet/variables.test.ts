import * as fc from 'fast-check';
import { FluxFleet } from '../../src';
import type { FleetClusterProps } from '../../src';
import { expandVariables } from '../../src/fleet/variables';
import { ProblemSink } from '../../src/problems';
import type { Problem } from '../../src/problems';
import { DEFAULTS, messageOf } from './fleets';
import { makeFolder, removeFolders } from './folders';

afterAll(removeFolders);

const VALUES = new Map([['cluster.name', 'eu-1'], ['var.region', 'eu']]);

function expand(value: unknown, variables = VALUES): { expanded: unknown; problems: readonly Problem[] } {
  const sink = new ProblemSink();
  return { expanded: expandVariables(value, variables, sink), problems: sink.problems };
}

test.each([
  ['clusters/$(cluster.name)', 'clusters/eu-1'],
  ['$(var.region)$(var.region)', 'eueu'],
  ['$$(var.region)', '$(var.region)'],
  ['$$$(var.region)', '$eu'],
  ['$$$$(var.region)', '$$(var.region)'],
  ['$(POD_NAME)', '$(POD_NAME)'],
  ['$$(POD_NAME)', '$$(POD_NAME)'],
  ['${region}', '${region}'],
  ['$${region}', '$${region}'],
  ['{{ .Values.region }}', '{{ .Values.region }}'],
  ['$(variable.region)', '$(variable.region)'],
  ['$(var.region', '$(var.region'],
  ['(var.region)', '(var.region)'],
])('%s becomes %s', (text, expected) => {
  expect(expand(text)).toEqual({ expanded: expected, problems: [] });
});

test.each([
  ['$(var.regoin)', 'did you mean $(var.region)?'],
  ['$(cluster.nam)', 'did you mean $(cluster.name)?'],
  ['$(var.entirely-different)', 'add it to variables'],
  ['$(var.)', 'add it to variables'],
  ['$(var.__proto__)', 'add it to variables'],
])('%s is refused', (text, remedy) => {
  const { problems } = expand({ a: [text] });
  expect(problems).toMatchObject([{ code: 'VARIABLE_UNKNOWN', path: 'a[0]', received: text }]);
  expect(problems[0].remedy).toContain(remedy);
});

test('a value is inserted as it is, and not expanded again', () => {
  expect(expand('<$(var.a)>', new Map([['var.a', '$(var.b) $& $1']]))).toEqual({ expanded: '<$(var.b) $& $1>', problems: [] });
});

test('strings below lists and maps are expanded, keys and other values are not', () => {
  class Other {
    public readonly text = '$(var.region)';
  }
  const other = new Other();
  const input = Object.freeze({ '$(var.region)': ['$(var.region)', 1, null, true, other], '__proto__x': '$(var.region)' });
  expect(expand(input)).toEqual({ expanded: { '$(var.region)': ['eu', 1, null, true, other], '__proto__x': 'eu' }, problems: [] });
});

test('a string without a reference of ours is never changed', () => {
  const part = fc.constantFrom('$', '$$', '(', ')', '$(', 'var', '.', 'cluster', 'x', '${', '}', '$(X.y)');
  fc.assert(fc.property(fc.array(part), (parts) => {
    const text = parts.join('');
    fc.pre(!/\$\((?:cluster|var)\./.test(text));
    expect(expand(text)).toEqual({ expanded: text, problems: [] });
  }));
});

test('any reference can be escaped', () => {
  fc.assert(fc.property(fc.constantFrom('var.region', 'cluster.name', 'var.none'), fc.nat(4), (name, dollars) => {
    const wanted = `${'$'.repeat(dollars + 1)}(${name})`;
    expect(expand(`${'$'.repeat(2 * dollars + 2)}(${name})`)).toEqual({ expanded: wanted, problems: [] });
  }));
});

describe('values of variables', () => {
  const PASSWORD = 'planted-"password';

  test.each<[string, FleetClusterProps, string]>([
    ['a URL', { url: 'git://user:$(var.password)@example.com/fleet' }, 'git://…@example.com/fleet'],
    ['a ref', { ref: '$(var.password)' }, 'received "$(var.password)"'],
    ['a list', { url: ['$(var.password)'] as never }, 'received ["$(var.password)"]'],
    ['a key', { kustomization: { commonMetadata: { labels: { a: '$(var.password)' } } } }, '$(var.password)'],
    ['a patch', { patches: [{ patch: '- op: test\n  path: /spec/interval\n  value: $(var.password)', target: { kind: 'GitRepository' } }] }, '[PATCH_JSON_TEST]'],
  ])('are not shown where they are wrong in %s', (_, props, expected) => {
    const fleet = new FluxFleet({ outdir: makeFolder(), defaults: DEFAULTS });
    fleet.addCluster('eu-1', { ...props, variables: { password: PASSWORD, part: 'planted' } });
    const message = messageOf(() => fleet.synth());
    expect(message).toContain(expected);
    expect(message).not.toContain('planted');
  });

  test('are not shown in warnings and in errors of the user\'s own constructs', () => {
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const fleet = new FluxFleet({ outdir: makeFolder(), defaults: DEFAULTS });
    fleet.addCluster('eu-1', { variables: { password: 'planted' }, url: 'http://$(var.password)@example.com/fleet' });
    expect(JSON.stringify(fleet.synth().warnings)).toContain('[GIT_CREDENTIALS_IN_CLEAR]');
    expect(write.mock.calls.join('')).not.toContain('planted');
    write.mockRestore();

    const other = new FluxFleet({ outdir: makeFolder(), defaults: DEFAULTS });
    other.addCluster('eu-1', { variables: { password: 'planted' } }).node.addValidation({ validate: () => ['planted is wrong'] });
    expect(messageOf(() => other.synth())).toContain('$(var.password) is wrong');
  });
});
