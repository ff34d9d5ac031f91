import type { FluxInstanceSyncProps, KustomizePatch } from '../../src';
import { renderSync } from '../../src/operator';
import { readProps } from '../../src/instance';

const GIT = { kind: 'GitRepository', url: 'https://github.com/acme/fleet.git', ref: 'refs/heads/main', path: './' };
const CONTEXT = { labels: {}, patchTargets: [], secrets: [] };

function render(props: object) {
  return renderSync(readProps({ ...GIT, ...props } as FluxInstanceSyncProps, undefined), CONTEXT);
}

function patchOf(kind: string, ...operations: object[]): KustomizePatch {
  return { target: { kind }, patch: JSON.stringify(operations) };
}

const add = (path: string, value: unknown) => ({ op: 'add', path, value });

describe('all problems of one patch are reported', () => {
  test.each<[string, KustomizePatch, string[]]>([
    ['two wrong types', patchOf('Kustomization', add('/spec/wait', 'x'), add('/spec/prune', 'y')), ['spec.prune', 'spec.wait']],
    ['two unknown fields', patchOf('GitRepository', add('/spec/certSecretRefs', {}), add('/spec/insecur', true)), ['spec.certSecretRefs', 'spec.insecur']],
    ['three references given as strings',
      { patch: 'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: x}\nspec: {certSecretRef: a, proxySecretRef: b, secretRef: c}', target: { kind: 'GitRepository' } },
      ['spec.proxySecretRef', 'spec.secretRef']],
    ['two values of a map', patchOf('Kustomization', add('/spec/postBuild', { substitute: { a: 1, b: 2 } })), ['spec.postBuild.substitute.a', 'spec.postBuild.substitute.b']],
  ])('%s', (_, patch, fields) => {
    const paths = render({ patches: [patch] }).problems.map(({ path }) => path);
    for (const field of fields) {
      expect(paths).toContain(`patches[0] (${patch.target!.kind} ${field})`);
    }
    expect(new Set(paths).size).toBe(paths.length);
  });

  test('an issuer and a subject that are both unanchored', () => {
    const verify = { provider: 'cosign', matchOIDCIdentity: [{ issuer: 'https://issuer.example.com', subject: 'https://github.com/acme/.*' }] };
    const { problems, warnings } = render({
      kind: 'OCIRepository', url: 'oci://ghcr.io/acme/fleet', ref: 'latest', patches: [patchOf('OCIRepository', add('/spec/verify', verify))],
    });
    expect(problems).toEqual([]);
    expect(warnings.filter(({ code }) => code === 'OCI_OIDC_UNANCHORED').map(({ path }) => path)).toEqual([
      'patches[0] (OCIRepository spec.verify.matchOIDCIdentity[0].issuer)', 'patches[0] (OCIRepository spec.verify.matchOIDCIdentity[0].subject)',
    ]);
  });

  test('one mistake that goes into both objects stays one problem', () => {
    const { problems } = render({ patches: [{ target: { kind: 'GitRepository|Kustomization' }, patch: '[{"op":"add","path":"/metadata/labels","value":{"a b":"c"}}]' }] });
    expect(problems.map(({ code }) => code)).toEqual(['META_LABEL']);
  });
});
