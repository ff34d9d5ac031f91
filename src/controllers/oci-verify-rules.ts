import { compilesAsRegex } from './compiles-as-regex';
import { findInSecret, SecretCondition } from './find-secret';
import { findText } from './find-text';
import { hasKey } from './known-secret';
import { Field, isSet, readField, readItems, readText } from './read-field';
import type { RuntimeRule } from './runtime-rule';

const OCI = ['OCIRepository'] as const;
const SECRET = 'spec.verify.secretRef.name';

/** Rules about the signature check of an OCIRepository. */
export const OCI_VERIFY_RULES: readonly RuntimeRule[] = [
  {
    id: 'OCI_NOTATION_SECRET_MISSING',
    row: 'O6',
    kinds: OCI,
    since: '2.3',
    severity: 'error',
    message: 'needs verify.secretRef with trust policy and certificates',
    cause: 'Notation reads its trust policy and certificates from the Secret; it cannot do without.',
    remedy: 'Name a Secret with trustpolicy.json and a certificate.',
    find: findText('spec.verify.provider', (provider, { object }) => provider === 'notation' && !isSet(object, 'spec.verify.secretRef')),
  },
  {
    id: 'OCI_NOTATION_SECRET_KEYS',
    row: 'O7',
    kinds: OCI,
    since: '2.3',
    severity: 'error',
    message: 'names a Secret that must hold trustpolicy.json and a key ending in .crt or .pem',
    cause: 'Notation needs a trust policy and at least one certificate.',
    remedy: 'Add the missing keys.',
    find: inSecretOf('notation', (secret) => !(hasKey(secret, 'trustpolicy.json') && secret.keys.some((key) => /\.(crt|pem)$/.test(key)))),
  },
  {
    id: 'OCI_COSIGN_SECRET_KEYS',
    row: 'O8',
    kinds: OCI,
    severity: 'error',
    message: 'names a Secret that must hold a public key in a key ending in .pub',
    cause: 'Only the keys that end in .pub are read.',
    remedy: 'Name the key cosign.pub.',
    find: inSecretOf('cosign', (secret) => !secret.keys.some((key) => key.endsWith('.pub'))),
  },
  {
    id: 'OCI_TRUSTED_ROOT_KEY',
    row: 'O9',
    kinds: OCI,
    since: '2.9',
    severity: 'error',
    message: 'names a Secret that must hold trusted_root.json',
    cause: 'The trusted root is read from this key, even where it is not used.',
    remedy: 'Add the key trusted_root.json.',
    find: (subject) => (readVerifier(subject.object) === 'cosign'
      ? findInSecret('spec.verify.trustedRootSecretRef.name', (secret) => !hasKey(secret, 'trusted_root.json'))(subject) : []),
  },
  {
    id: 'OCI_OIDC_REGEX_INVALID',
    row: 'O10',
    kinds: OCI,
    severity: 'error',
    message: 'must be a regular expression that Go accepts',
    cause: 'Issuer and subject are regular expressions in Go\'s syntax; look-around and back-references do not exist there.',
    remedy: 'Correct the expression.',
    find: findPattern((pattern) => !compilesAsRegex(pattern)),
  },
  {
    id: 'OCI_VERIFY_WITHOUT_IDENTITY',
    row: 'O11',
    kinds: OCI,
    severity: 'warning',
    message: 'names no identity: signatures in the old format pass whoever made them, those in bundles never',
    cause: 'Keyless verification without matchOIDCIdentity does not say whose signature is wanted.',
    remedy: 'Set matchOIDCIdentity with issuer and subject, or a public key in secretRef.',
    find: ({ object }) => (isKeyless(object) && hasNoIdentity(object) ? [{ path: 'spec.verify' }] : []),
  },
  {
    id: 'OCI_OIDC_MANY',
    row: 'O12',
    kinds: OCI,
    since: '2.8',
    severity: 'warning',
    message: 'has more than one identity: signatures in bundles are refused then',
    cause: 'Signatures in the new bundle format are checked against one identity only.',
    remedy: 'Merge them into one entry, with | in the expressions.',
    find: ({ object }) => (isKeyless(object) && readItems(object, 'spec.verify.matchOIDCIdentity').length > 1
      ? [{ path: 'spec.verify.matchOIDCIdentity' }] : []),
  },
  {
    id: 'OCI_OIDC_EMPTY',
    row: 'O13',
    kinds: OCI,
    severity: 'warning',
    message: 'is empty: it constrains nothing, and signatures in bundles are refused',
    cause: 'An empty issuer or subject matches anyone in old signatures, and nothing in bundles.',
    remedy: 'Write an expression for the signer you trust.',
    find: ({ object }) => listPatterns(object).filter(({ value }) => value === '').map(({ path, value }) => ({ path, received: value })),
  },
  {
    id: 'OCI_VERIFY_FIELD_IGNORED',
    row: 'O-S8',
    kinds: OCI,
    severity: 'warning',
    message: 'is ignored',
    cause: 'With a public key in secretRef, and with notation, neither identities nor the trusted root count.',
    remedy: 'Remove what is ignored.',
    find: ({ object }) => {
      const reason = readVerifier(object) === 'notation' ? 'with notation' : 'beside verify.secretRef';
      const isIgnored = readVerifier(object) === 'notation' || isSet(object, 'spec.verify.secretRef');
      const paths = ['spec.verify.matchOIDCIdentity', 'spec.verify.trustedRootSecretRef'].filter((path) => isSet(object, path));
      return isIgnored ? paths.map((path) => ({ path, message: `is ignored ${reason}` })) : [];
    },
  },
  {
    id: 'OCI_OIDC_UNANCHORED',
    row: 'O-S9',
    kinds: OCI,
    severity: 'warning',
    message: 'matches any text that contains it: start it with ^ and end it with $',
    cause: 'The expressions are searched for anywhere in the identity, so that others can match too.',
    remedy: 'Write ^…$, with dots as \\.',
    find: findPattern((pattern) => compilesAsRegex(pattern) && !(/^(\\A|\^|\(\?[a-z]+\)\^)/.test(pattern) && /(\$|\\z)$/.test(pattern))),
  },
];

/** The verifier, unset being the CRD's default. */
function readVerifier(object: unknown): string | undefined {
  return isSet(object, 'spec.verify') ? readText(object, 'spec.verify.provider') ?? 'cosign' : undefined;
}

function isKeyless(object: unknown): boolean {
  return readVerifier(object) === 'cosign' && !isSet(object, 'spec.verify.secretRef');
}

function inSecretOf(verifier: string, isBroken: SecretCondition): RuntimeRule['find'] {
  const find = findInSecret(SECRET, isBroken);
  return (subject) => (readVerifier(subject.object) === verifier ? find(subject) : []);
}

/** The texts of all identities that a keyless check compares with. */
function listPatterns(object: unknown): Field[] {
  if (!isKeyless(object)) {
    return [];
  }
  return readItems(object, 'spec.verify.matchOIDCIdentity').flatMap(({ path, value }) =>
    ['issuer', 'subject'].map((field) => ({ path: `${path}.${field}`, value: readField(value, field) })));
}

function findPattern(isBroken: (pattern: string) => boolean): RuntimeRule['find'] {
  return ({ object }) => listPatterns(object)
    .filter(({ value }) => typeof value === 'string' && value !== '' && isBroken(value))
    .map(({ path, value }) => ({ path, received: value }));
}

function hasNoIdentity(object: unknown): boolean {
  const identities = readField(object, 'spec.verify.matchOIDCIdentity') ?? [];
  return Array.isArray(identities) && identities.length === 0;
}
