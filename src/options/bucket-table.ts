import { BucketStsProvider } from './bucket-options';
import type { BucketOptions, BucketSts } from './bucket-options';
import { choice, durationWithoutHours, field, flag, required, struct, text } from './shape';

const BUCKET_STS = struct<BucketSts>({
  provider: required('provider', choice(BucketStsProvider)),
  endpoint: required('endpoint', text),
  secret: field('secretRef.name', text),
  certSecret: field('certSecretRef.name', text),
});

export const BUCKET = struct<BucketOptions>({
  region: field('region', text),
  prefix: field('prefix', text),
  sts: field('sts', BUCKET_STS),
  certSecret: field('certSecretRef.name', text),
  proxySecret: field('proxySecretRef.name', text),
  insecure: field('insecure', flag),
  serviceAccountName: field('serviceAccountName', text),
  ignore: field('ignore', text),
  timeout: field('timeout', durationWithoutHours),
  suspend: field('suspend', flag),
});
