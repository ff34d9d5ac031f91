import type { Construct } from 'constructs';
import { FluxSecret } from '../../src/flux-secret';
import { SecretValue } from '../../src/secrets';
import { RSA_PKCS1 } from './keys';

type Factory = (scope: Construct, id: string, props: any) => FluxSecret;

export interface SecretCase {
  readonly factory: keyof typeof FACTORIES;
  readonly props: Readonly<Record<string, unknown>>;
  readonly type?: string;
  readonly stringData: Readonly<Record<string, string>>;
}

export const FACTORIES = {
  gitBasicAuth: FluxSecret.gitBasicAuth,
  gitBearerToken: FluxSecret.gitBearerToken,
  gitSsh: FluxSecret.gitSsh,
  githubApp: FluxSecret.githubApp,
  registry: FluxSecret.registry,
  bucketStaticKeys: FluxSecret.bucketStaticKeys,
  bucketAzure: FluxSecret.bucketAzure,
  bucketGcp: FluxSecret.bucketGcp,
  bucketSts: FluxSecret.bucketSts,
  tls: FluxSecret.tls,
  proxy: FluxSecret.proxy,
  cosignKeys: FluxSecret.cosignKeys,
  gitVerificationKeys: FluxSecret.gitVerificationKeys,
  sopsAge: FluxSecret.sopsAge,
  sopsPgp: FluxSecret.sopsPgp,
} satisfies Record<string, Factory>;

const of = (text: string): SecretValue => SecretValue.unsafePlainText(text);

export const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nTUlJQg==\n-----END CERTIFICATE-----\n';
export const PRIVATE_KEY = '-----BEGIN PRIVATE KEY-----\nTUlJRQ==\n-----END PRIVATE KEY-----\n';
export const PUBLIC_KEY = '-----BEGIN PUBLIC KEY-----\nTUZrdw==\n-----END PUBLIC KEY-----\n';
export const KNOWN_HOSTS = '# git.example.com:22\ngit.example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPESgFPdV+6sn6PpHYlHBr701xA9SSOodSbzn5A9rk4O\n';
export const SSH_PUBLIC_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPESgFPdV+6sn6PpHYlHBr701xA9SSOodSbzn5A9rk4O me@example.com\n';
export const PGP_PUBLIC_KEY = '-----BEGIN PGP PUBLIC KEY BLOCK-----\nVersion: 1\n\nmDMEZg==\n=AbCd\n-----END PGP PUBLIC KEY BLOCK-----\n';
export const PGP_PRIVATE_KEY = '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlFgEZg==\n=AbCd\n-----END PGP PRIVATE KEY BLOCK-----\n';
export const AGE_KEY = `# created: 2025-01-01T00:00:00Z\nAGE-SECRET-KEY-1${'Q'.repeat(58)}\n`;

