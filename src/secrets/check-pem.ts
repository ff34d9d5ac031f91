import type { TextCheck } from './text-check';

const BEGIN = /^-----BEGIN ([A-Z0-9 ]+)-----$/;
/** Base64, the checksum of PGP, a header such as `Proc-Type: 4,ENCRYPTED` or `Version: 1`, or nothing. */
const BODY = /^(?:[A-Za-z0-9+/]*={0,2}|=[A-Za-z0-9+/]{4}|[A-Za-z][A-Za-z0-9-]*:.*)$/;

export const checkCertificate = checkPem('a certificate', /^CERTIFICATE$/);
/** Go's readers know no encrypted PKCS#8, the block named ENCRYPTED PRIVATE KEY: the controllers fail on it even with the password. */
export const checkPrivateKey = checkPem('a private key (an encrypted one in RSA or OpenSSH form)', /^(?:(?:RSA|EC|DSA|OPENSSH) )?PRIVATE KEY$/);
export const checkPublicKey = checkPem('a public key', /^(?:RSA )?PUBLIC KEY$/);
export const checkCertificateWithKey = checkPem('a certificate with its private key', /^CERTIFICATE$/, /PRIVATE KEY$/);
export const checkPgpPublicKey = checkPem('an armored PGP public key', /^PGP PUBLIC KEY BLOCK$/);
export const checkPgpPrivateKey = checkPem('an armored PGP private key', /^PGP PRIVATE KEY BLOCK$/);

function checkPem(what: string, ...wanted: readonly RegExp[]): TextCheck {
  return (text) => {
    const labels = listBlocks(text);
    return labels !== undefined && wanted.every((pattern) => labels.some((label) => pattern.test(label)))
      ? undefined
      : `must be ${what} in PEM form, from its BEGIN line to its END line`;
  };
}

/** The labels of the blocks, or `undefined` where one is broken. Text between blocks is a comment, as in a bundle of CAs. */
function listBlocks(text: string): string[] | undefined {
  const labels: string[] = [];
  let open: { readonly label: string; readonly body: string[] } | undefined;
  for (const line of text.split('\n').map((raw) => raw.trim())) {
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
