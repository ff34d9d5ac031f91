import { createPrivateKey } from 'node:crypto';
import { isObject } from '../util';

/** Looks at a value and returns the rule that it breaks, as a sentence without a subject, or `undefined`. A rule never quotes the value. */
export type ValueCheck = (value: string) => string | undefined;

/** C0 and C1 controls with DEL, and the line separators of Unicode. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** A value that goes into a header or a URL: a line break in it would start another header. */
export function checkLine(value: string): string | undefined {
  return CONTROL.test(value) ? 'must be one line without control characters' : undefined;
}

/** The user name of HTTP basic authentication ends at the first colon. */
export function checkUsername(value: string): string | undefined {
  return checkLine(value) ?? (value.includes(':') ? 'must not contain a colon' : undefined);
}

export function checkDigits(value: string): string | undefined {
  return /^[0-9]+$/.test(value) ? undefined : 'must consist of digits';
}

/** The key file of a cloud. */
export function checkJsonObject(value: string): string | undefined {
  return isObject(parseJson(value)) ? undefined : 'must be a JSON object';
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    // `JSON.parse` throws for one reason only. Its message quotes the value, so it is not passed on.
    return undefined;
  }
}

// Addresses

/** What the controllers accept: they refuse `socks5h` and a bare `host:port`. */
const PROXY_SCHEMES = ['http:', 'https:', 'socks5:'];
const MAX_PROXY_LENGTH = 2048;

/** The address of a proxy. It may hold a password. */
export function checkProxyAddress(value: string): string | undefined {
  if (!PROXY_SCHEMES.includes(parseUrl(value)?.protocol ?? '')) {
    return 'must be a URL with http://, https:// or socks5://';
  }
  return value.length > MAX_PROXY_LENGTH ? `must have at most ${MAX_PROXY_LENGTH} characters` : undefined;
}

export function checkHttpsUrl(value: string): string | undefined {
  return parseUrl(value)?.protocol === 'https:' ? undefined : 'must be a URL with https://';
}

