/** What a sync or a manifest is told: the code, the field, and a phrase of the remedy. */
export type Answer = readonly [code: string, field: string, remedy?: string];

/** Props, what is wrong or may surprise, in order. No answer: it is right, and there is nothing to say. */
export type Situation = readonly [name: string, props: object, ...answers: Answer[]];

export const GIT = { kind: 'GitRepository', url: 'https://github.com/acme/fleet.git', ref: 'refs/heads/main', path: './' };
export const OCI = { kind: 'OCIRepository', url: 'oci://ghcr.io/acme/fleet', ref: 'latest', path: './' };
const BUCKET = { kind: 'Bucket', url: 'minio.example.com', ref: 'fleet', path: './' };

const ECR = 'oci://123456789012.dkr.ecr.eu-west-1.amazonaws.com/acme/fleet';
const SHA = '0123456789abcdef0123456789abcdef01234567';

const add = (path: string, value: unknown) => ({ op: 'add', path, value });
const replace = (path: string, value: unknown) => ({ op: 'replace', path, value });
const patch = (target: object | undefined, text: unknown) => ({
  patches: [{ ...target === undefined ? {} : { target }, patch: typeof text === 'string' ? text : JSON.stringify(text) }],
});
const onSource = (...operations: object[]) => patch({ kind: 'GitRepository' }, operations);
const onOci = (...operations: object[]) => ({ ...OCI, ...patch({ kind: 'OCIRepository' }, operations) });
const onKustomization = (...operations: object[]) => patch({ kind: 'Kustomization' }, operations);
const git = (gitRepository: object) => ({ gitRepository });
const ociOf = (ociRepository: object, more: object = {}) => ({ ...OCI, ...more, ociRepository });
const kustomization = (options: object) => ({ kustomization: options });

const UNAPPLIED: Answer = ['PATCH_UNAPPLIED', 'patches', 'pass patchTargets'];
const IDENTITY = { issuer: '^https://token\\.actions\\.githubusercontent\\.com$', subject: '^https://github\\.com/acme/.*$' };

export const URLS: readonly Situation[] = [
  ['an SSH address as git writes it', { url: 'git@github.com:acme/fleet.git' }, ['SCHEMA_PATTERN', 'url', 'write ssh://git@github.com/acme/fleet.git']],
  ['a colon after the host', { url: 'ssh://git@git.example.com:~me/fleet', pullSecret: 'x' }, ['GIT_URL_INVALID', 'url', 'write ssh://git@git.example.com/~me/fleet']],
  ['no scheme for Git', { url: 'github.com/acme/fleet' }, ['SCHEMA_PATTERN', 'url', 'write https://github.com/acme/fleet']],
  ['no scheme for OCI', { ...OCI, url: 'ghcr.io/acme/fleet' }, ['SCHEMA_PATTERN', 'url', 'write oci://ghcr.io/acme/fleet']],
  ['a scheme for a bucket', { ...BUCKET, url: 'https://minio.example.com' }, ['BUCKET_ENDPOINT_INVALID', 'url', 'write minio.example.com']],
  ['the bucket in the host', { ...BUCKET, url: 'fleet.s3.eu-central-1.amazonaws.com' }, ['BUCKET_NAME_IN_ENDPOINT', 'url', 'without the name of the bucket']],
  ['a registry with a port', { ...OCI, url: 'oci://registry:5000/acme/fleet' }],
  ['a template string without its value', { url: 'https://github.com/undefined/fleet' }, ['UNDEFINED_IN_PATH', 'url', 'correct the code']],
  ['a password', { url: 'https://me:secretpw@git.example.com/a.git' }, ['GIT_CREDENTIALS_IN_URL', 'url', 'name it in pullSecret']],
  ['ECR without a login', { ...OCI, url: ECR }, ['OCI_ECR_LOGIN_MISSING', 'url', 'set provider to aws']],
  ['ECR with a login', { ...OCI, url: ECR, provider: 'aws' }],
  ['public ECR', { ...OCI, url: 'oci://public.ecr.aws/acme/fleet', provider: 'aws' }],
  ['ECR of the European cloud before Flux 2.8', { ...OCI, url: 'oci://123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu/acme/fleet', provider: 'aws', fluxVersion: '2.7.x' },
    ['OCI_PROVIDER_HOST', 'provider']],
  ['ECR of the European cloud', { ...OCI, url: 'oci://123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu/acme/fleet', provider: 'aws', fluxVersion: '2.8.x' }],
];

