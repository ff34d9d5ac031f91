import { Duration } from 'cdk8s';
import {
  BucketStsProvider, BuildMetadata, DecryptionProvider, DeletionPolicy, GitVerificationMode, OciLayerOperation, OciVerificationProvider,
  SubstituteFromKind, SubstituteStrategy,
} from '../../src/options';
import type { BucketOptions, GitRepositoryOptions, KustomizationOptions, OciRepositoryOptions } from '../../src/options';

interface OptionProps {
  readonly gitRepository?: GitRepositoryOptions;
  readonly ociRepository?: OciRepositoryOptions;
  readonly bucket?: BucketOptions;
  readonly kustomization?: KustomizationOptions;
}

export interface OptionCase {
  readonly kind: 'GitRepository' | 'OCIRepository' | 'Bucket' | 'Kustomization';
  readonly given: OptionProps;
  /** The patch that a user would write by hand. */
  readonly patch: string;
  /** The first Flux minor whose CRD has it; 2.3 where there is none. */
  readonly since?: string;
  /** What is said to older minors, where it is not that the option needs `since`. */
  readonly refusals?: Readonly<Record<string, string>>;
  /** What a source of this kind needs besides, for the CRD's own rules. */
  readonly provider?: string;
}

const GIT: readonly (Omit<OptionCase, 'kind' | 'given'> & { given: GitRepositoryOptions })[] = [
  { given: { ref: { branch: 'main' } }, patch: '[{ op: add, path: /spec/ref, value: { branch: main } }]' },
  { given: { ref: { tag: 'v1.0.0' } }, patch: '[{ op: add, path: /spec/ref, value: { tag: v1.0.0 } }]' },
  { given: { ref: { semver: '>=1.2.0 <2.0.0' } }, patch: '[{ op: add, path: /spec/ref, value: { semver: ">=1.2.0 <2.0.0" } }]' },
  { given: { ref: { name: 'refs/pull/1/head' } }, patch: '[{ op: add, path: /spec/ref, value: { name: refs/pull/1/head } }]' },
  {
    given: { ref: { commit: '0123456789abcdef0123456789abcdef01234567', branch: 'main' } },
    patch: '[{ op: add, path: /spec/ref, value: { commit: 0123456789abcdef0123456789abcdef01234567, branch: main } }]',
  },
  { given: { verify: { secret: 'keys' } }, patch: '[{ op: add, path: /spec/verify, value: { secretRef: { name: keys } } }]' },
  {
    given: { verify: { mode: GitVerificationMode.HEAD, secret: 'keys' } },
    patch: '[{ op: add, path: /spec/verify, value: { mode: HEAD, secretRef: { name: keys } } }]',
  },
  {
    given: { verify: { mode: GitVerificationMode.TAG, secret: 'keys' } },
    patch: '[{ op: add, path: /spec/verify, value: { mode: Tag, secretRef: { name: keys } } }]',
  },
  {
    given: { verify: { mode: GitVerificationMode.TAG_AND_HEAD, secret: 'keys' } },
    patch: '[{ op: add, path: /spec/verify, value: { mode: TagAndHEAD, secretRef: { name: keys } } }]',
  },
  {
    given: { sparseCheckout: ['clusters/prod/', 'apps/'] },
    patch: '[{ op: add, path: /spec/sparseCheckout, value: [clusters/prod/, apps/] }]',
    since: '2.6',
  },
  { given: { recurseSubmodules: true }, patch: '[{ op: add, path: /spec/recurseSubmodules, value: true }]' },
  {
    given: { include: [{ repository: 'shared' }, { repository: 'apps', fromPath: 'deploy', toPath: 'apps' }] },
    patch: '[{ op: add, path: /spec/include, value: [{ repository: { name: shared } },'
      + ' { repository: { name: apps }, fromPath: deploy, toPath: apps }] }]',
  },
  { given: { ignore: '/*\n!/clusters\n' }, patch: '[{ op: add, path: /spec/ignore, value: "/*\\n!/clusters\\n" }]' },
  { given: { proxySecret: 'proxy' }, patch: '[{ op: add, path: /spec/proxySecretRef, value: { name: proxy } }]' },
  { given: { timeout: Duration.seconds(90) }, patch: '[{ op: add, path: /spec/timeout, value: 1m30s }]' },
  { given: { timeout: Duration.hours(1.5) }, patch: '[{ op: add, path: /spec/timeout, value: 90m0s }]' },
  { given: { suspend: true }, patch: '[{ op: add, path: /spec/suspend, value: true }]' },
  {
    given: { serviceAccountName: 'git-reader' },
    patch: '[{ op: add, path: /spec/serviceAccountName, value: git-reader }]',
    since: '2.7',
    provider: 'azure',
  },
];

