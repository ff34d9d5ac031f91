import { findString, isSet, readField, readList, readString, toSteps } from './fields';
import type { Field } from './fields';
import { compilesAsRegex } from './patterns';
import type { RuntimeRule } from './rule';
import { findInSecret } from './secret-conditions';
import type { SecretCondition } from './secret-conditions';
import { hasKey } from './secret-index';

const OCI = ['OCIRepository'] as const;

/** Rules about the signature check of an OCIRepository. */
export const OCI_VERIFY_RULES: readonly RuntimeRule[] = [
  {
    id: 'OCI_NOTATION_SECRET_MISSING',
    kinds: OCI,
    field: 'verify',
    since: '2.3',
    severity: 'error',
    message: 'needs a Secret with a trust policy and certificates',
    cause: 'Notation reads its trust policy and certificates from the Secret, and cannot work without them.',
    remedy: 'name a Secret with trustpolicy.json and a certificate in {spec.verify.secretRef}',
    find: findString('spec.verify.provider', (provider, { object }) => provider === 'notation' && !isSet(object, 'spec.verify.secretRef')),
  },
  {
    id: 'OCI_NOTATION_SECRET_KEYS',
    kinds: OCI,
    field: 'verify',
    since: '2.3',
    severity: 'error',
    message: 'names a Secret that must have trustpolicy.json and a key that ends in .crt or .pem',
    cause: 'Notation needs a trust policy and at least one certificate.',
    remedy: 'add the missing keys',
    find: inSecretOf('notation', (secret) => !(hasKey(secret, 'trustpolicy.json') && secret.keys.some((key) => /\.(crt|pem)$/.test(key)))),
  },
  {
    id: 'OCI_COSIGN_SECRET_KEYS',
    kinds: OCI,
    field: 'verify',
    severity: 'error',
    message: 'names a Secret that must have a public key under a key that ends in .pub',
    cause: 'Only the keys that end in .pub are read.',
    remedy: 'name the key cosign.pub',
    find: inSecretOf('cosign', (secret) => !secret.keys.some((key) => key.endsWith('.pub'))),
  },
  {
    id: 'OCI_TRUSTED_ROOT_KEY',
    kinds: OCI,
    field: 'verify',
    since: '2.9',
    severity: 'error',
    message: 'names a Secret that must have trusted_root.json',
    cause: 'The trusted root is read from this key, even where it is not used.',
    remedy: 'add the key trusted_root.json',
    find: (subject) => (readVerifier(subject.object) === 'cosign'
      ? findInSecret('spec.verify.trustedRootSecretRef.name', (secret) => !hasKey(secret, 'trusted_root.json'))(subject) : []),
  },
  {
    id: 'OCI_OIDC_REGEX_INVALID',
    kinds: OCI,
    field: 'verify',
    severity: 'error',
    message: 'must be a regular expression that Go accepts',
    cause: 'Issuer and subject are regular expressions in Go syntax, which has no look-around and no back-references.',
    remedy: 'correct the expression',
    find: findPattern((pattern) => !compilesAsRegex(pattern)),
  },
  {
    id: 'OCI_VERIFY_WITHOUT_IDENTITY',
    kinds: OCI,
    field: 'verify',
    severity: 'warning',
    message: 'names no identity: signatures in the old format are accepted from anyone, those in bundles are always refused',
    cause: 'Keyless verification without matchOIDCIdentity does not know whose signature is wanted.',
    remedy: 'set issuer and subject in {spec.verify.matchOIDCIdentity}, or name a Secret with a public key in {spec.verify.secretRef}',
    find: ({ object }) => (isKeyless(object) && hasNoIdentity(object) ? [{ steps: toSteps('spec.verify') }] : []),
  },
  {
    id: 'OCI_OIDC_MANY',
    kinds: OCI,
    field: 'verify',
    since: '2.8',
    severity: 'warning',
    message: 'has more than one identity, with which signatures in bundles are always refused',
    cause: 'Signatures in the new bundle format are checked against one identity only.',
    remedy: 'merge them into one entry, with | in the expressions',
    find: ({ object }) => (isKeyless(object) && readList(object, 'spec.verify.matchOIDCIdentity').length > 1
      ? [{ steps: toSteps('spec.verify.matchOIDCIdentity') }] : []),
  },
  {
    id: 'OCI_OIDC_EMPTY',
    kinds: OCI,
    field: 'verify',
    severity: 'warning',
    message: 'is empty: it matches anyone, and signatures in bundles are refused',
    cause: 'An empty issuer or subject matches every signature in the old format, and none in a bundle.',
    remedy: 'write an expression for the signer that you trust',
    find: ({ object }) => listPatterns(object).filter(({ value }) => value === '').map(({ steps, value }) => ({ steps, received: value })),
  },
  {
    id: 'OCI_VERIFY_FIELD_IGNORED',
    kinds: OCI,
    field: 'verify',
    severity: 'warning',
    message: 'is ignored',
    cause: 'With a public key in secretRef, and with notation, identities and the trusted root are not used.',
    remedy: 'remove it',
    find: ({ object }) => {
      const isNotation = readVerifier(object) === 'notation';
      const message = isNotation ? 'is ignored with notation' : 'is ignored where {spec.verify.secretRef} is set';
      return isNotation || isSet(object, 'spec.verify.secretRef')
        ? ['spec.verify.matchOIDCIdentity', 'spec.verify.trustedRootSecretRef']
          .filter((path) => isSet(object, path))
          .map((path) => ({ steps: toSteps(path), message }))
        : [];
    },
  },
  {
    id: 'OCI_OIDC_UNANCHORED',
    kinds: OCI,
    field: 'verify',
    severity: 'warning',
    message: 'matches any string that contains it',
    cause: 'The expression may match anywhere in the identity, so that identities of others can match, too.',
    remedy: 'start it with ^, write dots as \\., and end it with $',
    find: findPattern((pattern) => compilesAsRegex(pattern) && !(/^(\\A|\^|\(\?[a-z]+\)\^)/.test(pattern) && /(\$|\\z)$/.test(pattern))),
  },
];

/** The verifier; the CRD defaults it to cosign. */
function readVerifier(object: unknown): string | undefined {
  return isSet(object, 'spec.verify') ? readString(object, 'spec.verify.provider') ?? 'cosign' : undefined;
}

function isKeyless(object: unknown): boolean {
  return readVerifier(object) === 'cosign' && !isSet(object, 'spec.verify.secretRef');
}

function inSecretOf(verifier: string, isBroken: SecretCondition): RuntimeRule['find'] {
  const find = findInSecret('spec.verify.secretRef.name', isBroken);
  return (subject) => (readVerifier(subject.object) === verifier ? find(subject) : []);
}

/** The expressions of all identities that a keyless signature check compares with. */
function listPatterns(object: unknown): Field[] {
  if (!isKeyless(object)) {
    return [];
  }
  return readList(object, 'spec.verify.matchOIDCIdentity').flatMap(({ steps, value }) =>
    ['issuer', 'subject'].map((field) => ({ steps: [...steps, field], value: readField(value, field) })));
}

function findPattern(isBroken: (pattern: string) => boolean): RuntimeRule['find'] {
  return ({ object }) => listPatterns(object)
    .filter(({ value }) => typeof value === 'string' && value !== '' && isBroken(value))
    .map(({ steps, value }) => ({ steps, received: value }));
}

function hasNoIdentity(object: unknown): boolean {
  const identities = readField(object, 'spec.verify.matchOIDCIdentity') ?? [];
  return Array.isArray(identities) && identities.length === 0;
}