export const REFS: readonly Situation[] = [
  ['a branch', { ref: 'main' }, ['GIT_REF_NAME_UNQUALIFIED', 'ref', 'refs/heads/main']],
  ['a version', { ref: 'v1.2.3' }, ['GIT_REF_NAME_UNQUALIFIED', 'ref', 'write refs/tags/v1.2.3']],
  ['a commit', { ref: SHA }, ['GIT_REF_NAME_UNQUALIFIED', 'ref', 'set gitRepository.ref.commit']],
  ['a range for Git', { ref: '>=1.0.0' }, ['GIT_REF_NAME_UNQUALIFIED', 'ref', 'set gitRepository.ref.semver']],
  ['a pattern of tags', { ref: 'refs/tags/v1.*' }, ['GIT_REF_NAME_INVALID', 'ref', 'set gitRepository.ref.semver']],
  ['the output of a command', { ref: 'refs/heads/main\n' }, ['GIT_REF_NAME_INVALID', 'ref', 'write refs/heads/main, without']],
  ['a near miss', { ref: 'refs/head/main' }, ['GIT_REF_NAME_UNUSUAL', 'ref', 'write refs/heads/main']],
  ['a pull request', { ref: 'refs/pull/1/head' }],
  ['an annotated tag', { ref: 'refs/tags/v1^{}' }],
  ['an object', { ref: { branch: 'main' } }, ['INPUT_TYPE', 'ref', 'write refs/heads/main']],
  ['an object with a range', { ref: { semver: '1.x' } }, ['INPUT_TYPE', 'ref', 'set gitRepository.ref.semver']],
  ['a range for OCI', { ...OCI, ref: '>=1.0.0 <2.0.0' }, ['OCI_TAG_INVALID', 'ref', 'set ociRepository.ref.semver']],
  ['a range that could be a tag', { ...OCI, ref: '1.x' }, ['OCI_TAG_IS_RANGE', 'ref', 'set ociRepository.ref.semver']],
  ['a digest', { ...OCI, ref: `sha256:${SHA}${SHA.slice(0, 24)}` }, ['OCI_TAG_INVALID', 'ref', 'set ociRepository.ref.digest']],
  ['a tag that looks like a number', { ...OCI, ref: '1.10' }],
  ['semver with a filter', ociOf({ ref: { semver: '1.x', semverFilter: '^v' } }, { ref: undefined })],
  ['a filter alone', ociOf({ ref: { semverFilter: '^v' } }, { ref: undefined }), ['INPUT_CONFLICT', 'ociRepository.ref.semverFilter']],
  ['a filter for Git', { ref: undefined, ...git({ ref: { semverFilter: '^v' } }) }, ['INPUT_UNKNOWN', 'gitRepository.ref.semverFilter']],
  ['a name before the range', { ref: undefined, ...git({ ref: { semver: 'my-chart-v1.x' } }) }, ['GIT_SEMVER_INVALID', 'gitRepository.ref.semver']],
  ['semver beside the name', onSource(add('/spec/ref/semver', '1.x')), ['GIT_REF_HIDDEN', 'patches[0]']],
  ['semver in place of the name', onSource(replace('/spec/ref', { semver: '1.x' }))],
  ['semver beside the tag', onOci(add('/spec/ref/semver', '1.x')), ['OCI_REF_HIDDEN', 'patches[0]']],
];

