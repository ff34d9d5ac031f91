import type { KubeObject } from './harness/api-client';

export function synthesise(props: any): KubeObject[] {
  const name = props.name ?? 'flux-system';
  const metadata = { name, namespace: 'flux-system',
    labels: { 'app.kubernetes.io/managed-by': 'flux-operator' },
    annotations: { 'kustomize.toolkit.fluxcd.io/ssa': 'Ignore', 'kustomize.toolkit.fluxcd.io/prune': 'Disabled' } };
  return [
    { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', metadata, spec: {
      interval: '1m0s', url: 'https://github.com/my-org/my-fleet.git', ref: { name: 'refs/heads/main' },
      ...(props.pullSecret && { secretRef: { name: props.pullSecret } }), ...props.gitRepository } },
    { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata, spec: {
      interval: '10m0s', path: props.path ?? 'clusters/my-cluster', prune: true, sourceRef: { kind: 'GitRepository', name }, ...k(props.kustomization) } },
  ];
}
export function synthesiseSecret(key: string): KubeObject {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'sops-age', namespace: 'flux-system' }, stringData: { 'age.agekey': key } };
}

function k(o: any) { return o?.decryption ? { decryption: { provider: 'sops', secretRef: { name: o.decryption.secret } } } : o; }
