import type {
  BucketAzureSecretProps, BucketGcpSecretProps, BucketStaticKeysSecretProps, BucketStsSecretProps,
} from './bucket-secret-props';
import { checkHttpsUrl } from './check-address';
import { checkJsonObject } from './check-json-object';
import { checkLine } from './check-line';
import { checkCertificateWithKey } from './check-pem';
import type { FluxSecretProps } from './flux-secret-props';
import { fieldsOf, line, optional, plain, value } from './secret-recipe';
import type { SecretRecipe } from './secret-recipe';
import type { Problem } from '../problems';

export const BUCKET_STATIC_KEYS: SecretRecipe = {
  fields: fieldsOf<Omit<BucketStaticKeysSecretProps, keyof FluxSecretProps>>({
    accessKey: line('accesskey'),
    secretKey: line('secretkey'),
  }),
};

export const BUCKET_AZURE: SecretRecipe = {
  fields: fieldsOf<Omit<BucketAzureSecretProps, keyof FluxSecretProps>>({
    tenantId: optional(plain('tenantId', checkLine)),
    clientId: optional(plain('clientId', checkLine)),
    clientSecret: optional(line('clientSecret')),
    clientCertificate: optional(value('clientCertificate', checkCertificateWithKey)),
    clientCertificatePassword: optional(line('clientCertificatePassword')),
    clientCertificateSendChain: { type: 'flag', key: 'clientCertificateSendChain' },
    accountKey: optional(line('accountKey')),
    sasKey: optional(line('sasKey')),
    authorityHost: optional(plain('authorityHost', checkHttpsUrl)),
  }),
  check: checkAzure,
};

export const BUCKET_GCP: SecretRecipe = {
  fields: fieldsOf<Omit<BucketGcpSecretProps, keyof FluxSecretProps>>({
    serviceAccountKey: value('serviceaccount', checkJsonObject),
  }),
};

export const BUCKET_STS: SecretRecipe = {
  fields: fieldsOf<Omit<BucketStsSecretProps, keyof FluxSecretProps>>({
    username: plain('username', checkLine),
    password: line('password'),
  }),
};

/** The props that identify, in the ways that source-controller knows; it would take the first that it finds and ignore the others. */
const AZURE_WAYS: readonly (readonly string[])[] = [
  ['tenantId', 'clientId', 'clientSecret'],
  ['tenantId', 'clientId', 'clientCertificate'],
  ['clientId'],
  ['accountKey'],
  ['sasKey'],
];

function checkAzure(given: ReadonlySet<string>): Problem[] {
  const identifying = [...new Set(AZURE_WAYS.flat())].filter((prop) => given.has(prop));
  const isOneWay = AZURE_WAYS.some((way) => way.length === identifying.length && way.every((prop) => given.has(prop)));
  const ways = AZURE_WAYS.map((way) => way.join(' + ')).join(', or ');
  const problems: Problem[] = isOneWay ? [] : [{ code: 'INPUT_CONFLICT', path: '', rule: `must have exactly one of: ${ways}` }];
  for (const prop of ['clientCertificatePassword', 'clientCertificateSendChain']) {
    if (given.has(prop) && !given.has('clientCertificate')) {
      problems.push({ code: 'INPUT_CONFLICT', path: prop, rule: 'needs clientCertificate' });
    }
  }
  return problems;
}