export const FIELDS: readonly Situation[] = [
  ['wait', { wait: true }, ['INPUT_UNKNOWN', 'wait', 'kustomization.wait']],
  ['timeout', { timeout: '5m' }, ['INPUT_UNKNOWN', 'timeout', 'gitRepository.timeout or kustomization.timeout']],
  ['secretRef', { secretRef: { name: 'x' } }, ['INPUT_UNKNOWN', 'secretRef', 'pullSecret']],
  ['a typing mistake', { pullSecrets: 'x', kustomization: { prun: true } }, ['INPUT_UNKNOWN', 'pullSecrets', 'pullSecret'], ['INPUT_UNKNOWN', 'kustomization.prun', 'prune']],
  ['names', { name: 'cluster' }],
  ['a namespace', { namespace: 'operators' }],
  ['ignore and interval', git({ ignore: '*.md' })],
  ['include', git({ include: [{ repository: 'other' }] })],
  ['decryption', kustomization({ decryption: { secret: 'sops-age' } })],
  ['a newer patch release', { fluxVersion: '2.9.999' }, ['VERSION_NEWER', 'fluxVersion']],
  ['an unknown minor', { fluxVersion: '2.99.0' }, ['VERSION_UNKNOWN', 'fluxVersion']],
  ['an OCIRepository before v1', { ...OCI, fluxVersion: '2.5.x' }],
  ['the provider github before 2.5', { provider: 'github', pullSecret: 'app', fluxVersion: '2.4.x' }, ['FIELD_NOT_YET', 'provider']],
  ['the provider github over SSH', { provider: 'github', url: 'ssh://git@github.com/a/b', pullSecret: 'x' }, ['GIT_PROVIDER_OVER_SSH', 'provider']],
  ['the provider github elsewhere', { provider: 'github', url: 'https://gitlab.com/a/b', pullSecret: 'x' }, ['GIT_PROVIDER_HOST', 'provider']],
  ['the provider azure elsewhere', { provider: 'azure' }, ['GIT_PROVIDER_HOST', 'provider']],
  ['the provider gcp for Git', { provider: 'gcp' }, ['INPUT_CONFLICT', 'provider']],
  ['the provider github for OCI', { ...OCI, provider: 'github' }, ['INPUT_CONFLICT', 'provider']],
  ['the provider aws on GitHub', { provider: 'aws' }, ['GIT_AWS_URL', 'url']],
  ['a CA of a bucket before 2.4', { ...BUCKET, fluxVersion: '2.3.x', bucket: { certSecret: 'ca' } }, ['FIELD_NOT_YET', 'bucket.certSecret']],
  ['a CA of a bucket', { ...BUCKET, bucket: { certSecret: 'ca' } }],
  ['a token service in a private network', {
    ...BUCKET, url: 's3.amazonaws.com', provider: 'aws', bucket: { region: 'us-east-1', sts: { provider: 'aws', endpoint: 'https://vpce-1.sts.us-east-1.vpce.amazonaws.com' } },
  }],
  ['cosign without an identity', ociOf({ verify: {} }), ['OCI_VERIFY_WITHOUT_IDENTITY', 'ociRepository.verify']],
  ['notation without a Secret', ociOf({ verify: { provider: 'notation' } }), ['OCI_NOTATION_SECRET_MISSING', 'ociRepository.verify.provider']],
  ['the name of a Secret with its namespace', { pullSecret: 'flux-system/git-auth' }, ['REFERENCE_NAME_INVALID', 'pullSecret', 'write git-auth alone']],
  ['a Secret that no cluster can have', kustomization({ decryption: { secret: 'sops_age' } }), ['REFERENCE_NAME_INVALID', 'kustomization.decryption.secret']],
  ['a service account that no cluster can have', kustomization({ serviceAccountName: 'Flux SA' }), ['REFERENCE_NAME_INVALID', 'kustomization.serviceAccountName']],
  ['a number for a string', kustomization({ postBuild: { substitute: { account: 123 } } }), ['INPUT_TYPE', 'kustomization.postBuild.substitute.account', 'quotes']],
  ['dollars in values', kustomization({ postBuild: { substitute: { a: '$x', b: '${y}', c: 'a$$b' } } })],
  ['digits with zeros in front', kustomization({ postBuild: { substitute: { id: '004' } } })],
];

