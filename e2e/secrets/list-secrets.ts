import type { Chart } from 'cdk8s';
import { FluxSecret, SecretValue } from '../../src';
import type { KeyMaterial } from './make-key-material';

/** One way to make a Secret, and what a controller makes of it. */
export interface SecretCase {
  readonly name: string;
  readonly build: (chart: Chart, id: string) => FluxSecret;
  /** What it is for: the URL of a source, or the kind of connection. Nobody but the cluster reads a Secret without it. */
  readonly reader?: string;
  readonly read?: Readonly<Record<string, string>>;
}

/** Every factory of `FluxSecret`, with what it has to mean. */
export function listSecrets(keys: KeyMaterial): SecretCase[] {
  const plain = (text: string) => SecretValue.unsafePlainText(text);
  const password = plain('p@ss:"wörd" $1');
  const allowPlainTextInOutput = true;
  return [
    {
      name: 'git-basic-auth',
      build: (chart, id) => FluxSecret.gitBasicAuth(chart, id, {
        username: 'me', password, caCertificate: plain(keys.certificate), allowPlainTextInOutput,
      }),
      reader: 'https://git.example.com/fleet.git',
      read: { username: 'me', password: 'p@ss:"wörd" $1', bearerToken: '', ca: keys.certificate },
    },
    {
      name: 'git-bearer-token',
      build: (chart, id) => FluxSecret.gitBearerToken(chart, id, { token: plain('0123'), allowPlainTextInOutput }),
      reader: 'https://git.example.com/fleet.git',
      read: { username: '', password: '', bearerToken: '0123', ca: '' },
    },
    {
      name: 'git-ssh',
      build: (chart, id) => FluxSecret.gitSsh(chart, id, {
        privateKey: plain(keys.sshKey), knownHosts: plain(keys.knownHosts), allowPlainTextInOutput,
      }),
      reader: 'ssh://git@git.example.com/fleet.git',
      read: { username: 'git', key: 'ssh-ed25519', host: 'git.example.com', hostKey: 'ssh-ed25519' },
    },
    {
      name: 'git-ssh-with-passphrase',
      build: (chart, id) => FluxSecret.gitSsh(chart, id, {
        privateKey: plain(keys.lockedSshKey), password: plain('open sesame'), knownHosts: plain(keys.knownHosts), allowPlainTextInOutput,
      }),
      reader: 'ssh://somebody@git.example.com/fleet.git',
      read: { username: 'somebody', key: 'ssh-rsa', host: 'git.example.com', hostKey: 'ssh-ed25519' },
    },
    {
      name: 'github-app',
      build: (chart, id) => FluxSecret.githubApp(chart, id, {
        appId: '123', installationId: '0456', privateKey: plain(keys.rsaKey), allowPlainTextInOutput,
      }),
      reader: 'github://my-org/fleet',
      read: { githubAppID: '123', githubAppInstallationID: '0456', githubAppPrivateKey: keys.rsaKey },
    },
    {
      name: 'registry',
      build: (chart, id) => FluxSecret.registry(chart, id, { server: 'registry.example.com', username: 'me', password, allowPlainTextInOutput }),
      reader: 'oci://registry.example.com/my-org/fleet',
      read: { username: 'me', password: 'p@ss:"wörd" $1' },
    },
    {
      name: 'registry-docker-hub',
      build: (chart, id) => FluxSecret.registry(chart, id, { server: 'https://index.docker.io/v1/', username: 'me', password, allowPlainTextInOutput }),
      reader: 'oci://docker.io/my-org/fleet',
      read: { username: 'me', password: 'p@ss:"wörd" $1' },
    },
    {
      name: 'tls',
      build: (chart, id) => FluxSecret.tls(chart, id, {
        certificate: plain(keys.certificate), privateKey: plain(keys.certificateKey), caCertificate: plain(keys.certificate), allowPlainTextInOutput,
      }),
      reader: 'tls://',
      read: { certificates: '1', ownCA: 'true' },
    },
    {
      name: 'tls-ca-only',
      build: (chart, id) => FluxSecret.tls(chart, id, { caCertificate: plain(keys.certificate), allowPlainTextInOutput }),
      reader: 'tls://',
      read: { certificates: '0', ownCA: 'true' },
    },
    {
      name: 'proxy',
      build: (chart, id) => FluxSecret.proxy(chart, id, {
        address: 'http://proxy.example.com:3128', username: 'me', password: plain('secret'), allowPlainTextInOutput,
      }),
      reader: 'proxy://',
      read: { url: 'http://me:secret@proxy.example.com:3128' },
    },
    {
      name: 'bucket-static-keys',
      build: (chart, id) => FluxSecret.bucketStaticKeys(chart, id, { accessKey: plain('a'), secretKey: plain('b'), allowPlainTextInOutput }),
    },
    {
      name: 'bucket-azure',
      build: (chart, id) => FluxSecret.bucketAzure(chart, id, { accountKey: plain('YWNjb3VudC1rZXk='), allowPlainTextInOutput }),
    },
    {
      name: 'bucket-gcp',
      build: (chart, id) => FluxSecret.bucketGcp(chart, id, {
        serviceAccountKey: plain(JSON.stringify({ type: 'service_account', project_id: 'a' })), allowPlainTextInOutput,
      }),
    },
    { name: 'bucket-sts', build: (chart, id) => FluxSecret.bucketSts(chart, id, { username: 'me', password, allowPlainTextInOutput }) },
    {
      name: 'cosign-keys',
      build: (chart, id) => FluxSecret.cosignKeys(chart, id, { keys: { 'a.pub': plain(keys.publicKey) }, allowPlainTextInOutput }),
    },
    {
      name: 'git-verification-keys',
      build: (chart, id) => FluxSecret.gitVerificationKeys(chart, id, { keys: { 'a.asc': plain(armor('PUBLIC')) }, allowPlainTextInOutput }),
    },
    {
      name: 'sops-age',
      build: (chart, id) => FluxSecret.sopsAge(chart, id, { keys: { 'a.agekey': plain(keys.ageKey) }, allowPlainTextInOutput }),
    },
    {
      name: 'sops-pgp',
      build: (chart, id) => FluxSecret.sopsPgp(chart, id, { keys: { 'a.asc': plain(armor('PRIVATE')) }, allowPlainTextInOutput }),
    },
  ];
}

/** The form of a PGP key; there is no tool here that makes one. */
function armor(half: string): string {
  return `-----BEGIN PGP ${half} KEY BLOCK-----\n\nmDMEAAAAABYJKwYBBAHaRw8BAQdA\n=AAAA\n-----END PGP ${half} KEY BLOCK-----\n`;
}
