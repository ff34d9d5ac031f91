import * as fc from 'fast-check';
import {
  checkAgeKeys, checkCertificate, checkCertificateWithKey, checkDigits, checkHttpsUrl, checkJsonObject, checkKnownHosts, checkLine,
  checkPgpPrivateKey, checkPgpPublicKey, checkPrivateKey, checkProxyAddress, checkPublicKey, checkRegistryServer, checkRsaPrivateKey,
  checkSshPublicKey, checkUsername,
} from '../../src/secrets/value-checks';
import type { ValueCheck } from '../../src/secrets/value-checks';
import {
  AGE_KEY, CERTIFICATE, KNOWN_HOSTS, PGP_PRIVATE_KEY, PGP_PUBLIC_KEY, PRIVATE_KEY, PUBLIC_KEY, SSH_PUBLIC_KEY,
} from './factories';
import {
  EC_PKCS8, EC_SEC1, ED25519, RSA_PKCS1, RSA_PKCS1_ENCRYPTED, RSA_PKCS8, RSA_PKCS8_ENCRYPTED, RSA_PSS,
} from './keys';

const CHECKS: Readonly<Record<string, ValueCheck>> = {
  checkAgeKeys,
  checkCertificate,
  checkCertificateWithKey,
  checkDigits,
  checkHttpsUrl,
  checkJsonObject,
  checkKnownHosts,
  checkLine,
  checkPgpPrivateKey,
  checkPgpPublicKey,
  checkPrivateKey,
  checkProxyAddress,
  checkPublicKey,
  checkRegistryServer,
  checkRsaPrivateKey,
  checkSshPublicKey,
  checkUsername,
};

const labelled = (label: string): string => `-----BEGIN ${label}-----\nTUlJRQ==\n-----END ${label}-----\n`;

test.each<[ValueCheck, string]>([
  [checkCertificate, CERTIFICATE],
  [checkCertificate, CERTIFICATE.replaceAll('\n', '\r\n')],
  [checkCertificate, CERTIFICATE.replace('TUlJ', 'TU lJ')],
  [checkCertificate, `subject: CN=one\n${CERTIFICATE}subject: CN=two\n${CERTIFICATE}`],
  [checkPrivateKey, labelled('RSA PRIVATE KEY')],
  [checkPrivateKey, labelled('EC PRIVATE KEY')],
  [checkPrivateKey, labelled('OPENSSH PRIVATE KEY')],
  [checkPrivateKey, '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nTUlJRQ==\n-----END RSA PRIVATE KEY-----'],
  // What golang-jwt's ParseRSAPrivateKeyFromPEM takes, tried with golang-jwt 4.5.2.
  [checkRsaPrivateKey, RSA_PKCS1],
  [checkRsaPrivateKey, RSA_PKCS8],
  [checkRsaPrivateKey, RSA_PKCS1.replaceAll('\n', '\r\n')],
  [checkRsaPrivateKey, `a comment\n${RSA_PKCS1}`],
  [checkRsaPrivateKey, RSA_PKCS1.trimEnd()],
  [checkRsaPrivateKey, RSA_PKCS1.replaceAll('RSA PRIVATE', 'PRIVATE')],
  [checkRsaPrivateKey, RSA_PKCS8.replaceAll('PRIVATE', 'ANY')],
  [checkRsaPrivateKey, RSA_PKCS1 + EC_SEC1],
  [checkRsaPrivateKey, RSA_PKCS1.replace('\nMI', '\nM I')],
  [checkRsaPrivateKey, RSA_PKCS1.replaceAll('RSA PRIVATE', 'rsa private')],
  [checkRsaPrivateKey, RSA_PKCS1.replace('-----\n', '-----\nVersion: 1\n\n')],
  [checkRsaPrivateKey, `-----BEGIN A-----\nTUlJ\n${RSA_PKCS1}`],
  [checkRsaPrivateKey, RSA_PKCS1 + RSA_PKCS1.slice(0, 100)],
  [checkCertificateWithKey, CERTIFICATE + PRIVATE_KEY],
  [checkPublicKey, PUBLIC_KEY],
  [checkPgpPublicKey, PGP_PUBLIC_KEY],
  [checkPgpPrivateKey, PGP_PRIVATE_KEY],
  [checkKnownHosts, KNOWN_HOSTS],
  [checkKnownHosts, KNOWN_HOSTS.replace('git.example.com ', '@cert-authority *.example.com,[git.example.com]:2222 ')],
  [checkKnownHosts, KNOWN_HOSTS.replace('git.example.com ', '|1|c2FsdA==|aGFzaA== ')],
  [checkKnownHosts, `git.example.com ecdsa-sha2-nistp256 ${'A'.repeat(140)}= a comment`],
  [checkSshPublicKey, SSH_PUBLIC_KEY],
  [checkSshPublicKey, `sk-ssh-ed25519@openssh.com ${'A'.repeat(100)}`],
  [checkAgeKeys, AGE_KEY],
  [checkAgeKeys, `${AGE_KEY}\n${AGE_KEY}`],
  [checkAgeKeys, `AGE-SECRET-KEY-PQ-1${'Q'.repeat(58)}`],
  [checkProxyAddress, 'HTTP://user:password@proxy.example.com:3128'],
  [checkProxyAddress, 'socks5://[::1]:1080'],
  [checkHttpsUrl, 'https://git.example.com/api/v3'],
  [checkRegistryServer, 'registry.example.com'],
  [checkRegistryServer, 'registry.example.com:5000/team'],
  [checkRegistryServer, '*.example.com'],
  [checkRegistryServer, 'index.docker.io'],
  [checkRegistryServer, 'https://index.docker.io/v1/'],
  [checkRegistryServer, 'https://index.example.com/v1/'],
  [checkJsonObject, '{}'],
  [checkLine, 'any: text, ünd mehr'],
  [checkUsername, 'me@example.com'],
])('%p takes %j', (check, text) => {
  expect(check(text)).toBeUndefined();
});