export const PATHS: readonly Situation[] = [
  ...['.', './', '/', '/abs', 'a/'].map((path): Situation => [path, { path }]),
  ['../x', { path: '../x' }, ['PATH_LEAVES_ROOT', 'path']],
  ['a backslash', { path: 'clusters\\staging' }, ['PATH_BACKSLASH', 'path', 'write clusters/staging']],
  ['undefined', { path: 'clusters/undefined' }, ['UNDEFINED_IN_PATH', 'path']],
  ['a variable', { path: 'clusters/${name}', ...kustomization({ postBuild: { substitute: { name: 'a' } } }) }, ['VARIABLE_NOT_SUBSTITUTED', 'path', 'write the value']],
  ['outside of the sparse checkout', { path: 'clusters/a', ...git({ sparseCheckout: ['apps/'] }) }, ['GIT_SPARSE_LEAVES_OUT_PATH', 'gitRepository.sparseCheckout']],
  ['in the sparse checkout', { path: 'clusters/a', ...git({ sparseCheckout: ['./clusters/a'] }) }],
  ['a sparse checkout with submodules', { path: 'clusters/a', ...git({ sparseCheckout: ['clusters/a'], recurseSubmodules: true }) },
    ['GIT_SUBMODULES_SPARSE', 'gitRepository.recurseSubmodules']],
  ['outside of the prefix', { ...BUCKET, path: 'clusters/a', bucket: { prefix: 'apps/' } }, ['BUCKET_PREFIX_LEAVES_OUT_PATH', 'bucket.prefix']],
  ['below the prefix', { ...BUCKET, path: 'apps/a', bucket: { prefix: 'apps/' } }],
  ['ignored', { path: 'clusters/a', ...git({ ignore: '/*\n!/infrastructure\n' }) }, ['IGNORE_LEAVES_OUT_PATH', 'gitRepository.ignore']],
  ['not ignored', { path: 'clusters/a', ...git({ ignore: '/*\n!/clusters\n' }) }],
];

const DEPLOYMENT = '{apiVersion: apps/v1, kind: Deployment, metadata: {name: all}, spec: {replicas: 2}}';
const REPLICAS = [add('/spec/replicas', 2)];

