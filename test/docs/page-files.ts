import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

const CLUSTERS = `defaults:
  kind: GitRepository
  url: https://git.example.com/platform/$(cluster.name).git
  ref: refs/heads/main
  path: .
clusters:
  - cluster: us-1
  - cluster: us-2
`;

/** The files that the pages' programs read: text, or a copy of a file of the repository. */
const FILES: Readonly<Record<string, string | { readonly copyOf: string }>> = {
  'age.agekey': `AGE-SECRET-KEY-1${'Q'.repeat(58)}\n`,
  'clusters.yaml': CLUSTERS,
  'clusters/my-cluster/flux-instance.yaml': INSTANCE,
  'flux-operator-manifests': { copyOf: join(ROOT, 'test/distribution/fixtures/artifact-small') },
  'flux-install.yaml': { copyOf: join(ROOT, 'examples/azure-devops/flux-install.yaml') },
  'identity': KEY,
  'known_hosts': 'github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl\n',
};

/** The environment variables that they read. */
export const ENVIRONMENT: Readonly<Record<string, string>> = { GIT_TOKEN: 'not-a-token' };

/** Writes those files into the folder in which a program runs. */
export function writePageFiles(folder: string): void {
  for (const [path, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (typeof content === 'string') {
      writeFileSync(join(folder, path), content);
    } else {
      cpSync(content.copyOf, join(folder, path), { recursive: true });
    }
  }
}