const OCI: readonly (Omit<OptionCase, 'kind' | 'given'> & { given: OciRepositoryOptions })[] = [
  { given: { ref: { tag: '1.10' } }, patch: '[{ op: add, path: /spec/ref, value: { tag: "1.10" } }]' },
  { given: { ref: { semver: '1.x' } }, patch: '[{ op: add, path: /spec/ref, value: { semver: 1.x } }]' },
  {
    given: { ref: { semver: '1.x', semverFilter: '^v.*-rc$' } },
    patch: '[{ op: add, path: /spec/ref, value: { semver: 1.x, semverFilter: ^v.*-rc$ } }]',
  },
  { given: { ref: { digest: 'sha256:00' } }, patch: '[{ op: add, path: /spec/ref, value: { digest: "sha256:00" } }]' },
  {
    given: { verify: { secret: 'cosign' } },
    patch: '[{ op: add, path: /spec/verify, value: { provider: cosign, secretRef: { name: cosign } } }]',
  },
  {
    given: { verify: { provider: OciVerificationProvider.COSIGN, oidcIdentities: [{ issuer: '^https://a$', subject: '^b$' }] } },
    patch: '[{ op: add, path: /spec/verify, value: { provider: cosign, matchOIDCIdentity: [{ issuer: "^https://a$", subject: ^b$ }] } }]',
  },
  {
    given: { verify: { provider: OciVerificationProvider.NOTATION, secret: 'notation' } },
    patch: '[{ op: add, path: /spec/verify, value: { provider: notation, secretRef: { name: notation } } }]',
  },
  {
    given: { verify: { oidcIdentities: [{ issuer: '^a$', subject: '^b$' }], trustedRootSecret: 'root' } },
    patch: '[{ op: add, path: /spec/verify, value: { provider: cosign, matchOIDCIdentity: [{ issuer: ^a$, subject: ^b$ }],'
      + ' trustedRootSecretRef: { name: root } } }]',
    since: '2.9',
  },
  {
    given: { layerSelector: { mediaType: 'application/x-tar', operation: OciLayerOperation.EXTRACT } },
    patch: '[{ op: add, path: /spec/layerSelector, value: { mediaType: application/x-tar, operation: extract } }]',
  },
  {
    given: { layerSelector: { operation: OciLayerOperation.COPY } },
    patch: '[{ op: add, path: /spec/layerSelector, value: { operation: copy } }]',
  },
  { given: { insecure: true }, patch: '[{ op: add, path: /spec/insecure, value: true }]' },
  { given: { certSecret: 'ca' }, patch: '[{ op: add, path: /spec/certSecretRef, value: { name: ca } }]' },
  { given: { proxySecret: 'proxy' }, patch: '[{ op: add, path: /spec/proxySecretRef, value: { name: proxy } }]', since: '2.4' },
  { given: { serviceAccountName: 'puller' }, patch: '[{ op: add, path: /spec/serviceAccountName, value: puller }]' },
  { given: { ignore: '*.md' }, patch: '[{ op: add, path: /spec/ignore, value: "*.md" }]' },
  { given: { timeout: Duration.minutes(60) }, patch: '[{ op: add, path: /spec/timeout, value: 60m0s }]' },
  { given: { suspend: false }, patch: '[{ op: add, path: /spec/suspend, value: false }]' },
];

