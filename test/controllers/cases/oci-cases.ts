import { oci, s, secret } from './rule-case';
import type { RuleCase } from './rule-case';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const keyless = (...matchOIDCIdentity: object[]) => ({ verify: { provider: 'cosign', matchOIDCIdentity } });
const ISSUER = '^https://token\\.actions\\.githubusercontent\\.com$';
const SUBJECT = '^https://github\\.com/org/.*$';
const ecr = (host: string, extra = {}) => oci({ provider: 'aws', url: `oci://${host}/org/repo` }, extra);
const login = (url: string, ...servers: string[]) => oci({ url: `oci://${url}`, secretRef: s }, secret({
  '.dockerconfigjson': JSON.stringify({ auths: Object.fromEntries(servers.map((server) => [server, { auth: 'eDp5' }])) }),
}, 'kubernetes.io/dockerconfigjson'));

export const OCI_CASES: readonly RuleCase[] = [
  ['OCI_URL_INVALID', 'spec.url',
    [
      'ghcr.io/org/repo:v1', `ghcr.io/org/repo@${DIGEST}`, 'ghcr.io/Org/repo', 'me@ghcr.io/org/repo', 'host:5000', 'ghcr.io/x', 'host:port/org/repo', '',
    ].map((url) => oci({ url: `oci://${url}` })),
    [
      'ghcr.io/org/repo', 'localhost:5000/x/y', '123456789012.dkr.ecr.eu-west-1.amazonaws.com/repo', 'org/repo', '[::1]:5000/org/repo', 'GHCR.io/org/repo',
    ].map((url) => oci({ url: `oci://${url}` }))],
  ['OCI_DIGEST_INVALID', 'spec.ref.digest',
    [oci({ ref: { digest: DIGEST.toUpperCase() } }), oci({ ref: { digest: DIGEST.slice(0, -1) } }), oci({ ref: { digest: `sha512:${'0'.repeat(128)}` } })],
    [oci({ ref: { digest: DIGEST } }), oci({ ref: { digest: '' } })]],
  ['OCI_SEMVER_INVALID', 'spec.ref.semver',
    [oci({ ref: { semver: 'latest' } }), oci({ ref: { semver: 'latest', tag: 'v1' } })],
    [oci({ ref: { semver: '1.x' } }), oci({ ref: { semver: 'latest', digest: DIGEST } })]],
  ['OCI_SEMVER_FILTER_INVALID', 'spec.ref.semverFilter',
    [oci({ ref: { semver: '1.x', semverFilter: '(?!rc)' } }), oci({ ref: { semver: '1.x', semverFilter: '(' } })],
    [
      oci({ ref: { semver: '1.x', semverFilter: '.*-rc.*' } }), oci({ ref: { tag: 'v1', semverFilter: '(' } }),
      oci({ ref: { semver: '1.x', semverFilter: '(' } }, { fluxVersion: '2.2.3' }),
    ]],
  ['OCI_PROVIDER_HOST', 'spec.provider',
    [
      oci({ provider: 'aws' }), oci({ provider: 'gcp' }), oci({ provider: 'gcp', url: 'oci://org/repo' }),
      ecr('123456789012.dkr.ecr.eu-central-1.amazonws.com'), ecr('123456789012.dkr.ecr.eu-central-1.example.com'), ecr('123456789012.dkr.ecr.amazonaws.com'),
      ...['123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu', '123456789012.dkr-ecr.eu-west-1.on.aws'].map((host) => ecr(host, { fluxVersion: '2.7.5' })),
    ],
    [
      ...[
        '123456789012.dkr.ecr.eu-central-1.amazonaws.com', '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', '123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu',
        '123456789012.dkr-ecr.eu-west-1.on.aws', '123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov', '123456789012.dkr.ecr.eu-central-1.amazonaws.com:443', 'public.ecr.aws',
      ].map((host) => ecr(host)),
      ...['123456789012.dkr.ecr.eu-central-1.amazonaws.com', '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'public.ecr.aws']
        .map((host) => ecr(host, { fluxVersion: '2.7.5' })),
      oci({ provider: 'aws', url: 'oci://123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/x/y' }), oci({ provider: 'aws', url: 'oci://public.ecr.aws/x/y' }),
      oci({ provider: 'gcp', url: 'oci://eu.gcr.io/x/y' }), oci({ provider: 'gcp', url: 'oci://europe-docker.pkg.dev/x/y' }),
      oci({ provider: 'aws', secretRef: s }), oci({ provider: 'aws', serviceAccountName: 'a' }), oci({ provider: 'azure' }), oci({ provider: 'generic' }),
    ]],
  ['OCI_AZURE_HOST', 'spec.provider', [oci({ provider: 'azure' })], [oci({ provider: 'azure', url: 'oci://my.azurecr.io/x/y' }), oci({ provider: 'azure', secretRef: s })]],
  ['OCI_TAG_INVALID', 'spec.ref.tag',
    [oci({ ref: { tag: '1.0.0+x' } }), oci({ ref: { tag: '.5' } }), oci({ ref: { tag: 'a'.repeat(129) } })],
    [oci({ ref: { tag: '1.0.0_x' } }), oci({ ref: { tag: '1.0.0+x', semver: '1.x' } })]],
  ['OCI_TAG_IS_RANGE', 'spec.ref.tag',
    ['1.x', 'v2.X', '1.2.x'].map((tag) => oci({ ref: { tag } })),
    [...['1.0', 'v1', 'latest', 'x', '1.x-latest', '1.0.x86', 'next.x'].map((tag) => oci({ ref: { tag } })), oci({ ref: { tag: '1.x', semver: '1.x' } })]],
  ['OCI_ECR_LOGIN_MISSING', 'spec.url',
    [
      '123456789012.dkr.ecr.eu-central-1.amazonaws.com', '123456789012.dkr.ecr-fips.us-east-1.amazonaws.com', '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn',
      '123456789012.dkr-ecr.eu-west-1.on.aws', '123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu',
    ].flatMap((host) => [oci({ url: `oci://${host}/org/repo` }), oci({ provider: 'generic', url: `oci://${host}/org/repo` })]),
    [
      ecr('123456789012.dkr.ecr.eu-central-1.amazonaws.com'), oci({ url: 'oci://public.ecr.aws/org/repo' }), oci({ url: 'oci://ghcr.io/org/repo' }),
      oci({ url: 'oci://123456789012.dkr.ecr.eu-central-1.amazonaws.com/x/y', secretRef: s }),
      oci({ url: 'oci://123456789012.dkr.ecr.eu-central-1.amazonaws.com/x/y', serviceAccountName: 'a' }),
      oci({ url: 'oci://mirror.example.com/123456789012.dkr.ecr.eu-central-1.amazonaws.com/y' }), oci({ url: 'oci://dkr.ecr.eu-central-1.amazonaws.com.example.com/x/y' }),
    ]],
  ['OCI_TIMEOUT_UNUSED', 'spec.timeout',
    [oci({ timeout: '60s' })],
    [oci({ timeout: '60s', provider: 'aws' }), oci({ timeout: '60s', verify: { provider: 'cosign' } }), oci({})]],
  ['OCI_REF_HIDDEN', 'spec.ref.tag',
    [oci({ ref: { tag: 'v1', semver: '1.x' } }), oci({ ref: { tag: 'v1', digest: DIGEST } })],
    [oci({ ref: { tag: 'v1' } }), oci({ ref: { semver: '1.x', semverFilter: 'rc' } })]],
  ['OCI_REF_HIDDEN', 'spec.ref.semverFilter', [oci({ ref: { tag: 'v1', semverFilter: 'x' } })], [oci({ ref: { semver: '1.x', semverFilter: 'x' } })]],
  ['OCI_REF_DEFAULT', 'spec.ref', [oci({ ref: undefined }), oci({ ref: {} }), oci({ ref: { semverFilter: 'x' } })], [oci({}), oci({ ref: { tag: 5 } })]],
  ['OCI_PROVIDER_IGNORED', 'spec.provider', [oci({ provider: 'aws', secretRef: s })], [oci({ provider: 'generic', secretRef: s }), oci({ provider: 'aws' })]],
  ['OCI_SECRET_TYPE', 'spec.secretRef.name',
    [oci({ secretRef: s }, secret(['.dockerconfigjson'])), oci({ secretRef: s }, secret(['username'], 'Opaque'))],
    [oci({ secretRef: s }, secret(['.dockerconfigjson'], 'kubernetes.io/dockerconfigjson')), oci({ secretRef: s })]],
  ['OCI_SECRET_HOST', 'spec.secretRef.name',
    [
      login('ghcr.io/org/repo', 'registry.gitlab.com'), login('ghcr.io/org/repo', 'registry.gitlab.com', 'quay.io'), login('localhost:5000/org/repo', 'localhost:5001'),
      login('registry.example.com:5000/org/repo', 'registry.example.com'), login('docker.io/org/repo', 'ghcr.io'), login('ghcr.io/org/repo', 'https://index.docker.io/v1/'),
      login('ghcr.io/org/repo', 'ghcr.io/other'), login('ghcr.io/org/repo', 'ghcr.io.example.com'),
    ],
    [
      login('ghcr.io/org/repo', 'ghcr.io'), login('ghcr.io/org/repo', 'https://ghcr.io'), login('ghcr.io/org/repo', 'https://ghcr.io/v2/'), login('ghcr.io/org/repo', 'GHCR.io'),
      login('ghcr.io/org/repo', 'quay.io', 'ghcr.io/org'), login('ghcr.io/org/repo', 'ghcr.io:443'), login('localhost:5000/org/repo', 'http://localhost:5000'),
      login('123456789012.dkr.ecr.eu-central-1.amazonaws.com/x', '*.dkr.ecr.*.amazonaws.com'), login('ghcr.io/org/repo'), login('ghcr.io/org/repo', 'ghcr.io/org/repo'),
      ...['https://index.docker.io/v1/', 'docker.io', 'index.docker.io', 'registry-1.docker.io'].flatMap((server) => [login('docker.io/org/repo', server), login('org/repo', server)]),
      oci({ secretRef: s }, secret(['.dockerconfigjson'], 'kubernetes.io/dockerconfigjson')), oci({ secretRef: s }, secret({ '.dockerconfigjson': '{' }, 'kubernetes.io/dockerconfigjson')),
      oci({ secretRef: s }, secret({ '.dockerconfigjson': '{"credsStore":"x"}' }, 'kubernetes.io/dockerconfigjson')), oci({ secretRef: s }),
    ]],
  ['OCI_IGNORE_UNUSED', 'spec.ignore',
    [oci({ ignore: '*.md', layerSelector: { operation: 'copy' } })],
    [oci({ ignore: '*.md', layerSelector: { operation: 'extract' } }), oci({ layerSelector: { operation: 'copy' } })]],
  ['OCI_DOCKER_HUB', 'spec.url',
    ['ghcr.io', 'org/repo', 'localhost/x'].map((url) => oci({ url: `oci://${url}` })),
    ['ghcr.io/org/repo', 'localhost:5000/x/y', 'docker.io/org/repo'].map((url) => oci({ url: `oci://${url}` }))],

  ['OCI_NOTATION_SECRET_MISSING', 'spec.verify.provider',
    [oci({ verify: { provider: 'notation' } })],
    [oci({ verify: { provider: 'notation', secretRef: s } }), oci({ verify: { provider: 'cosign' } })]],
  ['OCI_NOTATION_SECRET_KEYS', 'spec.verify.secretRef.name',
    [
      oci({ verify: { provider: 'notation', secretRef: s } }, secret(['trustpolicy.json'])),
      oci({ verify: { provider: 'notation', secretRef: s } }, secret(['ca.crt'])),
    ],
    [oci({ verify: { provider: 'notation', secretRef: s } }, secret(['trustpolicy.json', 'ca.pem']))]],
  ['OCI_COSIGN_SECRET_KEYS', 'spec.verify.secretRef.name',
    [oci({ verify: { provider: 'cosign', secretRef: s } }, secret(['cosign.key'])), oci({ verify: { secretRef: s } }, secret([]))],
    [oci({ verify: { provider: 'cosign', secretRef: s } }, secret(['cosign.pub'])), oci({ verify: { provider: 'notation', secretRef: s } }, secret([]))]],
  ['OCI_TRUSTED_ROOT_KEY', 'spec.verify.trustedRootSecretRef.name',
    [oci({ verify: { provider: 'cosign', trustedRootSecretRef: s } }, secret(['root.json']))],
    [
      oci({ verify: { provider: 'cosign', trustedRootSecretRef: s } }, secret(['trusted_root.json'])),
      oci({ verify: { provider: 'cosign', trustedRootSecretRef: s } }, { ...secret([]), fluxVersion: '2.8.8' }),
    ]],
  ['OCI_OIDC_REGEX_INVALID', 'spec.verify.matchOIDCIdentity[0].subject',
    [oci(keyless({ issuer: ISSUER, subject: '(' })), oci(keyless({ issuer: ISSUER, subject: '^(?=x)$' }))],
    [oci(keyless({ issuer: ISSUER, subject: SUBJECT })), oci({ verify: { provider: 'cosign', secretRef: s, matchOIDCIdentity: [{ issuer: ISSUER, subject: '(' }] } })]],
  ['OCI_VERIFY_WITHOUT_IDENTITY', 'spec.verify',
    [oci({ verify: { provider: 'cosign' } }), oci({ verify: {} }), oci(keyless())],
    [oci(keyless({ issuer: ISSUER, subject: SUBJECT })), oci({ verify: { provider: 'cosign', secretRef: s } }), oci({ verify: { provider: 'notation' } })]],
  ['OCI_OIDC_MANY', 'spec.verify.matchOIDCIdentity',
    [oci(keyless({ issuer: ISSUER, subject: SUBJECT }, { issuer: ISSUER, subject: SUBJECT }))],
    [oci(keyless({ issuer: ISSUER, subject: SUBJECT })), oci(keyless({ issuer: ISSUER, subject: 'a' }, { issuer: ISSUER, subject: 'b' }), { fluxVersion: '2.7.5' })]],
  ['OCI_OIDC_EMPTY', 'spec.verify.matchOIDCIdentity[0].issuer',
    [oci(keyless({ issuer: '', subject: SUBJECT }))],
    [oci(keyless({ issuer: ISSUER, subject: SUBJECT })), oci(keyless({ subject: SUBJECT }))]],
  ['OCI_VERIFY_FIELD_IGNORED', 'spec.verify.matchOIDCIdentity',
    [oci({ verify: { secretRef: s, matchOIDCIdentity: [] } }), oci({ verify: { provider: 'notation', matchOIDCIdentity: [] } })],
    [oci(keyless({ issuer: ISSUER, subject: SUBJECT })), oci({ verify: { secretRef: s } })]],
  ['OCI_VERIFY_FIELD_IGNORED', 'spec.verify.trustedRootSecretRef',
    [oci({ verify: { secretRef: s, trustedRootSecretRef: s } })], [oci({ verify: { trustedRootSecretRef: s } })]],
  ['OCI_OIDC_UNANCHORED', 'spec.verify.matchOIDCIdentity[0].subject',
    [oci(keyless({ issuer: ISSUER, subject: 'https://github.com/org' })), oci(keyless({ issuer: ISSUER, subject: '^https://github.com/org' }))],
    [oci(keyless({ issuer: ISSUER, subject: SUBJECT })), oci(keyless({ issuer: ISSUER, subject: '(?i)^x$' })), oci(keyless({ issuer: ISSUER, subject: '(' }))]],
];
