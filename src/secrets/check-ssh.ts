import { findBadLine } from './find-bad-line';

const KEY = '(?:ssh|ecdsa|sk)-[A-Za-z0-9@.-]+[ \\t]+[A-Za-z0-9+/]{20,}={0,2}(?:[ \\t].*)?';
const HOST_LINE = new RegExp(`^(?:@(?:cert-authority|revoked)[ \\t]+)?[^\\s#@][^\\s]*[ \\t]+${KEY}$`);
const KEY_LINE = new RegExp(`^${KEY}$`);

/** The form of `known_hosts`, as `ssh-keyscan` prints it. */
export function checkKnownHosts(text: string): string | undefined {
  return findBadLine(text, HOST_LINE, 'must have lines of host, key type and key, as ssh-keyscan prints them');
}

/** The form of an `id_ed25519.pub`. */
export function checkSshPublicKey(text: string): string | undefined {
  return findBadLine(text, KEY_LINE, 'must have lines of key type and key, as ssh-keygen writes them to a .pub file');
}