const BUCKET: readonly (Omit<OptionCase, 'kind' | 'given'> & { given: BucketOptions })[] = [
  { given: { region: 'eu-west-1' }, patch: '[{ op: add, path: /spec/region, value: eu-west-1 }]' },
  { given: { prefix: 'clusters/' }, patch: '[{ op: add, path: /spec/prefix, value: clusters/ }]' },
  {
    given: { sts: { provider: BucketStsProvider.AWS, endpoint: 'https://sts.example.com' } },
    patch: '[{ op: add, path: /spec/sts, value: { provider: aws, endpoint: "https://sts.example.com" } }]',
    since: '2.4',
    provider: 'aws',
  },
  {
    given: { sts: { provider: BucketStsProvider.LDAP, endpoint: 'https://sts.example.com', secret: 'ldap', certSecret: 'ca' } },
    patch: '[{ op: add, path: /spec/sts, value: { provider: ldap, endpoint: "https://sts.example.com",'
      + ' secretRef: { name: ldap }, certSecretRef: { name: ca } } }]',
    since: '2.4',
    provider: 'generic',
  },
  { given: { certSecret: 'ca' }, patch: '[{ op: add, path: /spec/certSecretRef, value: { name: ca } }]', since: '2.4' },
  { given: { proxySecret: 'proxy' }, patch: '[{ op: add, path: /spec/proxySecretRef, value: { name: proxy } }]', since: '2.4' },
  { given: { insecure: true }, patch: '[{ op: add, path: /spec/insecure, value: true }]' },
  {
    given: { serviceAccountName: 'reader' },
    patch: '[{ op: add, path: /spec/serviceAccountName, value: reader }]',
    since: '2.7',
    // The v1beta2 of these minors got it a minor later than v1 did.
    refusals: { 2.3: 'needs Flux 2.8', 2.4: 'needs Flux 2.8', 2.5: 'needs Flux 2.8' },
    provider: 'aws',
  },
  { given: { ignore: '*.md' }, patch: '[{ op: add, path: /spec/ignore, value: "*.md" }]' },
  { given: { timeout: Duration.millis(1500) }, patch: '[{ op: add, path: /spec/timeout, value: 1.5s }]' },
  { given: { suspend: true }, patch: '[{ op: add, path: /spec/suspend, value: true }]' },
];

