import { join } from 'node:path';
import { ROOT } from './list-blocks';

const INSTANCE = `apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata:
  name: flux
  namespace: flux-system
spec:
  distribution:
    version: 2.x
    registry: ghcr.io/fluxcd
  sync:
    kind: GitRepository
    url: https://github.com/my-org/my-fleet.git
    ref: refs/heads/main
    path: clusters/my-cluster
`;

const KEY = `-----BEGIN OPENSSH PRIVATE KEY-----
bm90IGEga2V5
-----END OPENSSH PRIVATE KEY-----
`;

/** The files that the pages' programs read: text, or a copy of a file of the repository. */
export const FILES: Readonly<Record<string, string | { readonly copyOf: string }>> = {
  'clusters/my-cluster/flux-instance.yaml': INSTANCE,
  'flux-operator-manifests': { copyOf: join(ROOT, 'test/distribution/fixtures/artifact-small') },
  'flux-install.yaml': { copyOf: join(ROOT, 'examples/azure-devops/flux-install.yaml') },
  'identity': KEY,
  'known_hosts': 'github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl\n',
};

/** The environment variables that they read. */
export const ENVIRONMENT: Readonly<Record<string, string>> = { GIT_TOKEN: 'not-a-token' };
