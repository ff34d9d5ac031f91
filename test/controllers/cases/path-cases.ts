import { bucket, git, kustomization, oci } from './rule-case';
import type { RuleCase, Subject } from './rule-case';

/** A source beside the Kustomization that builds it. */
const built = ({ object }: Subject, path?: unknown): Subject =>
  ({ object, others: [kustomization({ path, sourceRef: { kind: object.kind, name: 'flux-system' } }).object] });
const ignore = (text: string, path: unknown = 'clusters/a') => built(git({ ignore: text }), path);
const path = (text: unknown) => kustomization({ path: text });

export const PATH_CASES: readonly RuleCase[] = [
  ['PATH_BACKSLASH', 'spec.path', [path('clusters\\staging'), path('.\\clusters'), path('C:\\fleet')], [path('clusters/staging'), path('./clusters'), path(5)]],
  ['PATH_BACKSLASH', 'spec.sparseCheckout[1]', [git({ sparseCheckout: ['a', 'b\\c'] })], [git({ sparseCheckout: ['a', 'b/c', 5] })]],
  ['PATH_BACKSLASH', 'spec.components[0]', [kustomization({ components: ['..\\x'] })], [kustomization({ components: ['../x'] })]],
  ['UNDEFINED_IN_PATH', 'spec.path',
    [path('clusters/undefined'), path('undefined/apps'), path('clusters/NaN'), path('clusters/[object Object]'), path('clusters/eu-[object Object]')],
    [path('clusters/undefined-behavior'), path('clusters/null'), path('clusters/nan'), path('objects/[object]'), path('clusters/Undefined')]],
  ['UNDEFINED_IN_PATH', 'spec.url',
    [git({ url: 'https://github.com/undefined/fleet.git' }), git({ url: 'https://undefined/org/fleet' }), oci({ url: 'oci://ghcr.io/org/undefined' }), git({ url: 'https://github.com/org/undefined.git' })],
    [git({ url: 'https://github.com/undefined-org/fleet.git' }), git({})]],
  ['UNDEFINED_IN_PATH', 'spec.ref.name', [git({ ref: { name: 'refs/heads/undefined' } })], [git({ ref: { name: 'refs/heads/fix-undefined' } })]],
  ['UNDEFINED_IN_PATH', 'spec.bucketName', [bucket({ bucketName: 'undefined' })], [bucket({})]],
  ['VARIABLE_NOT_SUBSTITUTED', 'spec.path',
    [
      kustomization({ path: 'clusters/${cluster_name}', postBuild: { substitute: { cluster_name: 'a' } } }), path('clusters/${CLUSTER}'), path('${x:=clusters}/a'), path('a/${x:-b}'),
    ],
    [path('clusters/$CLUSTER'), path('clusters/{cluster}'), path('clusters/$(cluster)'), path('a/${}'), kustomization({ targetNamespace: '${ns}', namePrefix: '${x}-' })]],
  ['VARIABLE_NOT_SUBSTITUTED', 'spec.healthChecks[0].name',
    [kustomization({ healthChecks: [{ kind: 'Deployment', name: '${app}', namespace: 'x' }] })], [kustomization({ healthChecks: [{ kind: 'Deployment', name: 'app', namespace: 'x' }] })]],
  ['VARIABLE_NOT_SUBSTITUTED', 'spec.ref.branch', [git({ ref: { branch: '${branch}' } })], [git({})]],
  ['BUCKET_PREFIX_LEAVES_OUT_PATH', 'spec.prefix',
    [built(bucket({ prefix: 'apps/' }), 'clusters/a'), built(bucket({ prefix: 'clusters/ab' }), './clusters/a'), built(bucket({ prefix: 'apps' }), 'app')],
    [
      built(bucket({ prefix: 'clusters/' }), 'clusters/a'), built(bucket({ prefix: 'clusters/a' }), 'clusters/abc'), built(bucket({ prefix: 'clusters/a/apps/' }), 'clusters/a'),
      built(bucket({ prefix: 'clu' }), 'clusters/a'), built(bucket({ prefix: 'apps/' }), './'), built(bucket({ prefix: 'apps/' })), built(bucket({ prefix: '/apps/' }), 'clusters/a'),
      bucket({ prefix: 'apps/' }), built(bucket({ prefix: '' }), 'clusters/a'),
    ]],
  ['IGNORE_LEAVES_OUT_PATH', 'spec.ignore',
    [
      ignore('/*\n!/infrastructure\n'), ignore('clusters/'), ignore('/clusters'), ignore('/clusters/'), ignore('clusters/a/'), ignore('*.md\nclusters/\n'), ignore('*'),
      ignore('# all\n/*\n!/apps/\n!/clusters/ab\n', './clusters/a/'), ignore('a/'), ignore('!/clusters\n/*'), ignore('/*\r\n!/infrastructure\r\n'),
      built(oci({ ignore: '/*\n!/apps' }), 'clusters/a'), built(bucket({ ignore: 'clusters/' }), 'clusters/a'),
    ],
    [
      ignore('/*\n!/clusters\n'), ignore('/*\n!/clusters/a\n'), ignore('/*\n!/clusters/a/apps\n'), ignore('/*\n!/*.yaml'), ignore('/*\n!clusters'), ignore('/*\n!apps/'),
      ignore('/*\n!/clusters/*'), ignore('/apps'), ignore('clusters/ab'), ignore('cluster'), ignore('*.md'), ignore('clusters/**'), ignore('/clusters/a/*.md'), ignore('clusters/a/b'),
      ignore('/a'), ignore('**/x'), ignore('clusters/\n!/clusters/a'), ignore('#/*'), ignore(' /*'), ignore('/**'), ignore('/*\n!/infrastructure', './'), built(git({ ignore: '/*' })),
      ignore('/*\n!*/\n'), ignore('!/clusters'), git({ ignore: '/*' }), built(oci({ ignore: '/*', layerSelector: { operation: 'copy' } }), 'clusters/a'), ignore('\\clusters'),
    ]],
];