test.each<[ValueCheck, string]>([
  [checkCertificate, 'TUlJQg=='],
  [checkCertificate, PRIVATE_KEY],
  [checkCertificate, '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'],
  [checkCertificate, CERTIFICATE.replace('TUlJ', 'TU_lJ')],
  [checkCertificate, CERTIFICATE.replaceAll('\n', '\\n')],
  [checkCertificate, CERTIFICATE.replace('END CERTIFICATE', 'END PRIVATE KEY')],
  [checkCertificate, CERTIFICATE + CERTIFICATE.slice(0, 40)],
  [checkPrivateKey, PUBLIC_KEY],
  [checkPrivateKey, labelled('ENCRYPTED PRIVATE KEY')],
  [checkPrivateKey, PGP_PRIVATE_KEY],
  // What it refuses: `could not parse private key`.
  [checkRsaPrivateKey, PRIVATE_KEY],
  [checkRsaPrivateKey, RSA_PKCS1_ENCRYPTED],
  [checkRsaPrivateKey, RSA_PKCS8_ENCRYPTED],
  [checkRsaPrivateKey, RSA_PSS],
  [checkRsaPrivateKey, EC_SEC1],
  [checkRsaPrivateKey, EC_PKCS8],
  [checkRsaPrivateKey, ED25519],
  [checkRsaPrivateKey, EC_SEC1 + RSA_PKCS1],
  [checkRsaPrivateKey, RSA_PKCS1.slice(0, -100)],
  [checkRsaPrivateKey, RSA_PKCS1.replaceAll(/^/gm, '  ')],
  [checkRsaPrivateKey, RSA_PKCS1.replace('\n', '\nA')],
  [checkRsaPrivateKey, labelled('OPENSSH PRIVATE KEY')],
  [checkRsaPrivateKey, ''],
  [checkDigits, '1.0'],
  [checkPublicKey, PRIVATE_KEY],
  [checkCertificateWithKey, CERTIFICATE],
  [checkCertificateWithKey, PRIVATE_KEY],
  [checkPgpPublicKey, PGP_PRIVATE_KEY],
  [checkPgpPrivateKey, PGP_PUBLIC_KEY],
  [checkKnownHosts, SSH_PUBLIC_KEY],
  [checkKnownHosts, `${KNOWN_HOSTS}git.example.com ssh-ed25519\n`],
  [checkSshPublicKey, KNOWN_HOSTS],
  [checkAgeKeys, '# public key: age1\n'],
  [checkAgeKeys, AGE_KEY.toLowerCase()],
  [checkAgeKeys, AGE_KEY.slice(0, -10)],
  [checkProxyAddress, 'proxy.example.com:3128'],
  [checkProxyAddress, 'http://'],
  [checkProxyAddress, 'http://proxy.exa\nmple.com'],
  [checkProxyAddress, 'http:proxy.example.com'],
  [checkHttpsUrl, 'http://git.example.com'],
  [checkRegistryServer, 'oci://registry.example.com'],
  [checkRegistryServer, 'registry.example.com/a b'],
  [checkRegistryServer, '__proto__'],
  [checkRegistryServer, 'docker.io'],
  [checkRegistryServer, 'https://registry-1.docker.io/v2/'],
  [checkRegistryServer, 'GHCR.io'],
  [checkJsonObject, 'null'],
  [checkLine, 'a\tb'],
  [checkLine, 'a\u007f'],
  [checkLine, 'a\u0085b'],
  [checkLine, 'a\u2028b'],
])('%p refuses %j', (check, text) => {
  expect(check(text)).toMatch(/^must /);
});

test.each(Object.entries(CHECKS))('%s never repeats what it was given, never throws and never hangs', (_name, check) => {
  fc.assert(fc.property(fc.string({ minLength: 12, unit: fc.constantFrom('Q', 'x', '7', '!', '/', '\n', ':', ' ') }), (text) => {
    expect(check(text) ?? '').not.toContain(text);
  }));
  const started = process.cpuUsage();
  for (const unit of ['a', ' ', '-', 'a ', 'ssh-', '-----BEGIN A-----\n', 'A\n', 'a.', '=', 'a:', '\n', '\t']) {
    check(unit.repeat(200_000));
  }
  // CPU time, which other processes do not change. A linear check takes some milliseconds, a quadratic one minutes.
  expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
});
