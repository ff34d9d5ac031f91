import { FluxSecret, SecretValue } from '../../src';
import type { GitBasicAuthSecretProps } from '../../src';
import type { BadInput, Row } from './bad-input';
import { cyclic, MEGABYTE, NO_PROP, proto, revoked, throwing } from './hostile-values';

const PASSWORD = SecretValue.unsafePlainText('p');
const GOOD = { username: 'git', password: PASSWORD, allowPlainTextInOutput: true };

/** Members that replace good ones of a user name and password. */
const CHANGES: readonly Row<object>[] = [
  ['no user name', { username: undefined }, 'INPUT_REQUIRED username'],
  ['no password', { password: undefined }, 'INPUT_REQUIRED password'],
  ['no consent', { allowPlainTextInOutput: undefined }, 'INPUT_REQUIRED allowPlainTextInOutput'],
  ['consent as a string', { allowPlainTextInOutput: 'true' }, 'INPUT_REQUIRED allowPlainTextInOutput'],
  ['consent that is null', { allowPlainTextInOutput: null }, 'INPUT_REQUIRED allowPlainTextInOutput'],
  ['an empty user name', { username: '' }, 'INPUT_EMPTY username'],
  ['a user name with a colon', { username: 'a:b' }, 'INPUT_FORMAT username'],
  ['a user name with a line break', { username: 'a\nb' }, 'INPUT_FORMAT username'],
  ['a user name with an unpaired surrogate', { username: 'a\ud800' }, 'INPUT_FORMAT username'],
  ['a password as a string', { password: 'p' }, 'INPUT_TYPE password'],
  ['a password that is an unpaired surrogate', { password: SecretValue.unsafePlainText('\udfff') }, 'INPUT_FORMAT password'],
  ['an empty password', { password: SecretValue.unsafePlainText('') }, 'INPUT_EMPTY password'],
  ['a password of blanks', { password: SecretValue.unsafePlainText('  ') }, 'INPUT_EMPTY password'],
  ['a password with a NUL', { password: SecretValue.unsafePlainText('a\u0000') }, 'INPUT_FORMAT password'],
  ['a password of two megabytes', { password: SecretValue.unsafePlainText(MEGABYTE + MEGABYTE) }, 'INPUT_FORMAT'],
  ['a password that is null inside', { password: SecretValue.unsafePlainText(null as never) }, 'INPUT_TYPE password'],
  ['a password in a file that is not there', { password: SecretValue.fromFile('no/such/file') }, 'INPUT_FILE password'],
  ['a password in a folder', { password: SecretValue.fromFile('.') }, 'INPUT_FILE password'],
  ['a password in a file that is a number', { password: SecretValue.fromFile(0 as never) }, 'INPUT_TYPE password'],
  ['a password in a file with a NUL', { password: SecretValue.fromFile('a\u0000') }, 'INPUT_FILE password'],
  ['a password in no variable', { password: SecretValue.fromEnvironment('FLUX_INSTANCE_SYNC_UNSET') }, 'INPUT_REQUIRED password'],
  ['a password in a variable that every object has', { password: SecretValue.fromEnvironment('constructor') }, 'INPUT_REQUIRED password'],
  ['a password in a variable that is an object', { password: SecretValue.fromEnvironment({} as never) }, 'INPUT_TYPE password'],
  ['a password in a variable that is a symbol', { password: SecretValue.fromEnvironment(Symbol('a') as never) }, 'INPUT_TYPE password'],
  ['a password with a line separator', { password: SecretValue.unsafePlainText('a\u2028') }, 'INPUT_FORMAT password'],
  ['a password that pretends', { password: { ...PASSWORD } }, 'INPUT_TYPE password'],
  ['a name with capitals', { name: 'Git' }, 'META_NAME name'],
  ['a name that is null', { name: null }, 'META_NAME name'],
  ['a name that is a number', { name: 5 }, 'META_NAME name'],
  ['a name of one megabyte', { name: MEGABYTE }, 'META_NAME name'],
  ['a name with an unpaired surrogate', { name: '\ud800' }, 'META_NAME name'],
  ['a namespace with a dot', { namespace: 'a.b' }, 'META_NAMESPACE namespace'],
  ['a namespace that contains itself', { namespace: cyclic() }, 'META_NAMESPACE namespace'],
  ['a prop that is misspelt', { pasword: PASSWORD }, 'INPUT_UNKNOWN pasword'],
  ['a prop called constructor', { constructor: PASSWORD }, 'INPUT_UNKNOWN constructor'],
  ['a prop called __proto__', proto({ polluted: true }), 'INPUT_UNKNOWN __proto__'],
  ['a getter that throws', throwing('username'), 'INPUT_TYPE username'],
  ['a certificate that is not one', { caCertificate: SecretValue.unsafePlainText('MIIB') }, 'INPUT_FORMAT caCertificate'],
];

const KEYS: readonly Row<unknown>[] = [
  ['no keys', {}, 'INPUT_EMPTY keys'],
  ['keys that are null', null, 'INPUT_TYPE keys'],
  ['keys that are a list', [PASSWORD], 'INPUT_TYPE keys'],
  ['keys that are a Map', new Map([['a.agekey', PASSWORD]]), 'INPUT_TYPE keys'],
  ['keys that are a revoked proxy', revoked({}), 'INPUT_TYPE keys'],
  ['a key that throws', throwing('a.agekey'), 'INPUT_TYPE keys.a.agekey'],
  ['a key called __proto__', proto(PASSWORD), 'INPUT_FORMAT keys.__proto__'],
  ['a key with another ending', { 'a.txt': PASSWORD }, 'INPUT_FORMAT keys.a.txt'],
  ['a key of one megabyte', { [`${MEGABYTE}.agekey`]: PASSWORD }, `INPUT_FORMAT keys.${MEGABYTE}.agekey`],
  ['a key with a line break', { 'a\n.agekey': PASSWORD }, 'INPUT_FORMAT keys.a\n.agekey'],
  ['a value that is a string', { 'a.agekey': 'AGE-SECRET-KEY-1' }, 'INPUT_TYPE keys.a.agekey'],
  ['a value that is not an age key', { 'a.agekey': PASSWORD }, 'INPUT_FORMAT keys.a.agekey'],
];

function give(members: object): GitBasicAuthSecretProps {
  return Object.defineProperties({ ...GOOD }, Object.getOwnPropertyDescriptors(members));
}

export const SECRETS_CASES: readonly BadInput[] = [
  ...CHANGES.map(([name, members, ...problems]): BadInput => (
    { name: `secret: ${name}`, make: (chart) => FluxSecret.gitBasicAuth(chart, 'bad', give(members)), problems }
  )),
  ...KEYS.map(([name, keys, ...problems]): BadInput => (
    { name: `secret: ${name}`, make: (chart) => FluxSecret.sopsAge(chart, 'bad', { keys, allowPlainTextInOutput: true } as never), problems }
  )),
  ...NO_PROP.filter(([name]) => /null|number|Map|function|revoked|holes/.test(name)).map(([name, props]): BadInput => ({
    name: `secret: ${name} in the place of the props`,
    make: (chart) => FluxSecret.gitBearerToken(chart, 'bad', props as never),
    problems: ['INPUT_TYPE'],
  })),
];
