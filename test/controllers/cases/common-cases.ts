import { bucket, git, kustomization, oci, s, secret } from './rule-case';
import type { RuleCase } from './rule-case';

export const COMMON_CASES: readonly RuleCase[] = [
  ['DURATION_TOO_LONG', 'spec.interval',
    [git({ interval: '9999999h' }), kustomization({ interval: '2562047h48m' })],
    [git({ interval: '2562047h47m16s' }), git({ interval: 'soon' }), git({ interval: 5 })]],
  ['INTERVAL_ZERO', 'spec.interval', [oci({ interval: '0s' }), git({ interval: '0h0ms' })], [oci({ interval: '1ms' }), oci({ interval: 0 })]],
  ['INTERVAL_SHORT', 'spec.interval', [git({ interval: '9.9s' }), kustomization({ interval: '1ms' })], [git({ interval: '10s' }), git({ interval: '0s' })]],
  ['TIMEOUT_ZERO', 'spec.timeout',
    [git({ timeout: '0s' }), bucket({ timeout: '0s' }), oci({ timeout: '0s', verify: { provider: 'cosign' } }), oci({ timeout: '0s', provider: 'aws' })],
    [git({ timeout: '1s' }), oci({ timeout: '0s' }), oci({ timeout: '0s', provider: 'aws', secretRef: s }), kustomization({ timeout: '0s' })]],
  ['PROXY_SECRET_ADDRESS', 'spec.proxySecretRef.name',
    [git({ proxySecretRef: s }, secret(['username', 'password'])), oci({ proxySecretRef: s }, secret({ address: '' }))],
    [git({ proxySecretRef: s }, secret(['address'])), git({ proxySecretRef: { name: 'other' } }, secret([]))]],
  ['PROXY_ADDRESS_INVALID', 'spec.proxySecretRef.name',
    [
      git({ proxySecretRef: s }, secret({ address: 'proxy.example.com:3128' })),
      bucket({ proxySecretRef: s }, secret({ address: 'socks5h://proxy:1080' })),
      git({ proxySecretRef: s }, secret({ address: `http://${'a'.repeat(2048)}` })),
    ],
    [
      git({ proxySecretRef: s }, secret({ address: 'socks5://proxy:1080' })),
      git({ proxySecretRef: s }, secret(['address'])),
      git({ proxySecretRef: s }, { ...secret({ address: 'proxy:3128' }), fluxVersion: '2.6.4' }),
    ]],
  ['PROXY_PASSWORD_IGNORED', 'spec.proxySecretRef.name',
    [git({ proxySecretRef: s }, secret(['address', 'password']))],
    [git({ proxySecretRef: s }, secret(['address', 'username', 'password']))]],
  ['TLS_SECRET_KEYS', 'spec.certSecretRef.name',
    [
      oci({ certSecretRef: s }, secret(['ca.pem'])), bucket({ certSecretRef: s }, secret(['tls.crt'])),
      oci({ certSecretRef: s }, secret(['ca.crt', 'tls.key'])), oci({ certSecretRef: s }, secret([])),
    ],
    [
      oci({ certSecretRef: s }, secret(['ca.crt'])), oci({ certSecretRef: s }, secret(['tls.crt', 'tls.key'])),
      oci({ certSecretRef: s }, secret(['caFile'])), oci({ certSecretRef: s }),
    ]],
  ['TLS_SECRET_KEYS', 'spec.sts.certSecretRef.name',
    [bucket({ sts: { provider: 'ldap', endpoint: 'https://x', certSecretRef: s } }, secret(['ca.pem']))],
    [bucket({ sts: { provider: 'ldap', endpoint: 'https://x', certSecretRef: s } }, secret(['ca.crt']))]],
  ['WORKLOAD_IDENTITY_GATE', 'spec.decryption.serviceAccountName',
    [kustomization({ decryption: { provider: 'sops', serviceAccountName: 'a' } })],
    [kustomization({ decryption: { provider: 'sops' } })]],
  ['DURATION_TOO_LONG', 'spec.retryInterval', [kustomization({ retryInterval: '9999999h' })], [kustomization({ retryInterval: '2m' })]],
  ['WORKLOAD_IDENTITY_GATE', 'spec.serviceAccountName',
    [
      git({ provider: 'azure', serviceAccountName: 'a' }), bucket({ provider: 'aws', region: 'x', serviceAccountName: 'a' }),
      oci({ provider: 'aws', serviceAccountName: 'a' }),
    ],
    [
      oci({ serviceAccountName: 'a' }), oci({ provider: 'aws', serviceAccountName: 'a', secretRef: s }),
      kustomization({ serviceAccountName: 'a' }), oci({ provider: 'aws', serviceAccountName: 'a' }, { fluxVersion: '2.5.1' }),
    ]],
];
