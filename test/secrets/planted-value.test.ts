import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Testing } from 'cdk8s';
import { SecretValue } from '../../src/secrets';
import { FACTORIES, SECRET_CASES } from './factories';

const PLANTED = 'pLaNtEd';
const VARIABLE = 'FLUX_SECRET_TEST_PLANTED';

const folder = mkdtempSync(join(tmpdir(), 'flux-secret-'));
const file = join(folder, 'value');
const written: string[] = [];

beforeAll(() => {
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  }
});

afterAll(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
  delete process.env[VARIABLE];
});

/** What a value looks like that is wrong everywhere, or somewhere. */
const TEXTS = [
  PLANTED,
  `${PLANTED}\r\nX-Header: ${PLANTED}`,
  `${PLANTED}:${PLANTED}\u0000`,
  `-----BEGIN ${PLANTED}-----\n${PLANTED}\n-----END ${PLANTED}-----\n`,
  `-----BEGIN PRIVATE KEY-----\n${PLANTED}!\n-----END PRIVATE KEY-----\n`,
  `{"${PLANTED}": ${PLANTED}}`,
  `ftp://user:${PLANTED}@proxy.example.com`,
  `http://user:${PLANTED}@proxy.example.com/${'a'.repeat(2048)}`,
  `AGE-SECRET-KEY-1${PLANTED}`,
  PLANTED.repeat(200_000),
];

/** The ways in which such a text gets into a prop. */
const WAYS: readonly [string, (text: string) => unknown][] = [
  ['as a string', (text) => text],
  ['as plain text', (text) => SecretValue.unsafePlainText(text)],
  ['in a file', (text) => {
    writeFileSync(file, text);
    return SecretValue.fromFile(file);
  }],
  ['in a file that is not text', (text) => {
    writeFileSync(file, Buffer.concat([Buffer.from(text), Buffer.from([0xff])]));
    return SecretValue.fromFile(file);
  }],
  ['in a variable', (text) => {
    process.env[VARIABLE] = text.replaceAll('\u0000', '');
    return SecretValue.fromEnvironment(VARIABLE);
  }],
  ['as the name of a file', (text) => SecretValue.fromFile(text)],
  ['as the name of a variable', (text) => SecretValue.fromEnvironment(text)],
  ['in a list', (text) => [text]],
  ['in a map', (text) => ({ 'wrong': SecretValue.unsafePlainText(text), 'a.pub': SecretValue.unsafePlainText(text), 'a.asc': text })],
];

const PLACES = SECRET_CASES.flatMap(({ factory, props }) => [...Object.keys(props), 'allowPlainTextInOutput']
  .flatMap((prop) => WAYS.map(([way, make]) => ({ factory, props, prop, way, make }))));

function show(thing: unknown): string {
  return [String(thing), (thing as Error).message, (thing as Error).stack, inspect(thing, { depth: 20, showHidden: true, getters: true }),
    JSON.stringify(thing), JSON.stringify({ ...thing as object })].join('\n');
}

test.each(PLACES)('$factory shows no planted value of $prop, $way', ({ factory, props, prop, make }) => {
  let errors = 0;
  for (const text of TEXTS) {
    try {
      FACTORIES[factory](Testing.chart(), 'credentials', { allowPlainTextInOutput: true, ...props, [prop]: make(text) } as any);
    } catch (error) {
      errors++;
      expect(show(error)).not.toContain(PLANTED);
    }
  }
  expect(errors).toBeGreaterThan(0);
  expect(written.join('')).not.toContain(PLANTED);
});

test('a SecretValue shows where the value is and never the value, however it is printed', () => {
  const value = SecretValue.unsafePlainText(PLANTED);
  expect(show(value)).not.toContain(PLANTED);
  // eslint-disable-next-line @typescript-eslint/restrict-template-expressions -- what a careless program does
  expect(`${value}`).toBe('SecretValue(plain text)');
  expect(JSON.stringify({ value })).toBe('{"value":"SecretValue(plain text)"}');
  expect(inspect(value)).toBe('SecretValue { origin: \'plain text\' }');
  expect(String(SecretValue.fromFile('secrets/token'))).toBe('SecretValue(file secrets/token)');
  expect(String(SecretValue.fromEnvironment('TOKEN'))).toBe('SecretValue(environment variable TOKEN)');
});
