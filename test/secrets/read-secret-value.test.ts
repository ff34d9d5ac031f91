import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { PRIVATE_KEY, KNOWN_HOSTS } from './factories';
import { FluxSecret } from '../../src/flux-secret';
import { readSecretValue, SecretValue } from '../../src/secrets';

const folder = mkdtempSync(join(tmpdir(), 'flux-secret-'));
const file = join(folder, 'value');

afterAll(() => rmSync(folder, { recursive: true }));

test('a file is read as UTF-8 text, without a byte order mark', () => {
  writeFileSync(file, '\ufeffpässword\n');
  expect(readSecretValue(SecretValue.fromFile(file))).toBe('pässword\n');
});

test('a file that is no UTF-8 text, or a folder, is refused by name', () => {
  writeFileSync(file, Buffer.from([0x61, 0xff]));
  expect(readSecretValue(SecretValue.fromFile(file))).toEqual({ code: 'INPUT_FILE', rule: 'must be a file with UTF-8 text', received: file });
  expect(readSecretValue(SecretValue.fromFile(folder)))
    .toEqual({ code: 'INPUT_FILE', rule: 'must be a file that can be read (EISDIR)', received: folder });
});

test('an environment variable is read when the Secret is made, not before', () => {
  const value = SecretValue.fromEnvironment('FLUX_SECRET_TEST_LATER');
  process.env.FLUX_SECRET_TEST_LATER = 'later';
  expect(readSecretValue(value)).toBe('later');
  delete process.env.FLUX_SECRET_TEST_LATER;
  expect(readSecretValue(value)).toEqual({ code: 'INPUT_REQUIRED', rule: 'must be an environment variable that is set', received: 'FLUX_SECRET_TEST_LATER' });
});

test.each(['text', undefined, null, {}, Object.create(SecretValue.prototype)])('%p is no SecretValue', (value) => {
  expect(readSecretValue(value)).toMatchObject({ code: 'INPUT_TYPE', rule: 'must be a SecretValue' });
});

test('the last line break of a file is no part of a password, but stays in a key', () => {
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
