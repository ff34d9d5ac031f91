import { inspect } from 'node:util';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { parse } from 'yaml';
import { FluxSecret } from '../../src/flux-secret';
import { findKnownSecrets } from '../../src/known-secrets';
import { SecretValue } from '../../src/secrets';
import { AGE_KEY, CERTIFICATE, FACTORIES, PRIVATE_KEY, SECRET_CASES } from './factories';
import type { SecretCase } from './factories';
import { EC_PKCS8, RSA_PKCS8 } from './keys';

const of = (text: string): SecretValue => SecretValue.unsafePlainText(text);

function create(factory: SecretCase['factory'], props: object, chart: Chart = Testing.chart()): FluxSecret {
  return FACTORIES[factory](chart, 'credentials', { allowPlainTextInOutput: true, ...props } as any);
}

test.each(SECRET_CASES)('$factory writes the type and keys that the controllers look for (case %#)', ({ factory, props, type, stringData }) => {
  const chart = Testing.chart();
  create(factory, props, chart);
  expect(Testing.synth(chart)).toEqual([{
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'credentials', namespace: 'flux-system' },
    ...(type === undefined ? {} : { type }),
    stringData,
  }]);
});

test('every factory has a case', () => {
  expect(new Set(SECRET_CASES.map(({ factory }) => factory))).toEqual(new Set(Object.keys(FACTORIES)));
  const statics = Object.getOwnPropertyNames(FluxSecret).filter((name) => !['length', 'name', 'prototype', 'create'].includes(name));
  expect(statics.sort()).toEqual(Object.keys(FACTORIES).sort());
});

test('name and namespace come from the props, else from the id and the chart, and can be passed on', () => {
  const chart = new Chart(new App(), 'chart', { namespace: 'apps', labels: { team: 'a' } });
  const first = create('bucketAzure', { clientId: 'c' }, chart);
  expect([first.name, first.namespace]).toEqual(['credentials', 'apps']);
  const second = FluxSecret.bucketAzure(chart, 'Second', { clientId: 'c', name: 'flux-system', namespace: 'flux-system', allowPlainTextInOutput: true });
  expect([second.name, second.namespace, second.secret.name]).toEqual(['flux-system', 'flux-system', 'flux-system']);
  expect(second.secret.toJson().metadata.labels).toEqual({ team: 'a' });
});

test('the same name twice in a chart and namespace is an error, and the second is not in the tree', () => {
  const chart = new Chart(new App(), 'chart');
  create('bucketAzure', { clientId: 'c' }, chart);
  expect(() => FluxSecret.bucketAzure(chart, 'other', { clientId: 'c', name: 'credentials', allowPlainTextInOutput: true }))
    .toThrow('chart/credentials and chart/other both emit the Secret credentials in namespace flux-system');
  expect(chart.node.children.map(({ node }) => node.id)).toEqual(['credentials']);
});

test('without the deliberate choice nothing is made, and the message says what to do instead', () => {
  const chart = new Chart(new App(), 'chart');
  const make = (): FluxSecret => FluxSecret.gitBearerToken(chart, 'token', { token: of('t') });
  expect(make).toThrow('chart/token: 1 problem\n  - allowPlainTextInOutput: must be true, because the synthesized manifest holds the values in plain'
    + ' text; set it and encrypt the output with sops before you commit it, or let External Secrets or a SOPS-encrypted file create the Secret'
    + ' and only name it in the sync [INPUT_REQUIRED]');
  expect(chart.node.children).toEqual([]);
});

