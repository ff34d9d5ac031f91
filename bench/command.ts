import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from './harness/compare';
import { formatTime } from './harness/format-time';
import type { Row } from './harness/row';
import { withFolder } from './harness/with-folder';

const ROOT = join(__dirname, '..');
const COUNT = 100;
/** What each instance may add to the start of the program. */
const MAX_MS_EACH = 5;

/** `flux-instance check` of a folder with many instances, in a process of its own, against loading the package in one. */
export function measureCommand(): Row {
  return withFolder((folder) => {
    for (let i = 0; i < COUNT; i++) {
      mkdirSync(join(folder, `cluster-${i}`));
      writeFileSync(join(folder, `cluster-${i}/flux-instance.yaml`), writeInstance(i));
    }
    const { medians: { check, load } } = compare({
      check: () => run([join(ROOT, 'lib/src/cli/flux-instance.js'), 'check', folder]),
      load: () => run(['-e', 'require("./lib/src")']),
    }, 7, 1);
    const limit = 2 * load + MAX_MS_EACH * COUNT;
    return {
      name: `check of ${COUNT} instances`,
      ours: formatTime(check),
      peer: `${formatTime(load)}, loading the package`,
      ratio: check / limit,
      aim: `≤ 1× (2 loads + ${MAX_MS_EACH} ms each)`,
      isMet: check <= limit,
    };
  });
}

function run(args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(stdout + stderr);
  }
}

/** With the patches that are usual: an option of the source, one of the Kustomization, and an argument of a controller. */
function writeInstance(number: number): string {
  return `apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata: {name: flux, namespace: flux-system}
spec:
  distribution: {version: 2.9.x, registry: ghcr.io/fluxcd}
  sync:
    kind: OCIRepository
    url: oci://ghcr.io/my-org/fleet-${number}
    ref: latest
    path: clusters/cluster-${number}
    pullSecret: ghcr-auth
  kustomize:
    patches:
      - target: {kind: OCIRepository}
        patch: |
          - {op: add, path: /spec/layerSelector, value: {operation: extract}}
      - target: {kind: Kustomization}
        patch: |
          - {op: add, path: /spec/wait, value: true}
          - {op: add, path: /spec/decryption, value: {provider: sops, secretRef: {name: sops-age}}}
      - target: {kind: Deployment, name: kustomize-controller}
        patch: |
          - {op: add, path: /spec/template/spec/containers/0/args/-, value: --concurrent=10}
`;
}
