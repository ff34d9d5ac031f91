/** Whether a private key in PEM is encrypted: PKCS#8, the old PEM encryption, or OpenSSH's own format. */
export function isEncryptedKey(pem: string): boolean {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem)) {
    return true;
  }
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\s]*)-----END/.exec(pem)?.[1] ?? '';
  // The magic text and a NUL, then the length and name of the cipher.
  const header = Buffer.from(body, 'base64').toString('latin1');
  return header.startsWith('openssh-key-v1\0') && header.slice(19, 23) !== 'none';
}
