import { inspect } from 'node:util';
import { App, Chart } from 'cdk8s';
import { FluxInstanceSync, SyncKind } from '../../src';
import { formatProblem, formatValue, formatWarning, ProblemsError, ProblemSink } from '../../src/problems';

const GOOD = { kind: SyncKind.GIT_REPOSITORY, url: 'https://github.com/my-org/my-fleet', ref: 'refs/heads/main', path: 'clusters/my-cluster' };

describe('a message shows a URL without its user and password', () => {
  test.each([
    ['https://user:pLaNtEd@github.com/o/r', '"https://…@github.com/o/r"'],
    ['https://pLaNtEd@github.com/o/r', '"https://…@github.com/o/r"'],
    ['https://pLaNtEd:x-oauth-basic@github.com/o/r', '"https://…@github.com/o/r"'],
    ['git://user:pLaN@tEd@github.com/o/r', '"git://…@github.com/o/r"'],
    ['https://user:pLa/NtEd@github.com/o/r', '"https://…@github.com/o/r"'],
    ['https://user:pLa NtEd@github.com', '"https://…@github.com"'],
    ['user:pLaNtEd@github.com/o/r', '"…@github.com/o/r"'],
    ['see https://user:pLaNtEd@a.b and http://pLaNtEd@c.d', '"see https://…@a.b and http://…@c.d"'],
  ])('%s', (url, shown) => {
    expect(formatValue(url)).toBe(shown);
    expect(formatValue([url, { url }])).not.toMatch(/pLa|tEd/);
  });

  test.each([
    'git@github.com:my-org/my-fleet.git', 'ssh://git@github.com/o/r', 'oci://ghcr.io/o/r@sha256:0123', 'oci://localhost:5000/r:1@sha256:0123', 'nginx:1@sha256:0123',
    'https://github.com/o/r?a=b@c', 'a: b@c',
  ])('what holds no password stays: %s', (text) => {
    expect(formatValue(text)).toBe(JSON.stringify(text));
  });

  test('in linear time', () => {
    const before = process.cpuUsage();
    for (const text of ['://'.repeat(300_000), '@'.repeat(1_000_000), 'a:'.repeat(500_000), 'http://a:'.repeat(100_000)]) {
      formatValue(text);
    }
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(5000);
  });
});

test('no part of an error has them, the problems behind it included', () => {
  const sink = new ProblemSink(['url']);
  sink.report({ code: 'INPUT_FORMAT', rule: 'must not be https://u:pLaNtEd@h', received: 'https://u:pLaNtEd@h', remedy: 'not https://u:pLaNtEd@h' });
  const error = new ProblemsError('sync', sink.problems);
  expect(formatProblem(error.problems[0])).toBe('url: must not be https://…@h, received "https://…@h"; not https://…@h [INPUT_FORMAT]');
  expect(inspect(error)).not.toContain('pLaNtEd');
});

test.each<[string, object]>([
  ['the URL of a sync', { url: 'git://user:pLaNtEd@github.com/o/r' }],
  ['a list in the place of a URL', { url: ['https://user:pLaNtEd@github.com/o/r'] }],
  ['a token in the place of the user', { url: 'http://pLaNtEd@github.com/o/r', runtimeChecks: 'error', pullSecret: 'x' }],
  ['a patch that sets a URL', { patches: [{ patch: '- {op: replace, path: /spec/url, value: "git://u:pLaNtEd@x/y"}', target: { kind: 'GitRepository' } }] }],
  ['a value of a patch with a wrong tag', { patches: [{ patch: 'spec: {a: !!int pLaNtEd}\nmetadata: {name: a}\nkind: A\napiVersion: v1', target: { kind: 'Kustomization' } }] }],
  ['a password of a patch that begins like an alias', { patches: [{ patch: 'stringData: {password: *pLaNtEd}' }] }],
  ['a password of a patch that begins like an anchor', { patches: [{ patch: 'stringData:\n  password: &pLaNtEd! b' }] }],
  ['a password of a patch that begins like a block', { patches: [{ patch: 'stringData:\n  password: |pLaNtEd\n' }] }],
  ['a password of a patch that begins like a directive', { patches: [{ patch: 'stringData:\n  password: %pLaNtEd\n' }] }],
  ['a password of a patch that begins like a quoted string', { patches: [{ patch: 'stringData:\n  password: "pLa"pLaNtEd\n' }] }],
  ['a password of a patch that begins like a list', { patches: [{ patch: 'stringData:\n  password: ]pLaNtEd\n' }] }],
  ['a password behind a document separator', { patches: [{ patch: 'a: b\n--- pLaNtEd\n' }] }],
  ['a failing test operation', { patches: [{ patch: '- {op: test, path: /spec/url, value: pLaNtEd}', target: { kind: 'GitRepository' } }] }],
])('no message shows a secret: %s', (_, props) => {
  const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  let shown = '';
  try {
    shown = new FluxInstanceSync(new Chart(new App(), 'c'), 's', { ...GOOD, ...props }).warnings.map(formatWarning).join('\n');
  } catch (error) {
    shown = inspect(error);
  }
  shown += written.mock.calls.flat().join('\n');
  written.mockRestore();
  expect(shown).not.toBe('');
  expect(shown).not.toContain('pLaNtEd');
});
