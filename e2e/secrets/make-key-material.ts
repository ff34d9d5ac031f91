import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';

/** Keys made for one run, so that the repository holds no key. */
export interface KeyMaterial {
  readonly sshKey: string;
  /** PEM's own encryption with the passphrase `open sesame`. */
  readonly lockedSshKey: string;
  readonly knownHosts: string;
  readonly rsaKey: string;
  readonly publicKey: string;
  readonly certificate: string;
  readonly certificateKey: string;
  readonly ageKey: string;
}

/** Makes the keys; the certificate is the API server's own, which made one for itself. */
export function makeKeyMaterial(serverFolder: string, ageKey: string): KeyMaterial {
  const ssh = generateKeyPairSync('ed25519');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  // The last 32 bytes of the DER form are the key itself.
  const raw = ssh.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  return {
    ageKey,
    sshKey: String(ssh.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    lockedSshKey: String(rsa.privateKey.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' })),
    knownHosts: `git.example.com ssh-ed25519 ${Buffer.concat([lengthPrefixed(Buffer.from('ssh-ed25519')), lengthPrefixed(raw)]).toString('base64')}\n`,
    rsaKey: String(rsa.privateKey.export({ type: 'pkcs1', format: 'pem' })),
    publicKey: String(rsa.publicKey.export({ type: 'spki', format: 'pem' })),
    certificate: readFileSync(path.join(serverFolder, 'apiserver-certs', 'apiserver.crt'), 'utf8'),
    certificateKey: readFileSync(path.join(serverFolder, 'apiserver-certs', 'apiserver.key'), 'utf8'),
  };
}

function lengthPrefixed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