test.each<[SecretCase['factory'], object, readonly string[]]>([
  ['gitBasicAuth', {}, ['username: is required [INPUT_REQUIRED]', 'password: is required [INPUT_REQUIRED]']],
  ['gitBasicAuth', { username: 'a:b', password: of('a\r\nX-Header: b'), caCertificate: of('MIIB') }, [
    'username: must not contain a colon [INPUT_FORMAT]',
    'password: must be one line without control characters [INPUT_FORMAT]',
    'caCertificate: must be a certificate in PEM form, from its BEGIN line to its END line [INPUT_FORMAT]',
  ]],
  ['gitBasicAuth', { username: 'a\nb', password: 'plain', pasword: 'plain' }, [
    'pasword: is not a known field; did you mean password? [INPUT_UNKNOWN]',
    'username: must be one line without control characters [INPUT_FORMAT]',
    'password: must be a SecretValue; use SecretValue.fromFile or SecretValue.fromEnvironment [INPUT_TYPE]',
  ]],
  ['gitBasicAuth', { username: 7, password: of(undefined as any), name: 'Not a name', namespace: 'a.b' }, [
    'username: must be a string; put it in quotes [INPUT_TYPE]',
    'password: must be a string [INPUT_TYPE]',
    'name: must be a DNS subdomain: lower case letters, digits, - and ., starting and ending with a letter or digit, at most 253 characters,'
    + ' received "Not a name" [META_NAME]',
    'namespace: must be a DNS label: lower case letters, digits and -, starting and ending with a letter or digit, at most 63 characters,'
    + ' received "a.b" [META_NAMESPACE]',
  ]],
  ['gitBearerToken', { token: of('') }, ['token: must not be empty [INPUT_EMPTY]']],
  ['gitBearerToken', { token: SecretValue.fromFile('test/secrets/no-such-file') }, [
    'token: cannot be read: it does not exist (ENOENT), received "test/secrets/no-such-file" [INPUT_FILE]',
  ]],
  ['gitBearerToken', { token: SecretValue.fromFile('') }, ['token: must name a file [INPUT_TYPE]']],
  ['gitBearerToken', { token: SecretValue.fromEnvironment('FLUX_SECRET_TEST_UNSET') }, [
    'token: must be an environment variable that is set, received "FLUX_SECRET_TEST_UNSET" [INPUT_REQUIRED]',
  ]],
  ['gitBearerToken', { token: SecretValue.fromEnvironment(1 as any) }, ['token: must name an environment variable [INPUT_TYPE]']],
  ['gitSsh', { privateKey: of(CERTIFICATE), knownHosts: of('git.example.com\n'), publicKey: of('x') }, [
    'privateKey: must be a private key (an encrypted one in RSA or OpenSSH form) in PEM form, from its BEGIN line to its END line [INPUT_FORMAT]',
    'knownHosts: must have lines of host, key type and key, as ssh-keyscan prints them; line 1 is different [INPUT_FORMAT]',
    'publicKey: must have lines of key type and key, as ssh-keygen writes them to a .pub file; line 1 is different [INPUT_FORMAT]',
  ]],
  ['gitSsh', { privateKey: of(PRIVATE_KEY.replace(/-----END.*/, '')), knownHosts: of('# only a comment\n') }, [
    'privateKey: must be a private key (an encrypted one in RSA or OpenSSH form) in PEM form, from its BEGIN line to its END line [INPUT_FORMAT]',
    'knownHosts: must have lines of host, key type and key, as ssh-keyscan prints them; there is no such line [INPUT_FORMAT]',
  ]],
  ['githubApp', { appId: 'my-app', privateKey: of(RSA_PKCS8), baseUrl: 'git.example.com' }, [
    'appId: must consist of digits [INPUT_FORMAT]',
    'baseUrl: must be a URL with https:// [INPUT_FORMAT]',
    'must have exactly one of installationId and installationOwner [INPUT_CONFLICT]',
  ]],
  ['githubApp', { appId: '1', privateKey: of(RSA_PKCS8), installationId: '1', installationOwner: 'a' }, [
    'must have exactly one of installationId and installationOwner [INPUT_CONFLICT]',
  ]],
  ['githubApp', { appId: '1', privateKey: of(EC_PKCS8), installationId: '1' }, [
    'privateKey: must be an RSA private key in PKCS#1 or PKCS#8 form, not encrypted: the one that GitHub generates for the App [INPUT_FORMAT]',
  ]],
  ['registry', { server: 'oci://registry.example.com', username: 'a', password: of('b') }, [
    'server: must be the host name of a registry, such as registry.example.com, without oci:// [INPUT_FORMAT]',
  ]],
  ['bucketAzure', { tenantId: 'a', clientSecret: of('b') }, [
    'must have exactly one of: tenantId + clientId + clientSecret, or tenantId + clientId + clientCertificate, or clientId, or accountKey,'
    + ' or sasKey [INPUT_CONFLICT]',
  ]],
  ['bucketAzure', { accountKey: of('a'), sasKey: of('b'), clientCertificatePassword: of('c'), clientCertificateSendChain: 'yes' }, [
    'clientCertificateSendChain: must be true or false [INPUT_TYPE]',
    'must have exactly one of: tenantId + clientId + clientSecret, or tenantId + clientId + clientCertificate, or clientId, or accountKey,'
    + ' or sasKey [INPUT_CONFLICT]',
    'clientCertificatePassword: needs clientCertificate [INPUT_CONFLICT]',
    'clientCertificateSendChain: needs clientCertificate [INPUT_CONFLICT]',
  ]],
  ['bucketGcp', { serviceAccountKey: of('[]') }, ['serviceAccountKey: must be a JSON object [INPUT_FORMAT]']],
  ['bucketGcp', { serviceAccountKey: of('{') }, ['serviceAccountKey: must be a JSON object [INPUT_FORMAT]']],
  ['tls', {}, ['must have caCertificate, or certificate and privateKey [INPUT_REQUIRED]']],
  ['tls', { certificate: of(CERTIFICATE), caCertificate: of(CERTIFICATE) }, ['must have certificate and privateKey together [INPUT_CONFLICT]']],
  ['proxy', { address: 'proxy.example.com:3128', password: of('p') }, [
    'address: must be a URL with http://, https:// or socks5:// [INPUT_FORMAT]',
    'password: needs username, or the controller ignores it [INPUT_CONFLICT]',
  ]],
  ['proxy', { address: 'socks5h://proxy.example.com' }, ['address: must be a URL with http://, https:// or socks5:// [INPUT_FORMAT]']],
  ['proxy', { address: `http://proxy.example.com/${'a'.repeat(2048)}` }, ['address: must have at most 2048 characters [INPUT_FORMAT]']],
  ['cosignKeys', { keys: {} }, ['keys: must have at least one key that ends with .pub [INPUT_EMPTY]']],
  ['cosignKeys', { keys: { 'cosign.key': of('a'), '..pub': of('b'), 'a b.pub': of('b'), 'c.pub': of('c'), 'd.pub': 'd' } }, [
    'keys.cosign.key: must have a key of letters, digits, -, _ and . that ends with .pub: the controllers ignore others [INPUT_FORMAT]',
    'keys...pub: must have a key of letters, digits, -, _ and . that ends with .pub: the controllers ignore others [INPUT_FORMAT]',
    'keys.a b.pub: must have a key of letters, digits, -, _ and . that ends with .pub: the controllers ignore others [INPUT_FORMAT]',
    'keys.c.pub: must be a public key in PEM form, from its BEGIN line to its END line [INPUT_FORMAT]',
    'keys.d.pub: must be a SecretValue; use SecretValue.fromFile or SecretValue.fromEnvironment [INPUT_TYPE]',
  ]],
  ['sopsAge', { keys: { 'age.agekey': of('age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq') } }, [
    'keys.age.agekey: must have lines with AGE-SECRET-KEY-1…, as age-keygen writes them; line 1 is different [INPUT_FORMAT]',
  ]],
  ['sopsAge', { keys: [of(AGE_KEY)] }, ['keys: must be an object [INPUT_TYPE]']],
  ['gitBearerToken', { token: of('a'.repeat(1024 * 1024 + 1)) }, ['must hold at most 1048576 bytes in all [INPUT_FORMAT]']],
])('%s refuses wrong props (case %#) with all problems at once', (factory, props, expected) => {
  let message = '';
  try {
    create(factory, props);
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message.split('\n').slice(1)).toEqual(expected.map((problem) => `  - ${problem}`));
});

