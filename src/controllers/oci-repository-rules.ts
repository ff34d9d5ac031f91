import { isVersionRange, parseVersionRange } from '../flux';
import { isObject } from '../util';
import { findString, isSet, readField, readString, toSteps } from './fields';
import { compilesAsRegex } from './patterns';
import { hasLoginFor } from './registry-logins';
import type { Finding, RuleSubject, RuntimeRule } from './rule';
import { findInSecret } from './secret-conditions';
import { readValue } from './secret-index';
import { parseOciUrl } from './urls';
import type { OciUrl } from './urls';

const OCI = ['OCIRepository'] as const;
const DOCKER_HUB = 'index.docker.io';
const PULL_SECRET_TYPES = ['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg'];

/** The private registries of AWS by the pattern of Flux 2.8, and of the releases before it. */
const ECR = /.dkr[.-]ecr(-fips)?\.[^/.]*\.(amazonaws\.(com|eu)|sc2s\.sgov\.gov|c2s\.ic\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov|on\.aws)/;
const ECR_BEFORE_2_8 = /.dkr.ecr(-fips)?\.[^/.]*\.(amazonaws\.com|sc2s\.sgov\.gov|c2s\.ic\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)/;

/** The private registries of AWS by their full host, so that nothing else is taken for one. */
const ECR_HOST = /^[0-9]{12}\.dkr[.-]ecr(-fips)?\.[a-z0-9-]+\.(amazonaws\.com(\.cn)?|amazonaws\.eu|on\.aws)$/;

/** The registries that each cloud provider can log in to, from Flux 2.8. */
const REGISTRIES: Readonly<Record<string, RegExp>> = {
  aws: new RegExp(`${ECR.source}|^public\\.ecr\\.aws$`),
  gcp: /^(.+\.)?gcr\.io$|-docker\.pkg\.dev$|^docker\.s3nsregistry\.fr$/,
  azure: /\.azurecr\.(io|cn|de|us)$/,
};