export const PATCHES: readonly Situation[] = [
  ['for all controllers', patch({ kind: 'Deployment' }, DEPLOYMENT), UNAPPLIED],
  ['for controllers by a label', patch({ kind: 'Deployment', labelSelector: 'app.kubernetes.io/part-of=flux' }, REPLICAS), UNAPPLIED],
  ['for all objects', patch({ name: '.*' }, [add('/metadata/annotations/team', 'a')]), UNAPPLIED],
  ['with a namespace', patch({ kind: 'ServiceAccount', namespace: 'flux-system' }, [add('/metadata/annotations', {})]), ['PATCH_NO_MATCH', 'patches[0].target', 'leave the namespace out']],
  ['with a name that is near', patch({ kind: 'Kustomization', name: 'flux-sistem' }, REPLICAS), ['PATCH_NO_MATCH', 'patches[0].target', 'name: flux-system']],
  ['with a kind that is near', patch({ kind: 'Kustomisation' }, REPLICAS), ['PATCH_NO_MATCH', 'patches[0].target', 'kind: Kustomization']],
  ['for a controller that is near', patch({ kind: 'Deployment', name: 'kustomise-controller' }, REPLICAS), ['PATCH_NO_MATCH', 'patches[0].target', 'kustomize-controller']],
  ['with another version', patch({ kind: 'Kustomization', version: 'v2' }, REPLICAS), ['PATCH_NO_MATCH', 'patches[0].target', 'kustomize.toolkit.fluxcd.io/v1']],
  ['with the group in the version', patch({ kind: 'Kustomization', version: 'kustomize.toolkit.fluxcd.io/v1' }, REPLICAS), ['PATCH_NO_MATCH', 'patches[0].target']],
  ['with the group in the version, in the Kustomization', kustomization({
    patches: [{ target: { kind: 'Kustomization', version: 'kustomize.toolkit.fluxcd.io/v1' }, patch: '[{"op":"add","path":"/spec/wait","value":true}]' }],
  }), ['INLINE_PATCH_TARGET_VERSION', 'kustomization.patches[0].target.version', 'the version alone']],
  ['with a glob', patch({ kind: 'Deployment', name: '*-controller' }, REPLICAS), ['PATCH_REGEX', 'patches[0].target.name']],
  ['by a label that comes later', patch({ kind: 'Kustomization', labelSelector: 'a=b' }, REPLICAS), ['PATCH_NO_MATCH', 'patches[0].target', 'select by kind and name']],
  ['for a service account that is not there', patch(undefined, '{apiVersion: v1, kind: ServiceAccount, metadata: {name: default}, imagePullSecrets: [{name: x}]}'),
    ['PATCH_NO_MATCH', 'patches[0]', 'source-controller']],
  ['that is a string', { patches: ['x'] }, ['INPUT_TYPE', 'patches[0]', 'patch, target']],
  ['that is a file', { patches: [{ path: 'patch.yaml' }] }, ['INPUT_UNKNOWN', 'patches[0].path'], ['INPUT_REQUIRED', 'patches[0].patch']],
  ['that is a list', { patches: [{ target: { kind: 'Kustomization' }, patch: [] }] }, ['INPUT_TYPE', 'patches[0].patch']],
  ['that deletes everything', patch({}, '{$patch: delete, apiVersion: v1, kind: Namespace, metadata: {name: x}}'),
    UNAPPLIED, ['PATCH_DELETES_SYNC', 'patches[0]'], ['PATCH_DELETES_SYNC', 'patches[0]']],
  ['that renames the source', onSource(replace('/metadata/name', 'home')), ['SOURCE_NOT_EMITTED', 'patches[0]', 'rename both']],
  ['that changes the kind of the source', onKustomization(replace('/spec/sourceRef/kind', 'OCIRepository')), ['SOURCE_NOT_EMITTED', 'patches[0]']],
  ['of the namespace', onKustomization(add('/metadata/namespace', 'x')), ['PATCH_OVERWRITTEN', 'patches[0]', 'set namespace']],
  ['of a label that comes later', onKustomization({ op: 'remove', path: '/metadata/labels/app.kubernetes.io~1version' }), ['PATCH_JSON_PATH', 'patches[0].ops[0]', 'after the patches']],
  ['with a document after the list', patch({ kind: 'Kustomization' }, '- {op: add, path: /spec/wait, value: true}\n---\n- {op: add, path: /spec/timeout, value: 5m}'),
    ['PATCH_DOCUMENTS_IGNORED', 'patches[0]', 'in one list']],
  ['with a slash in a key', onKustomization(add('/metadata/annotations/team.example.com/owner', 'a')),
    ['PATCH_JSON_PATH', 'patches[0].ops[0]', '/metadata/annotations/team.example.com~1owner']],
  ['with a slash in a key, escaped as in a shell', onKustomization(add('/metadata/annotations/team.example.com\\/owner', 'a')),
    ['PATCH_JSON_PATH', 'patches[0].ops[0]', '/metadata/annotations/team.example.com~1owner']],
  ['with a slash in a key, escaped', onKustomization(add('/metadata/annotations/team.example.com~1owner', 'a'))],
  ['with a field that is near', onSource(add('/spec/sparceCheckout', ['a'])), ['FIELD_UNKNOWN', 'patches[0]', 'sparseCheckout']],
  ['with a string for a reference', onOci(add('/spec/certSecretRef', 'ca')), ['SCHEMA_TYPE', 'patches[0]', 'an object with the field name']],
  ['with two mistakes', onKustomization(add('/spec/wait', 'x'), add('/spec/prune', 'y')), ['SCHEMA_TYPE', 'patches[0]'], ['SCHEMA_TYPE', 'patches[0]']],
  ['of decryption', onKustomization(add('/spec/decryption', { provider: 'sops', secretRef: { name: 'age' } }))],
  ['of decryption without its provider', onKustomization(add('/spec/decryption', { secretRef: { name: 'age' } })), ['SCHEMA_REQUIRED', 'patches[0]']],
  ['of plain HTTP', { ...onOci(add('/spec/insecure', true)), url: 'oci://registry:5000/acme/fleet' }],
  ['of a signature', onOci(add('/spec/verify', { provider: 'cosign', matchOIDCIdentity: [IDENTITY] }))],
  ['of a signature by anybody who looks like it', onOci(add('/spec/verify', { provider: 'cosign', matchOIDCIdentity: [{ issuer: 'https://a.example.com', subject: 'https://b.example.com' }] })),
    ['OCI_OIDC_UNANCHORED', 'patches[0]'], ['OCI_OIDC_UNANCHORED', 'patches[0]']],
  ['that turns pruning off', onKustomization(add('/spec/prune', false)), ['PRUNE_OFF', 'patches[0]']],
  ['with a word that YAML reads as false', patch({ kind: 'Kustomization' }, '- {op: add, path: /spec/postBuild, value: {substitute: {country: NO}}}'),
    ['SCHEMA_TYPE', 'patches[0]', 'put it in quotes in the patch']],
];