test.each([undefined, null, 'text', 5])('props that are %p are refused', (props) => {
  expect(() => FluxSecret.gitBearerToken(Testing.chart(), 'a', props as any))
    .toThrow('a: 1 problem\n  - must be an object; its fields are token, caCertificate, name, namespace, allowPlainTextInOutput [INPUT_TYPE]');
});

test('ApiObject.of finds the Secret of the construct', () => {
  const secret = create('bucketAzure', { clientId: 'c' });
  expect(ApiObject.of(secret)).toBe(secret.secret);
});

test.each(['0o17', '0X1F', '-_8', '1e5_0', '414e8_'])('the password %s is written in quotes, or Go would read a number', (password) => {
  const chart = Testing.chart();
  create('gitBasicAuth', { username: 'git', password: of(password) }, chart);
  expect(App.of(chart).synthYaml()).toContain(`  password: "${password}"\n`);
});

test.each(['{"a": "\u2028"}', '{"a": "\u0085\u007f\uffff"}', '\n\t{\n}', '{}\r\n   \r\n'])('the key file %j arrives as it is', (key) => {
  const chart = Testing.chart();
  create('bucketGcp', { serviceAccountKey: of(key) }, chart);
  expect(parse(App.of(chart).synthYaml())).toMatchObject({ stringData: { serviceaccount: key } });
});

test('a Secret is found only below its scope, and no more once it is taken out of the tree', () => {
  const app = new App();
  const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
  const inner = new Chart(one, 'inner');
  create('tls', { caCertificate: of(CERTIFICATE) }, inner);
  const isKnown = (chart: Chart): boolean => findKnownSecrets(chart).find('flux-system', 'credentials') !== undefined;
  expect([one, inner, two].map(isKnown)).toEqual([true, true, false]);
  one.node.tryRemoveChild('inner');
  expect([one, inner, two].map(isKnown)).toEqual([false, false, false]);
  create('tls', { caCertificate: of(CERTIFICATE) }, one);
  expect([one, inner, two].map(isKnown)).toEqual([true, false, false]);
});

test('a Secret can be found from its chart, with its keys, and printing its construct shows no value', () => {
  const app = new App();
  const [one, two] = [new Chart(app, 'one', { namespace: 'apps' }), new Chart(app, 'two')];
  create('gitBasicAuth', { username: 'git', password: of('pLaNtEd') }, one);
  create('tls', { caCertificate: of(CERTIFICATE) }, two);
  expect(findKnownSecrets(one).find('apps', 'credentials'))
    .toEqual({ namespace: 'apps', name: 'credentials', keys: ['username', 'password'], values: { username: 'git', password: 'pLaNtEd' } });
  expect(findKnownSecrets(two).find('flux-system', 'credentials'))
    .toEqual({ namespace: 'flux-system', name: 'credentials', type: 'Opaque', keys: ['ca.crt'], values: { 'ca.crt': CERTIFICATE } });
  expect(inspect(app, { depth: 20, showHidden: true })).not.toContain('pLaNtEd');
});