/** The key of a registry in a Docker configuration: a host, perhaps with a port and a path. That of Docker Hub has a scheme. */
export function checkRegistryServer(value: string): string | undefined {
  // Flux looks a login up by the registry's canonical host name, and pulls anonymously where it finds none.
  if (/^(?:https:\/\/)?(?:registry-1\.)?docker\.io(?:\/|$)/i.test(value)) {
    return 'must be index.docker.io for Docker Hub';
  }
  if (/[A-Z]/.test(value.replace(/^https:\/\//, '').split('/')[0])) {
    return 'must be a host name in lower case';
  }
  return /^(?:https:\/\/)?[A-Za-z0-9*][A-Za-z0-9.*-]*(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._/-]*)?$/.test(value)
    ? undefined
    : 'must be the host name of a registry, such as registry.example.com, without oci://';
}

function parseUrl(value: string): URL | undefined {
  // The URL parser drops line breaks silently.
  const url = checkLine(value) === undefined && /^[a-z0-9]+:\/\/\S+$/i.test(value) && URL.canParse(value) ? new URL(value) : undefined;
  return url === undefined || url.host === '' ? undefined : url;
}

// PEM

const BEGIN = /^-----BEGIN ([A-Z0-9 ]+)-----$/;
/** Base64 (Go ignores blanks in it), the checksum of PGP, a header such as `Proc-Type: 4,ENCRYPTED` or `Version: 1`, or nothing. */
const BODY = /^(?:[A-Za-z0-9+/ \t]*={0,2}|=[A-Za-z0-9+/]{4}|[A-Za-z][A-Za-z0-9-]*:.*)$/;

export const checkCertificate = checkPem('a certificate', /^CERTIFICATE$/);
/** Go cannot read encrypted PKCS#8, the block named ENCRYPTED PRIVATE KEY: the controllers fail on it even with the password. */
export const checkPrivateKey = checkPem('a private key (an encrypted one in RSA or OpenSSH form)', /^(?:(?:RSA|EC|DSA|OPENSSH) )?PRIVATE KEY$/);
export const checkPublicKey = checkPem('a public key', /^(?:RSA )?PUBLIC KEY$/);
export const checkCertificateWithKey = checkPem('a certificate with its private key', /^CERTIFICATE$/, /PRIVATE KEY$/);
export const checkPgpPublicKey = checkPem('an armored PGP public key', /^PGP PUBLIC KEY BLOCK$/);
export const checkPgpPrivateKey = checkPem('an armored PGP private key', /^PGP PRIVATE KEY BLOCK$/);

function checkPem(what: string, ...wanted: readonly RegExp[]): ValueCheck {
  return (value) => {
    const labels = listLabels(value);
    return labels !== undefined && wanted.every((pattern) => labels.some((label) => pattern.test(label)))
      ? undefined
      : `must be ${what} in PEM form, from its BEGIN line to its END line`;
  };
}

/**
 * The private key of a GitHub App. The controllers read it with `ParseRSAPrivateKeyFromPEM` of golang-jwt: it decodes the first block, whatever
 * its label, and takes an RSA key in PKCS#1 or in PKCS#8 that is not encrypted.
 */
export function checkRsaPrivateKey(value: string): string | undefined {
  const der = decodeFirstBlock(value);
  if (der === undefined) {
    return 'must be an RSA private key in PEM form, from its BEGIN line to its END line';
  }
  return isRsaKey(der, 'pkcs1') || isRsaKey(der, 'pkcs8')
    ? undefined
    : 'must be an RSA private key in PKCS#1 or PKCS#8 form, not encrypted: the one that GitHub generates for the App';
}

/** Decodes the first block that is whole, as Go's `pem.Decode` does: text before it does not count, nor do blanks in it. */
function decodeFirstBlock(value: string): Buffer | undefined {
  let open: { readonly label: string; readonly body: string[] } | undefined;
  for (const line of value.split('\n')) {
    const [, edge, label] = /^-----(BEGIN|END) (.*)-----[ \t\r]*$/.exec(line) ?? [];
    if (edge === 'BEGIN') {
      open = { label, body: [] };
    } else if (edge === 'END') {
      const body = open?.body.join('') ?? '';
      if (open?.label === label && body.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(body)) {
        return Buffer.from(body, 'base64');
      }
      open = undefined;
    } else if (!line.includes(':') || open?.body.length !== 0) {
      // The lines with a colon at the beginning are headers.
      open?.body.push(line.replace(/[ \t\r]/g, ''));
    }
  }
  return undefined;
}

function isRsaKey(key: Buffer, type: 'pkcs1' | 'pkcs8'): boolean {
  try {
    return createPrivateKey({ key, format: 'der', type }).asymmetricKeyType === 'rsa';
  } catch {
    // Node says in many ways that it is not such a key, and in none that we could make a mistake.
    return false;
  }
}

/** The labels of the blocks, or `undefined` where one is broken. Text between blocks is a comment, as in a bundle of CAs. */
function listLabels(value: string): string[] | undefined {
  const labels: string[] = [];
  let open: { readonly label: string; readonly body: string[] } | undefined;
  for (const line of value.split('\n').map((raw) => raw.trim())) {
    const label = BEGIN.exec(line)?.[1];
    if (open === undefined) {
      open = label === undefined ? undefined : { label, body: [] };
    } else if (line === `-----END ${open.label}-----`) {
      if (open.body.every((part) => part === '')) {
        return undefined;
      }
      labels.push(open.label);
      open = undefined;
    } else if (BODY.test(line)) {
      open.body.push(line);
    } else {
      return undefined;
    }
  }
  return open === undefined ? labels : undefined;
}

// Lists of lines

const SSH_KEY = '(?:ssh|ecdsa|sk)-[A-Za-z0-9@.-]+[ \\t]+[A-Za-z0-9+/]{20,}={0,2}(?:[ \\t].*)?';
const HOST_LINE = new RegExp(`^(?:@(?:cert-authority|revoked)[ \\t]+)?[^\\s#@][^\\s]*[ \\t]+${SSH_KEY}$`);
const KEY_LINE = new RegExp(`^${SSH_KEY}$`);

/** The form of `known_hosts`, as `ssh-keyscan` prints it. */
export const checkKnownHosts = checkLines(HOST_LINE, 'must have lines of host, key type and key, as ssh-keyscan prints them');

/** The form of an `id_ed25519.pub`. */
export const checkSshPublicKey = checkLines(KEY_LINE, 'must have lines of key type and key, as ssh-keygen writes them to a .pub file');

/** Bech32 in upper case, which has no 1, B, I and O after the separator. The second form is the post-quantum one. */
const AGE_IDENTITY = /^AGE-SECRET-KEY-(?:PQ-)?1[02-9AC-HJ-NP-Z]{58,}$/;

/** The form of the file that `age-keygen` writes. */
export const checkAgeKeys = checkLines(AGE_IDENTITY, 'must have lines with AGE-SECRET-KEY-1…, as age-keygen writes them');

/** Empty lines and comments do not count, and at least one other line must be there. */
function checkLines(form: RegExp, rule: string): ValueCheck {
  const counts = (line: string): boolean => line !== '' && !line.startsWith('#');
  return (value) => {
    const lines = value.split('\n').map((line) => line.trim());
    const wrong = lines.findIndex((line) => counts(line) && !form.test(line));
    if (wrong >= 0) {
      return `${rule}; line ${wrong + 1} is different`;
    }
    return lines.some(counts) ? undefined : `${rule}; there is no such line`;
  };
}