/** Rules about the URL, ref, provider and layers of an OCIRepository. */
export const OCI_REPOSITORY_RULES: readonly RuntimeRule[] = [
  {
    id: 'OCI_URL_INVALID',
    kinds: OCI,
    field: 'url',
    severity: 'error',
    message: 'must be oci://<registry>/<repository>, in lower case, without user, tag or digest',
    cause: 'The URL is not the name of a repository: often it has a tag or digest, or upper case letters.',
    remedy: 'write the repository only, and the tag or digest into {spec.ref}',
    find: findString('spec.url', (url) => url.startsWith('oci://') && parseOciUrl(url) === undefined),
  },
  {
    id: 'OCI_DIGEST_INVALID',
    kinds: OCI,
    field: 'ref',
    severity: 'error',
    message: 'must be sha256: and 64 hexadecimal digits in lower case',
    cause: 'No other kind of digest is supported.',
    remedy: 'write the full digest, as the registry shows it',
    find: findString('spec.ref.digest', (digest) => !/^sha256:[0-9a-f]{64}$/.test(digest)),
  },
  {
    id: 'OCI_SEMVER_INVALID',
    kinds: OCI,
    field: 'ref',
    severity: 'error',
    message: 'must be a version range such as >=1.2.0 <2.0.0',
    cause: 'The controller cannot parse the version range.',
    remedy: 'write a range in the syntax of Masterminds/semver, such as 1.x or >=1.2.0 <2.0.0',
    find: findString('spec.ref.semver', (range, { object }) => takesPrecedence(object, 'semver') && parseVersionRange(range) === undefined),
  },
  {
    id: 'OCI_SEMVER_FILTER_INVALID',
    kinds: OCI,
    field: 'ref',
    since: '2.3',
    severity: 'error',
    message: 'must be a regular expression that Go accepts',
    cause: 'The filter is a regular expression in Go syntax, which has no look-around and no back-references.',
    remedy: 'correct the expression',
    find: findString('spec.ref.semverFilter', (filter, { object }) => takesPrecedence(object, 'semver') && !compilesAsRegex(filter)),
  },
  {
    id: 'OCI_PROVIDER_HOST',
    kinds: OCI,
    field: 'provider',
    severity: 'error',
    message: 'only logs in to registries of its own cloud, and the URL is not one of them',
    cause: 'The provider aws logs in to ECR, gcp to gcr.io and pkg.dev. For any other host the login fails. Flux before 2.8 does not know the hosts under amazonaws.eu and on.aws.',
    remedy: 'remove the provider, or correct {spec.url}',
    find: findString('spec.provider', (provider, subject) => (provider === 'aws' || provider === 'gcp') && isForeignHost(subject, provider)),
  },
  {
    id: 'OCI_AZURE_HOST',
    kinds: OCI,
    field: 'provider',
    severity: 'warning',
    message: 'only logs in to *.azurecr.io (.cn, .de, .us), unless the controller has an Azure environment file',
    cause: 'For any other host the Azure login fails, unless the controller is configured for another cloud.',
    remedy: 'remove the provider, or correct {spec.url}',
    find: findString('spec.provider', (provider, subject) => provider === 'azure' && isForeignHost(subject, provider)),
  },
  {
    id: 'OCI_TAG_INVALID',
    kinds: OCI,
    field: 'ref',
    severity: 'warning',
    message: 'is not a valid OCI tag: use letters, digits, _, . and -, at most 128 characters, not starting with . or -',
    cause: 'Registries refuse such a tag, for instance one with a +.',
    remedy: 'write the tag as the registry lists it; a + in a version usually becomes _',
    find: findString('spec.ref.tag', (tag, { object }) => takesPrecedence(object, 'tag') && !isTag(tag), suggestOciRef),
  },
  {
    id: 'OCI_TAG_IS_RANGE',
    kinds: OCI,
    field: 'ref',
    severity: 'warning',
    message: 'is read as the name of a tag, not as a range of versions',
    cause: 'A tag is looked up as it is written. Tags such as 1.x are possible, but rare.',
    remedy: 'for the highest version of a range {set spec.ref.semver}',
    find: findString('spec.ref.tag', (tag, { object }) => takesPrecedence(object, 'tag') && /^v?[0-9]+(?:\.[0-9]+)*\.[xX]$/.test(tag)),
  },
  {
    id: 'OCI_ECR_LOGIN_MISSING',
    kinds: OCI,
    field: 'url',
    severity: 'warning',
    message: 'is a private registry of AWS, which cannot be read without a login',
    cause: 'A private ECR registry has no anonymous pull. Without a provider and a pull secret the controller does not log in.',
    remedy: 'set {spec.provider} to aws, or name a pull secret in {spec.secretRef}',
    find: findString('spec.url', (url, { object }) => {
      const hasLogin = isCloud(object) || isSet(object, 'spec.secretRef') || isSet(object, 'spec.serviceAccountName');
      return !hasLogin && ECR_HOST.test((readUrl(url)?.registry ?? '').replace(/:[0-9]*$/, ''));
    }),
  },
  {
    id: 'OCI_TIMEOUT_UNUSED',
    kinds: OCI,
    field: 'timeout',
    severity: 'warning',
    message: 'has no effect: it only limits the cloud login and the signature check',
    cause: 'The timeout does not limit the listing of tags and the pull.',
    remedy: 'leave it out',
    find: findString('spec.timeout', (_timeout, { object }) => !isSet(object, 'spec.verify') && !isCloud(object)),
  },
  {
    id: 'OCI_REF_HIDDEN',
    kinds: OCI,
    field: 'ref',
    severity: 'warning',
    message: 'is ignored',
    cause: 'Only one field of the ref counts: digest, else semver, else tag. semverFilter only counts with semver.',
    remedy: 'remove it, or the field that takes precedence',
    find: findHiddenRefs,
  },
  {
    id: 'OCI_REF_DEFAULT',
    kinds: OCI,
    severity: 'warning',
    message: 'is not set: the tag latest is pulled',
    cause: 'Without a ref the controller pulls the tag latest.',
    remedy: 'name a tag, version range or digest',
    find: ({ object }) => {
      const ref = readField(object, 'spec.ref') ?? {};
      const isUnset = isObject(ref) && ['digest', 'semver', 'tag'].every((field) => (ref[field] ?? '') === '');
      return isSet(object, 'spec') && isUnset ? [{ steps: toSteps('spec.ref') }] : [];
    },
  },
  {
    id: 'OCI_PROVIDER_IGNORED',
    kinds: OCI,
    field: 'provider',
    severity: 'warning',
    message: 'is ignored where {spec.secretRef} is set: only that Secret is used',
    cause: 'With a pull secret the controller does not log in with the cloud identity.',
    remedy: 'remove {spec.secretRef}, or the provider',
    find: findString('spec.provider', (_provider, { object }) => isCloud(object) && isSet(object, 'spec.secretRef')),
  },
  {
    id: 'OCI_SECRET_TYPE',
    kinds: OCI,
    field: 'secretRef',
    severity: 'warning',
    message: 'names a Secret whose type must be kubernetes.io/dockerconfigjson: it is ignored, and the pull is anonymous',
    cause: 'Pull secrets of any other type are ignored, even with the right key.',
    remedy: 'give the Secret the type kubernetes.io/dockerconfigjson and the key .dockerconfigjson',
    find: findInSecret('spec.secretRef.name', (secret) => !PULL_SECRET_TYPES.includes(secret.type ?? 'Opaque')),
  },
  {
    id: 'OCI_SECRET_HOST',
    kinds: OCI,
    field: 'secretRef',
    severity: 'warning',
    message: 'names a Secret without a login for the registry of the URL: the pull is anonymous',
    cause: 'The login is chosen by the host, port and path in .dockerconfigjson. Where none matches, the controller pulls without one.',
    remedy: 'add a login for the registry in {spec.url} to the Secret',
    find: findInSecret('spec.secretRef.name', (secret, { object }) => {
      const url = readUrl(readString(object, 'spec.url'));
      return url !== undefined && PULL_SECRET_TYPES.includes(secret.type ?? '')
        && hasLoginFor(readValue(secret, '.dockerconfigjson') ?? '', url.registry ?? DOCKER_HUB, url.repository) === false;
    }),
  },
  {
    id: 'OCI_IGNORE_UNUSED',
    kinds: OCI,
    field: 'ignore',
    severity: 'warning',
    message: 'has no effect where {spec.layerSelector.operation} is copy',
    cause: 'A copied layer is stored as it is.',
    remedy: 'remove it, or set {spec.layerSelector.operation} to extract',
    find: findString('spec.ignore', (_ignore, { object }) => readString(object, 'spec.layerSelector.operation') === 'copy'),
  },
  {
    id: 'OCI_DOCKER_HUB',
    kinds: OCI,
    field: 'url',
    severity: 'warning',
    message: 'names no registry: Docker Hub is used',
    cause: 'The first part of the URL is a registry only if it has a dot or a port, and another part follows.',
    remedy: 'write the registry, too, such as oci://ghcr.io/org/repo, oci://docker.io/org/repo or oci://localhost:5000/repo',
    find: findString('spec.url', (text) => {
      const url = readUrl(text);
      return url !== undefined && url.registry === undefined;
    }),
  },
];

