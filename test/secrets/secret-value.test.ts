import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Testing } from 'cdk8s';
import { FluxSecret } from '../../src/flux-secret';
import { ProblemSink } from '../../src/problems';
import type { Problem } from '../../src/problems';
import { SecretValue } from '../../src/secrets';
import { readSecretValue } from '../../src/secrets/secret-value';
import { PRIVATE_KEY, KNOWN_HOSTS } from './factories';

const folder = mkdtempSync(join(tmpdir(), 'flux-secret-'));
const file = join(folder, 'value');

afterAll(() => rmSync(folder, { recursive: true }));

function read(value: unknown): string | undefined | readonly Problem[] {
  const sink = new ProblemSink(['token']);
  const text = readSecretValue(value, sink);
  return sink.problems.length > 0 ? sink.problems : text;
}

test('a file is read as UTF-8 text, without a byte order mark', () => {
  writeFileSync(file, '\ufeffpässword\n');
  expect(read(SecretValue.fromFile(file))).toBe('pässword\n');
});

test.each<[string, () => string, string]>([
  ['a file that is not UTF-8', () => {
    writeFileSync(file, Buffer.from([0x61, 0xff]));
    return file;
  }, 'must be a file with UTF-8 text'],
  ['a folder', () => folder, 'cannot be read: it is a folder (EISDIR)'],
  ['a missing file', () => join(folder, 'missing'), 'cannot be read: it does not exist (ENOENT)'],
  ['a file in a missing folder', () => 'secrets/Team-a/git.token', 'cannot be read: it does not exist (ENOENT)'],
  ['a file without an end', () => '/dev/zero', 'cannot be read: it is a device, a pipe or a socket'],
])('%s is refused by name', (_what, prepare, rule) => {
  const path = prepare();
  expect(read(SecretValue.fromFile(path))).toEqual([{ code: 'INPUT_FILE', path: 'token', rule, received: path }]);
  expect(String(SecretValue.fromFile(path))).toBe(`SecretValue(file ${path})`);
});

test('a pipe is refused at once: it would be waited for until somebody writes to it', () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  expect(read(SecretValue.fromFile(pipe))).toMatchObject([{ rule: 'cannot be read: it is a device, a pipe or a socket' }]);
});

test('a file that is larger than any Secret is refused without being read', () => {
  truncateSync(file, 3 * 1024 ** 3);
  expect(read(SecretValue.fromFile(file))).toMatchObject([{ rule: 'cannot be read: it is too large (EFBIG)' }]);
  truncateSync(file);
});

test('an environment variable is read when the Secret is made, not before', () => {
  const value = SecretValue.fromEnvironment('FLUX_SECRET_TEST_LATER');
  process.env.FLUX_SECRET_TEST_LATER = 'later';
  expect(read(value)).toBe('later');
  delete process.env.FLUX_SECRET_TEST_LATER;
  expect(read(value)).toEqual([
    { code: 'INPUT_REQUIRED', path: 'token', rule: 'must be an environment variable that is set', received: 'FLUX_SECRET_TEST_LATER' },
  ]);
});

/** Values that people pass in the place of a name, shortened or made up. */
const SECRETS = [
  'ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'glpat-aBcDeFgHiJkLmNoPqRsT', 'AKIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  'hunter2', 'Summer2026', 'S3CRET', 'correct horse', '0123456789abcdef0123456789abcdef01234567', 'eyJhbGciOi.eyJzdWIiOiIx.c2lnbmF0dXJl',
  'https://user:hunter2@git.example.com', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----\n',
  '{"type":"service_account","private_key":"a/b"}', 'AGE-SECRET-KEY-1QQQQQQQQ', 'secret\n', 'a/b\u2028c', 'x'.repeat(5000),
];

test.each(SECRETS)('the value %j in the place of a name is not shown', (secret) => {
  for (const value of [SecretValue.fromEnvironment(secret), SecretValue.fromFile(secret)]) {
    for (const shown of [JSON.stringify(read(value)), String(value), JSON.stringify(value), inspect(value, { showHidden: true })]) {
      expect(shown).not.toContain(JSON.stringify(secret).slice(1, -1));
      expect(shown).not.toContain(secret.slice(0, 8));
    }
  }
  expect(read(SecretValue.fromEnvironment(secret))).toEqual([
    expect.objectContaining({ rule: 'must be an environment variable that is set', remedy: 'pass the name of the variable, not its value' }),
  ]);
  expect(read(SecretValue.fromFile(secret))).toEqual([expect.objectContaining({ remedy: 'pass the path of the file, not its content' })]);
});

test.each<[string, (from: any) => SecretValue, string]>([
  ['fromEnvironment', SecretValue.fromEnvironment, 'must name an environment variable'],
  ['fromFile', SecretValue.fromFile, 'must name a file'],
  ['unsafePlainText', SecretValue.unsafePlainText, 'must be a string'],
])('%s with something that is not a string is a problem of the prop', (_name, make, rule) => {
  for (const from of [Symbol('a'), Object.create(null), 5, null, undefined]) {
    expect(read(make(from))).toEqual([expect.objectContaining({ code: 'INPUT_TYPE', path: 'token', rule })]);
    expect(String(make(from))).toMatch(/^SecretValue\([a-z ]+\)$/);
  }
});

test.each(['text', undefined, null, {}, Object.create(SecretValue.prototype)])('%p is not a SecretValue', (value) => {
  expect(read(value)).toMatchObject([{ code: 'INPUT_TYPE', rule: 'must be a SecretValue' }]);
});

test('the last line break of a file is not part of a password, but stays in a key', () => {
  writeFileSync(file, 'password\r\n');
  const chart = Testing.chart();
  FluxSecret.gitSsh(chart, 'a', {
    privateKey: SecretValue.unsafePlainText(PRIVATE_KEY),
    knownHosts: SecretValue.unsafePlainText(KNOWN_HOSTS),
    password: SecretValue.fromFile(file),
    allowPlainTextInOutput: true,
  });
  expect(Testing.synth(chart)[0].stringData).toEqual({ identity: PRIVATE_KEY, known_hosts: KNOWN_HOSTS, password: 'password' });
});