/** Every factory with every prop, and what stands in the Secret. */
export const SECRET_CASES: readonly SecretCase[] = [
  {
    factory: 'gitBasicAuth',
    props: { username: 'git', password: of('pässword') },
    stringData: { username: 'git', password: 'pässword' },
  },
  {
    factory: 'gitBasicAuth',
    props: { username: 'git', password: of('p'), caCertificate: of(CERTIFICATE) },
    stringData: { 'username': 'git', 'password': 'p', 'ca.crt': CERTIFICATE },
  },
  {
    factory: 'gitBearerToken',
    props: { token: of('t'), caCertificate: of(CERTIFICATE) },
    stringData: { 'bearerToken': 't', 'ca.crt': CERTIFICATE },
  },
  {
    factory: 'gitSsh',
    props: { privateKey: of(PRIVATE_KEY), knownHosts: of(KNOWN_HOSTS) },
    stringData: { identity: PRIVATE_KEY, known_hosts: KNOWN_HOSTS },
  },
  {
    factory: 'gitSsh',
    props: { privateKey: of(PRIVATE_KEY), knownHosts: of(KNOWN_HOSTS), publicKey: of(SSH_PUBLIC_KEY), password: of('p') },
    stringData: { 'identity': PRIVATE_KEY, 'known_hosts': KNOWN_HOSTS, 'identity.pub': SSH_PUBLIC_KEY, 'password': 'p' },
  },
  {
    factory: 'githubApp',
    props: { appId: '0123', privateKey: of(RSA_PKCS1), installationId: '456' },
    type: 'Opaque',
    stringData: { githubAppID: '0123', githubAppPrivateKey: RSA_PKCS1, githubAppInstallationID: '456' },
  },
  {
    factory: 'githubApp',
    props: {
      appId: '1',
      privateKey: of(RSA_PKCS1),
      installationOwner: 'my-org',
      baseUrl: 'https://git.example.com/api/v3',
      caCertificate: of(CERTIFICATE),
    },
    type: 'Opaque',
    stringData: {
      'githubAppID': '1',
      'githubAppPrivateKey': RSA_PKCS1,
      'githubAppInstallationOwner': 'my-org',
      'githubAppBaseURL': 'https://git.example.com/api/v3',
      'ca.crt': CERTIFICATE,
    },
  },
  {
    factory: 'registry',
    props: { server: 'registry.example.com:5000', username: 'robot', password: of('pässword"') },
    type: 'kubernetes.io/dockerconfigjson',
    stringData: {
      '.dockerconfigjson': '{"auths":{"registry.example.com:5000":'
        + '{"username":"robot","password":"pässword\\"","auth":"cm9ib3Q6cMOkc3N3b3JkIg=="}}}',
    },
  },
  {
    factory: 'bucketStaticKeys',
    props: { accessKey: of('a'), secretKey: of('s') },
    stringData: { accesskey: 'a', secretkey: 's' },
  },
  {
    factory: 'bucketAzure',
    props: { tenantId: 't', clientId: 'c', clientSecret: of('s'), authorityHost: 'https://login.example.com' },
    stringData: { tenantId: 't', clientId: 'c', clientSecret: 's', authorityHost: 'https://login.example.com' },
  },
  {
    factory: 'bucketAzure',
    props: {
      tenantId: 't',
      clientId: 'c',
      clientCertificate: of(CERTIFICATE + PRIVATE_KEY),
      clientCertificatePassword: of('p'),
      clientCertificateSendChain: true,
    },
    stringData: {
      tenantId: 't',
      clientId: 'c',
      clientCertificate: CERTIFICATE + PRIVATE_KEY,
      clientCertificatePassword: 'p',
      clientCertificateSendChain: 'true',
    },
  },
  {
    factory: 'bucketAzure',
    props: { tenantId: 't', clientId: 'c', clientCertificate: of(PRIVATE_KEY + CERTIFICATE), clientCertificateSendChain: false },
    stringData: { tenantId: 't', clientId: 'c', clientCertificate: PRIVATE_KEY + CERTIFICATE },
  },
  { factory: 'bucketAzure', props: { clientId: 'c' }, stringData: { clientId: 'c' } },
  { factory: 'bucketAzure', props: { accountKey: of('k') }, stringData: { accountKey: 'k' } },
  { factory: 'bucketAzure', props: { sasKey: of('?sv=1&sig=a') }, stringData: { sasKey: '?sv=1&sig=a' } },
  { factory: 'bucketGcp', props: { serviceAccountKey: of('{"type":"service_account"}\n') }, stringData: { serviceaccount: '{"type":"service_account"}\n' } },
  { factory: 'bucketSts', props: { username: 'cn=a', password: of('p') }, stringData: { username: 'cn=a', password: 'p' } },
  {
    factory: 'tls',
    props: { certificate: of(CERTIFICATE), privateKey: of(PRIVATE_KEY), caCertificate: of(CERTIFICATE) },
    type: 'kubernetes.io/tls',
    stringData: { 'tls.crt': CERTIFICATE, 'tls.key': PRIVATE_KEY, 'ca.crt': CERTIFICATE },
  },
  {
    factory: 'tls',
    props: { certificate: of(CERTIFICATE), privateKey: of(PRIVATE_KEY) },
    type: 'kubernetes.io/tls',
    stringData: { 'tls.crt': CERTIFICATE, 'tls.key': PRIVATE_KEY },
  },
  { factory: 'tls', props: { caCertificate: of(CERTIFICATE) }, type: 'Opaque', stringData: { 'ca.crt': CERTIFICATE } },
  {
    factory: 'proxy',
    props: { address: 'socks5://proxy.example.com:1080' },
    type: 'Opaque',
    stringData: { address: 'socks5://proxy.example.com:1080' },
  },
  {
    factory: 'proxy',
    props: { address: 'http://proxy.example.com', username: 'u', password: of('p') },
    type: 'Opaque',
    stringData: { address: 'http://proxy.example.com', username: 'u', password: 'p' },
  },
  {
    factory: 'cosignKeys',
    props: { keys: { 'cosign.pub': of(PUBLIC_KEY), 'next.pub': of(PUBLIC_KEY) } },
    stringData: { 'cosign.pub': PUBLIC_KEY, 'next.pub': PUBLIC_KEY },
  },
  {
    factory: 'gitVerificationKeys',
    props: { keys: { 'ann.asc': of(PGP_PUBLIC_KEY), 'bob.sshpub': of(SSH_PUBLIC_KEY) } },
    stringData: { 'ann.asc': PGP_PUBLIC_KEY, 'bob.sshpub': SSH_PUBLIC_KEY },
  },
  { factory: 'sopsAge', props: { keys: { 'age.agekey': of(AGE_KEY) } }, type: 'Opaque', stringData: { 'age.agekey': AGE_KEY } },
  { factory: 'sopsPgp', props: { keys: { 'sops.asc': of(PGP_PRIVATE_KEY) } }, type: 'Opaque', stringData: { 'sops.asc': PGP_PRIVATE_KEY } },
];
