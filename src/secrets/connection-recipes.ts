import { checkProxyAddress } from './check-address';
import { checkUsername } from './check-line';
import { checkCertificate, checkPrivateKey } from './check-pem';
import type { ProxySecretProps, TlsSecretProps } from './connection-secret-props';
import type { FluxSecretProps } from './flux-secret-props';
import { fieldsOf, line, optional, plain, value } from './secret-recipe';
import type { SecretRecipe } from './secret-recipe';

export const TLS: SecretRecipe = {
  fields: fieldsOf<Omit<TlsSecretProps, keyof FluxSecretProps>>({
    certificate: optional(value('tls.crt', checkCertificate)),
    privateKey: optional(value('tls.key', checkPrivateKey)),
    caCertificate: optional(value('ca.crt', checkCertificate)),
  }),
  type: (given) => given.has('certificate') ? 'kubernetes.io/tls' : 'Opaque',
  check: (given) => {
    if (given.has('certificate') !== given.has('privateKey')) {
      return [{ code: 'INPUT_CONFLICT', path: '', rule: 'must have certificate and privateKey together' }];
    }
    return given.size === 0 ? [{ code: 'INPUT_REQUIRED', path: '', rule: 'must have caCertificate, or certificate and privateKey' }] : [];
  },
};

export const PROXY: SecretRecipe = {
  fields: fieldsOf<Omit<ProxySecretProps, keyof FluxSecretProps>>({
    address: plain('address', checkProxyAddress),
    username: optional(plain('username', checkUsername)),
    password: optional(line('password')),
  }),
  type: () => 'Opaque',
  check: (given) => given.has('password') && !given.has('username')
    ? [{ code: 'INPUT_CONFLICT', path: 'password', rule: 'needs username, or the controller ignores it' }]
    : [],
};