function readUrl(text: string | undefined): OciUrl | undefined {
  return text?.startsWith('oci://') ? parseOciUrl(text) : undefined;
}

function isCloud(object: unknown): boolean {
  return Object.hasOwn(REGISTRIES, readString(object, 'spec.provider') ?? '');
}

/** Pull secrets of the object or of its service account are used instead of the login. */
function isForeignHost({ object, isAtLeast }: RuleSubject, provider: string): boolean {
  const url = readUrl(readString(object, 'spec.url'));
  if (url === undefined || isSet(object, 'spec.secretRef') || isSet(object, 'spec.serviceAccountName')) {
    return false;
  }
  const host = (url.registry ?? DOCKER_HUB).replace(/:[0-9]*$/, '');
  return !REGISTRIES[provider].test(host) || (provider === 'aws' && !isAtLeast('2.8') && host !== 'public.ecr.aws' && !ECR_BEFORE_2_8.test(host));
}

const PRECEDENCE = ['digest', 'semver', 'tag'] as const;

function findEffectiveRef(object: unknown): (typeof PRECEDENCE)[number] | undefined {
  return PRECEDENCE.find((field) => readString(object, `spec.ref.${field}`) !== undefined);
}

function isTag(text: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(text);
}

/** What to write in place of a tag that cannot be one, where that is clear. */
function suggestOciRef(text: string): string | undefined {
  const tag = text.trim();
  if (/(?:^|@)sha256:[0-9a-f]{64}$/.test(tag)) {
    return 'for a digest {set spec.ref.digest}';
  }
  if (isVersionRange(tag)) {
    return 'for the highest version of a range {set spec.ref.semver}';
  }
  return tag !== text && isTag(tag) ? `write ${tag}` : undefined;
}

function takesPrecedence(object: unknown, field: (typeof PRECEDENCE)[number]): boolean {
  return findEffectiveRef(object) === field;
}

function findHiddenRefs({ object }: RuleSubject): Finding[] {
  const effective = findEffectiveRef(object);
  const hidden = [...PRECEDENCE.filter((field) => field !== effective), ...(effective === 'semver' ? [] : ['semverFilter'])];
  const message = effective === undefined ? 'is ignored without {spec.ref.semver}' : `is ignored: {spec.ref.${effective}} takes precedence`;
  return hidden.flatMap((field) => {
    const text = readString(object, `spec.ref.${field}`);
    return text === undefined ? [] : [{ steps: ['spec', 'ref', field], received: text, message }];
  });
}
