import { parseVersionRange } from '../flux';
import { compilesAsRegex } from './compiles-as-regex';
import { findInSecret } from './find-secret';
import { findText } from './find-text';
import { OciUrl, parseOciUrl } from './parse-oci-url';
import { isMap, isSet, readField, readText } from './read-field';
import type { Finding, RuleSubject, RuntimeRule } from './runtime-rule';

const OCI = ['OCIRepository'] as const;
const DOCKER_HUB = 'index.docker.io';
const PULL_SECRET_TYPES = ['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg'];

/** The registries that each cloud provider logs in to. */
const REGISTRIES: Readonly<Record<string, RegExp>> = {
  aws: /.dkr[.-]ecr|^public\.ecr\.aws$/,
  gcp: /^(.+\.)?gcr\.io$|-docker\.pkg\.dev$|^docker\.s3nsregistry\.fr$/,
  azure: /\.azurecr\.(io|cn|de|us)$/,
};

/** Rules about an OCIRepository's URL, ref, provider and layers. */
export const OCI_REPOSITORY_RULES: readonly RuntimeRule[] = [
  {
    id: 'OCI_URL_INVALID',
    row: 'O1',
    kinds: OCI,
    severity: 'error',
    message: 'must be oci://<registry>/<repository>, in lower case, without user, tag or digest',
    cause: 'The URL is no name of a repository: often it carries a tag or digest, or upper case letters.',
    remedy: 'Write the repository only, and the tag or digest into ref.',
    find: findText('spec.url', (url) => url.startsWith('oci://') && parseOciUrl(url) === undefined),
  },
  {
    id: 'OCI_DIGEST_INVALID',
    row: 'O2',
    kinds: OCI,
    severity: 'error',
    message: 'must be sha256: and 64 lower-case hexadecimal digits',
    cause: 'No other digest is supported.',
    remedy: 'Write the digest in full, as the registry prints it.',
    find: findText('spec.ref.digest', (digest) => !/^sha256:[0-9a-f]{64}$/.test(digest)),
  },
  {
    id: 'OCI_SEMVER_INVALID',
    row: 'O3',
    kinds: OCI,
    severity: 'error',
    message: 'must be a version range such as >=1.2.0 <2.0.0',
    cause: 'The controller cannot read the version range.',
    remedy: 'Write a range that Masterminds/semver reads, such as 1.x or >=1.2.0 <2.0.0.',
    find: findText('spec.ref.semver', (range, { object }) => decides(object, 'semver') && parseVersionRange(range) === undefined),
  },
  {
    id: 'OCI_SEMVER_FILTER_INVALID',
    row: 'O4',
    kinds: OCI,
    since: '2.3',
    severity: 'error',
    message: 'must be a regular expression that Go accepts',
    cause: 'The filter is a regular expression in Go\'s syntax; look-around and back-references do not exist there.',
    remedy: 'Correct the expression.',
    find: findText('spec.ref.semverFilter', (filter, { object }) => decides(object, 'semver') && !compilesAsRegex(filter)),
  },
  {
    id: 'OCI_PROVIDER_HOST',
    row: 'O5',
    kinds: OCI,
    severity: 'error',
    message: 'logs in to registries of its own cloud only, and the URL is of another',
    cause: 'The provider aws logs in to ECR, gcp to gcr.io and pkg.dev; for any other host the login fails.',
    remedy: 'Remove the provider, or correct the URL.',
    find: findText('spec.provider', (provider, { object }) => (provider === 'aws' || provider === 'gcp') && isForeignHost(object, provider)),
  },
  {
    id: 'OCI_AZURE_HOST',
    row: 'O5',
    kinds: OCI,
    severity: 'warning',
    message: 'logs in to *.azurecr.io (.cn, .de, .us) only, unless the controller has an Azure environment file',
    cause: 'For another host the Azure login fails, unless the controller is told of an own cloud.',
    remedy: 'Remove the provider, or correct the URL.',
    find: findText('spec.provider', (provider, { object }) => provider === 'azure' && isForeignHost(object, provider)),
  },
  {
    id: 'OCI_TAG_INVALID',
    row: 'O14',
    kinds: OCI,
    severity: 'warning',
    message: 'is no tag that a registry can have: letters, digits, _, . and -, at most 128, not starting with . or -',
    cause: 'Registries refuse such a tag, for instance one with a +.',
    remedy: 'Write the tag as the registry lists it; a + of a version is usually written _ there.',
    find: findText('spec.ref.tag', (tag, { object }) => decides(object, 'tag') && !/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(tag)),
  },
  {
    id: 'OCI_TIMEOUT_UNUSED',
    row: 'O-S1',
    kinds: OCI,
    severity: 'warning',
    message: 'has no effect: it bounds only the cloud login and the signature check',
    cause: 'Listing tags and pulling are not bound by the timeout.',
    remedy: 'Leave it out.',
    find: findText('spec.timeout', (_timeout, { object }) => !isSet(object, 'spec.verify') && !isCloud(object)),
  },
  {
    id: 'OCI_REF_HIDDEN',
    row: 'O-S2',
    kinds: OCI,
    severity: 'warning',
    message: 'is ignored',
    cause: 'One field of ref decides: digest, else semver, else tag; semverFilter counts only with semver.',
    remedy: 'Remove the fields that do not decide.',
    find: findHiddenRefs,
  },
  {
    id: 'OCI_REF_DEFAULT',
    row: 'O-S2',
    kinds: OCI,
    severity: 'warning',
    message: 'is unset: the tag latest is pulled',
    cause: 'Without a ref the controller pulls the tag latest.',
    remedy: 'Name a tag, version range or digest.',
    find: ({ object }) => {
      const ref = readField(object, 'spec.ref') ?? {};
      const isUnset = isMap(ref) && ['digest', 'semver', 'tag'].every((field) => (ref[field] ?? '') === '');
      return isSet(object, 'spec') && isUnset ? [{ path: 'spec.ref' }] : [];
    },
  },
  {
    id: 'OCI_PROVIDER_IGNORED',
    row: 'O-S3',
    kinds: OCI,
    severity: 'warning',
    message: 'is ignored beside secretRef: only the pull secret is used',
    cause: 'With a pull secret the controller does not log in with the cloud identity.',
    remedy: 'Remove the secretRef or the provider.',
    find: findText('spec.provider', (_provider, { object }) => isCloud(object) && isSet(object, 'spec.secretRef')),
  },
  {
    id: 'OCI_SECRET_TYPE',
    row: 'O-S5',
    kinds: OCI,
    severity: 'warning',
    message: 'names a Secret whose type must be kubernetes.io/dockerconfigjson: it is ignored, and the pull is anonymous',
    cause: 'Pull secrets of another type are skipped, even with the right key.',
    remedy: 'Give the Secret the type kubernetes.io/dockerconfigjson and the key .dockerconfigjson.',
    find: findInSecret('spec.secretRef.name', (secret) => !PULL_SECRET_TYPES.includes(secret.type ?? 'Opaque')),
  },
  {
    id: 'OCI_IGNORE_UNUSED',
    row: 'O-S6',
    kinds: OCI,
    severity: 'warning',
    message: 'has no effect where layerSelector.operation is copy',
    cause: 'A copied layer is stored as it is.',
    remedy: 'Remove ignore, or use the operation extract.',
    find: findText('spec.ignore', (_ignore, { object }) => readText(object, 'spec.layerSelector.operation') === 'copy'),
  },
  {
    id: 'OCI_DOCKER_HUB',
    row: 'O-S11',
    kinds: OCI,
    severity: 'warning',
    message: 'names no registry: Docker Hub is asked',
    cause: 'The first part of the URL is a registry only if it holds a dot or a port, and something follows.',
    remedy: 'Write the registry too: oci://ghcr.io/org/repo, oci://docker.io/org/repo, oci://localhost:5000/repo.',
    find: findText('spec.url', (text) => {
      const url = readUrl(text);
      return url !== undefined && url.registry === undefined;
    }),
  },
];