const KUSTOMIZATION: readonly (Omit<OptionCase, 'kind' | 'given'> & { given: KustomizationOptions })[] = [
  { given: { decryption: {} }, patch: '[{ op: add, path: /spec/decryption, value: { provider: sops } }]' },
  {
    given: { decryption: { provider: DecryptionProvider.SOPS, secret: 'sops-age' } },
    patch: '[{ op: add, path: /spec/decryption, value: { provider: sops, secretRef: { name: sops-age } } }]',
  },
  {
    given: { decryption: { serviceAccountName: 'decryptor' } },
    patch: '[{ op: add, path: /spec/decryption, value: { provider: sops, serviceAccountName: decryptor } }]',
    since: '2.6',
  },
  {
    given: { postBuild: { substitute: { cluster: 'prod', empty: '' } } },
    patch: '[{ op: add, path: /spec/postBuild, value: { substitute: { cluster: prod, empty: "" } } }]',
  },
  {
    given: {
      postBuild: {
        substituteFrom: [{ kind: SubstituteFromKind.CONFIG_MAP, name: 'vars' }, { kind: SubstituteFromKind.SECRET, name: 'more', optional: true }],
      },
    },
    patch: '[{ op: add, path: /spec/postBuild, value: { substituteFrom: [{ kind: ConfigMap, name: vars },'
      + ' { kind: Secret, name: more, optional: true }] } }]',
  },
  {
    given: { postBuild: { substituteStrategy: SubstituteStrategy.ALWAYS } },
    patch: '[{ op: add, path: /spec/postBuild, value: { substituteStrategy: Always } }]',
    since: '2.9',
  },
  {
    given: { postBuild: { substituteStrategy: SubstituteStrategy.WITH_VARIABLES } },
    patch: '[{ op: add, path: /spec/postBuild, value: { substituteStrategy: WithVariables } }]',
    since: '2.9',
  },
  { given: { wait: true }, patch: '[{ op: add, path: /spec/wait, value: true }]' },
  {
    given: { healthChecks: [{ kind: 'Deployment', name: 'web' }, { apiVersion: 'v1', kind: 'Pod', name: 'one', namespace: 'apps' }] },
    patch: '[{ op: add, path: /spec/healthChecks, value: [{ kind: Deployment, name: web },'
      + ' { apiVersion: v1, kind: Pod, name: one, namespace: apps }] }]',
  },
  {
    given: { healthCheckExprs: [{ apiVersion: 'example.com/v1', kind: 'Thing', current: 'status.ok', inProgress: 'status.busy', failed: 'status.bad' }] },
    patch: '[{ op: add, path: /spec/healthCheckExprs, value: [{ apiVersion: example.com/v1, kind: Thing,'
      + ' current: status.ok, inProgress: status.busy, failed: status.bad }] }]',
    since: '2.5',
  },
  {
    given: { healthCheckExprs: [{ apiVersion: 'example.com/v1', current: 'status.ok' }] },
    patch: '[{ op: add, path: /spec/healthCheckExprs, value: [{ apiVersion: example.com/v1, current: status.ok }] }]',
    since: '2.9',
    refusals: {
      2.3: 'needs Flux 2.5', 2.4: 'needs Flux 2.5', 2.5: 'is required', 2.6: 'is required', 2.7: 'is required', 2.8: 'is required',
    },
  },
  { given: { timeout: Duration.hours(2) }, patch: '[{ op: add, path: /spec/timeout, value: 2h0m0s }]' },
  { given: { retryInterval: Duration.seconds(30) }, patch: '[{ op: add, path: /spec/retryInterval, value: 30s }]' },
  { given: { interval: Duration.days(1) }, patch: '[{ op: add, path: /spec/interval, value: 24h0m0s }]' },
  { given: { prune: false }, patch: '[{ op: add, path: /spec/prune, value: false }]' },
  { given: { force: true }, patch: '[{ op: add, path: /spec/force, value: true }]' },
  {
    given: { deletionPolicy: DeletionPolicy.MIRROR_PRUNE },
    patch: '[{ op: add, path: /spec/deletionPolicy, value: MirrorPrune }]',
    since: '2.5',
  },
  { given: { deletionPolicy: DeletionPolicy.DELETE }, patch: '[{ op: add, path: /spec/deletionPolicy, value: Delete }]', since: '2.5' },
  {
    given: { deletionPolicy: DeletionPolicy.WAIT_FOR_TERMINATION },
    patch: '[{ op: add, path: /spec/deletionPolicy, value: WaitForTermination }]',
    since: '2.6',
    refusals: { 2.3: 'needs Flux 2.5', 2.4: 'needs Flux 2.5' },
  },
  { given: { deletionPolicy: DeletionPolicy.ORPHAN }, patch: '[{ op: add, path: /spec/deletionPolicy, value: Orphan }]', since: '2.5' },
  {
    given: { dependsOn: [{ name: 'infra' }, { name: 'crds', namespace: 'platform' }] },
    patch: '[{ op: add, path: /spec/dependsOn, value: [{ name: infra }, { name: crds, namespace: platform }] }]',
  },
  {
    given: { dependsOn: [{ name: 'infra', readyExpr: 'dep.status.ready == true' }] },
    patch: '[{ op: add, path: /spec/dependsOn, value: [{ name: infra, readyExpr: "dep.status.ready == true" }] }]',
    since: '2.7',
  },
  { given: { serviceAccountName: 'applier' }, patch: '[{ op: add, path: /spec/serviceAccountName, value: applier }]' },
  { given: { targetNamespace: 'apps' }, patch: '[{ op: add, path: /spec/targetNamespace, value: apps }]' },
  {
    given: { commonMetadata: { labels: { team: 'a' }, annotations: { owner: '' } } },
    patch: '[{ op: add, path: /spec/commonMetadata, value: { labels: { team: a }, annotations: { owner: "" } } }]',
  },
  { given: { namePrefix: 'a-' }, patch: '[{ op: add, path: /spec/namePrefix, value: a- }]' },
  { given: { nameSuffix: '-b' }, patch: '[{ op: add, path: /spec/nameSuffix, value: -b }]' },
  {
    given: { images: [{ name: 'app', newName: 'other/app', newTag: '1.10', digest: 'sha256:00' }] },
    patch: '[{ op: add, path: /spec/images, value: [{ name: app, newName: other/app, newTag: "1.10", digest: "sha256:00" }] }]',
  },
  { given: { components: ['../components/base'] }, patch: '[{ op: add, path: /spec/components, value: [../components/base] }]' },
  { given: { ignoreMissingComponents: true }, patch: '[{ op: add, path: /spec/ignoreMissingComponents, value: true }]', since: '2.7' },
  {
    given: {
      patches: [
        { patch: '[]' },
        {
          patch: '[]',
          target: { group: 'apps', version: 'v1', kind: 'Deployment', name: 'web', namespace: 'apps', labelSelector: 'a=b', annotationSelector: '!c' },
        },
      ],
    },
    patch: '[{ op: add, path: /spec/patches, value: [{ patch: "[]" }, { patch: "[]", target: { group: apps, version: v1, kind: Deployment,'
      + ' name: web, namespace: apps, labelSelector: a=b, annotationSelector: "!c" } }] }]',
  },
  { given: { kubeConfig: { secret: 'other' } }, patch: '[{ op: add, path: /spec/kubeConfig, value: { secretRef: { name: other } } }]' },
  {
    given: { kubeConfig: { secret: 'other', secretKey: 'config' } },
    patch: '[{ op: add, path: /spec/kubeConfig, value: { secretRef: { name: other, key: config } } }]',
  },
  {
    given: { kubeConfig: { configMap: 'other' } },
    patch: '[{ op: add, path: /spec/kubeConfig, value: { configMapRef: { name: other } } }]',
    since: '2.7',
  },
  {
    given: { buildMetadata: [BuildMetadata.ORIGIN_ANNOTATIONS, BuildMetadata.TRANSFORMER_ANNOTATIONS] },
    patch: '[{ op: add, path: /spec/buildMetadata, value: [originAnnotations, transformerAnnotations] }]',
    since: '2.9',
  },
  {
    given: {
      ignore: [
        { paths: ['/spec/replicas'] },
        {
          paths: ['/data'],
          target: { group: 'g', version: 'v1', kind: 'K', name: 'n', namespace: 'ns', labelSelector: 'a=b', annotationSelector: '!c' },
        },
      ],
    },
    patch: '[{ op: add, path: /spec/ignore, value: [{ paths: [/spec/replicas] }, { paths: [/data], target: { group: g, version: v1, kind: K,'
      + ' name: n, namespace: ns, labelSelector: a=b, annotationSelector: "!c" } }] }]',
    since: '2.9',
  },
  { given: { suspend: true }, patch: '[{ op: add, path: /spec/suspend, value: true }]' },
];

/** Every option, with each of its members and values at least once. A test walks the CRDs for what is missing here. */
export const OPTION_CASES: readonly OptionCase[] = [
  ...GIT.map(({ given, ...rest }): OptionCase => ({ kind: 'GitRepository', given: { gitRepository: given }, ...rest })),
  ...OCI.map(({ given, ...rest }): OptionCase => ({ kind: 'OCIRepository', given: { ociRepository: given }, ...rest })),
  ...BUCKET.map(({ given, ...rest }): OptionCase => ({ kind: 'Bucket', given: { bucket: given }, ...rest })),
  ...KUSTOMIZATION.map(({ given, ...rest }): OptionCase => ({ kind: 'Kustomization', given: { kustomization: given }, ...rest })),
];
