import { bucket, s, secret } from './rule-case';
import type { RuleCase } from './rule-case';

const azure = { provider: 'azure', endpoint: 'https://account.blob.core.windows.net' };
const static_ = { secretRef: s };

export const BUCKET_CASES: readonly RuleCase[] = [
  ['BUCKET_ENDPOINT_INVALID', 'spec.endpoint',
    [
      'https://s3.amazonaws.com', 'minio.example.com/path', '', 'host:port', '-host', 'my-bucket.s3.amazonaws.com', 'foo.googleapis.com',
    ].map((endpoint) => bucket({ endpoint })),
    [
      ...['s3.amazonaws.com', 'minio.example.com:9000', 'minio.example.com/', 'storage.googleapis.com', '[::1]:9000', 's3.eu-west-1.amazonaws.com']
        .map((endpoint) => bucket({ endpoint })),
      bucket(azure), bucket({ endpoint: 5 }), bucket({ provider: 'gcp', endpoint: 'https://storage.googleapis.com' }),
    ]],
  ['BUCKET_NAME_IN_ENDPOINT', 'spec.endpoint',
    [
      'fleet.s3.eu-central-1.amazonaws.com', 'fleet.s3-eu-west-1.amazonaws.com', 'fleet.oss-cn-hangzhou.aliyuncs.com', 'fleet.fra1.digitaloceanspaces.com',
      'fleet.s3.wasabisys.com', 'fleet.s3.cn-north-1.amazonaws.com.cn', 'Fleet.S3.eu-central-1.amazonaws.com:443',
    ].map((endpoint) => bucket({ endpoint, bucketName: 'fleet' })),
    [
      ...['s3.eu-central-1.amazonaws.com', 'fleet.example.com', 'fleet.s3.example.com', 'fleet', 'fleet.local:9000', 'fleets.s3.eu-central-1.amazonaws.com', 'fleet.minio.svc:9000']
        .map((endpoint) => bucket({ endpoint, bucketName: 'fleet' })),
      bucket({ endpoint: 's3.eu-central-1.amazonaws.com', bucketName: 's3' }), bucket({ endpoint: 'fra1.digitaloceanspaces.com', bucketName: 'fra1' }),
      bucket({ endpoint: 'bucket.vpce-1a2b.s3.us-east-1.vpce.amazonaws.com', bucketName: 'bucket' }), bucket({ endpoint: 'minio.example.com', bucketName: 'minio' }),
      bucket({ ...azure, endpoint: 'https://fleet.blob.core.windows.net', bucketName: 'fleet' }),
    ]],
  ['BUCKET_PROVIDER_HOST', 'spec.provider',
    [
      bucket({ provider: 'aws', endpoint: 'storage.googleapis.com' }), bucket({ provider: 'aws', endpoint: 'oss-cn-hangzhou.aliyuncs.com' }),
      bucket({ provider: 'azure', endpoint: 'https://s3.eu-central-1.amazonaws.com' }),
    ],
    [
      bucket({ provider: 'aws' }), bucket(azure), bucket({ provider: 'aws', endpoint: 'minio.example.com:9000' }), bucket({ provider: 'gcp', endpoint: 'storage.googleapis.com' }),
      bucket({ provider: 'generic', endpoint: 'storage.googleapis.com' }), bucket({ provider: 'aws', endpoint: 'storage.googleapis.com', secretRef: s }),
      bucket({ ...azure, endpoint: 'https://azurite.example.com' }), bucket({ provider: 'aws', endpoint: 's3.cn-north-1.amazonaws.com.cn' }),
    ]],
  ['BUCKET_NAME_INVALID', 'spec.bucketName',
    ['ab', 'a'.repeat(64), '10.0.0.1', 'a..b', 'a.-b', 'a-.b', 'a/b', '-ab', ''].map((bucketName) => bucket({ bucketName })),
    [...['my-bucket', 'A_b:c.d', '123', '1.2.3'].map((bucketName) => bucket({ bucketName })), bucket({ ...azure, bucketName: 'ab' }), bucket({ bucketName: 1 })]],
  ['BUCKET_PREFIX_TOO_LONG', 'spec.prefix', [bucket({ prefix: 'é'.repeat(513) })], [bucket({ prefix: 'a'.repeat(1024) }), bucket({ ...azure, prefix: 'a'.repeat(1025) })]],
  ['BUCKET_AZURE_ENDPOINT', 'spec.endpoint',
    [bucket({ ...azure, endpoint: 'account.blob.core.windows.net' }), bucket({ ...azure, endpoint: 'https://' })],
    [bucket(azure), bucket({ ...azure, endpoint: 'http://localhost:10000/account', secretRef: s })]],
  ['BUCKET_AZURE_PLAIN_HTTP', 'spec.endpoint',
    [bucket({ ...azure, endpoint: 'http://account.blob.core.windows.net' })],
    [bucket(azure), bucket({ ...azure, endpoint: 'http://localhost:10000/account', secretRef: s })]],
  ['BUCKET_AWS_REGION', 'spec.region',
    [bucket({ provider: 'aws', serviceAccountName: 'a' })],
    [bucket({ provider: 'aws', serviceAccountName: 'a', region: 'eu-west-1' }), bucket({ provider: 'aws' }), bucket({ provider: 'gcp', serviceAccountName: 'a' })]],
  ['BUCKET_STS_ENDPOINT', 'spec.sts.endpoint',
    ['https://sts.eu-west-1.amazonaws.com/', 'http://sts.amazonaws.com', 'https://sts.cn-north-1.amazonaws.com.cn', 'https://example.com']
      .map((endpoint) => bucket({ provider: 'aws', sts: { provider: 'aws', endpoint } })),
    [
      ...['https://sts.amazonaws.com', 'https://sts-fips.us-east-1.amazonaws.com', 'https://vpce-1.sts.us-east-1.vpce.amazonaws.com']
        .map((endpoint) => bucket({ provider: 'aws', sts: { provider: 'aws', endpoint } })),
      bucket({ provider: 'generic', sts: { provider: 'ldap', endpoint: 'https://example.com' } }),
      bucket({ provider: 'aws', secretRef: s, sts: { provider: 'aws', endpoint: 'https://example.com' } }),
    ]],
  ['BUCKET_STS_URL_INVALID', 'spec.sts.endpoint',
    [bucket({ sts: { provider: 'ldap', endpoint: 'https://host:port' } })],
    [bucket({ sts: { provider: 'ldap', endpoint: 'https://minio.example.com:9000' } }), bucket({ sts: { provider: 'ldap', endpoint: 'ldap://x' } })]],
  ['BUCKET_FIELD_IGNORED', 'spec.region',
    [bucket({ provider: 'gcp', region: 'eu' }), bucket({ ...azure, region: 'eu' })],
    [bucket({ region: 'eu' }), bucket({ provider: 'gcp', insecure: false })]],
  ['BUCKET_FIELD_IGNORED', 'spec.insecure', [bucket({ provider: 'gcp', insecure: true })], [bucket({ insecure: true })]],
  ['BUCKET_FIELD_IGNORED', 'spec.certSecretRef', [bucket({ ...azure, certSecretRef: s })], [bucket({ certSecretRef: s })]],
  ['BUCKET_TLS_IGNORED', 'spec.certSecretRef',
    [bucket({ insecure: true, certSecretRef: s })],
    [bucket({ insecure: false, certSecretRef: s }), bucket({ insecure: true })]],
  ['BUCKET_STS_IGNORED', 'spec.sts',
    [bucket({ secretRef: s, sts: { provider: 'ldap', endpoint: 'https://x' } })],
    [bucket({ sts: { provider: 'ldap', endpoint: 'https://x' } }), bucket({ secretRef: s })]],

  ['BUCKET_S3_SECRET_KEYS', 'spec.secretRef.name',
    [bucket(static_, secret(['accesskey'])), bucket({ ...static_, provider: 'aws' }, secret(['AWS_ACCESS_KEY_ID']))],
    [bucket(static_, secret(['accesskey', 'secretkey'])), bucket({ ...static_, provider: 'gcp' }, secret(['serviceaccount']))]],
  ['BUCKET_GCP_SECRET_KEYS', 'spec.secretRef.name',
    [bucket({ ...static_, provider: 'gcp' }, secret(['key.json']))],
    [bucket({ ...static_, provider: 'gcp' }, secret(['serviceaccount']))]],
  ['BUCKET_AZURE_SECRET_KEYS', 'spec.secretRef.name',
    [bucket({ ...azure, ...static_ }, secret(['tenantId', 'clientSecret']))],
    [bucket({ ...azure, ...static_ }, secret(['sasKey'])), bucket({ ...azure, ...static_ }, secret(['authorityHost']))]],
  ['BUCKET_AZURE_AUTHORITY_ONLY', 'spec.secretRef.name',
    [bucket({ ...azure, ...static_ }, secret(['authorityHost']))],
    [bucket({ ...azure, ...static_ }, secret(['authorityHost', 'clientId'])), bucket({ ...azure, ...static_ }, { ...secret(['authorityHost']), fluxVersion: '2.3.0' })]],
  ['BUCKET_AZURE_ACCOUNT_ENDPOINT', 'spec.secretRef.name',
    [bucket({ ...azure, ...static_, endpoint: 'http://localhost:10000' }, secret(['accountKey']))],
    [
      bucket({ ...azure, ...static_ }, secret(['accountKey'])), bucket({ ...azure, ...static_, endpoint: 'http://127.0.0.1:10000' }, secret(['accountKey'])),
      bucket({ ...azure, ...static_, endpoint: 'https://localhost' }, secret(['clientId', 'accountKey'])),
    ]],
  ['BUCKET_AZURE_TOKEN_OVER_HTTP', 'spec.secretRef.name',
    [bucket({ ...azure, ...static_, endpoint: 'http://a.b.c' }, secret(['tenantId', 'clientId', 'clientSecret']))],
    [bucket({ ...azure, ...static_, endpoint: 'http://a.b.c' }, secret(['accountKey'])), bucket({ ...azure, ...static_ }, secret(['clientId']))]],
  ['BUCKET_STS_SECRET_KEYS', 'spec.sts.secretRef.name',
    [bucket({ sts: { provider: 'ldap', endpoint: 'https://x', secretRef: s } }, secret(['username']))],
    [bucket({ sts: { provider: 'ldap', endpoint: 'https://x', secretRef: s } }, secret(['username', 'password']))]],
  ['BUCKET_AZURE_SECRET_KEYS_IGNORED', 'spec.secretRef.name',
    [
      bucket({ ...azure, ...static_ }, secret(['accountKey', 'sasKey'])), bucket({ ...azure, ...static_ }, secret(['tenantId', 'clientId'])),
      bucket({ ...azure, ...static_ }, secret(['tenantId', 'clientId', 'clientSecret', 'clientCertificate'])),
    ],
    [
      bucket({ ...azure, ...static_ }, secret(['tenantId', 'clientId', 'clientSecret', 'authorityHost'])), bucket({ ...azure, ...static_ }, secret(['clientId'])),
      bucket({ ...azure, ...static_ }, secret(['sasKey'])),
    ]],
];