function readUrl(text: string | undefined): OciUrl | undefined {
  return text?.startsWith('oci://') ? parseOciUrl(text) : undefined;
}

function isCloud(object: unknown): boolean {
  return Object.hasOwn(REGISTRIES, readText(object, 'spec.provider') ?? '');
}

/** Pull secrets of the object or of its service account come before the login. */
function isForeignHost(object: unknown, provider: string): boolean {
  const url = readUrl(readText(object, 'spec.url'));
  if (url === undefined || isSet(object, 'spec.secretRef') || isSet(object, 'spec.serviceAccountName')) {
    return false;
  }
  return !REGISTRIES[provider].test((url.registry ?? DOCKER_HUB).replace(/:[0-9]*$/, ''));
}

const ORDER = ['digest', 'semver', 'tag'] as const;

function findDecisive(object: unknown): (typeof ORDER)[number] | undefined {
  return ORDER.find((field) => readText(object, `spec.ref.${field}`) !== undefined);
}

function decides(object: unknown, field: (typeof ORDER)[number]): boolean {
  return findDecisive(object) === field;
}

function findHiddenRefs({ object }: RuleSubject): Finding[] {
  const decisive = findDecisive(object);
  const hidden = [...ORDER.filter((field) => field !== decisive), ...(decisive === 'semver' ? [] : ['semverFilter'])];
  return hidden.flatMap((field) => {
    const text = readText(object, `spec.ref.${field}`);
    return text === undefined ? [] : [{ path: `spec.ref.${field}`, received: text, message: `is ignored: ref.${decisive ?? 'tag'} decides` }];
  });
}
