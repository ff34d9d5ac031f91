import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand } from '../projenrc/find-command';
import { compare } from './harness/compare';
import type { Step, Time } from './harness/compare';
import { formatTime } from './harness/format-time';
import { findPacked } from './harness/packed';
import type { Row } from './harness/row';
import { withFolder } from './harness/with-folder';

const ROOT = join(__dirname, '..');
const COUNT = 100;
/** What each instance may add to the start of the program. */
const MAX_MS_EACH = 5;

/** `flux-instance check` of a folder with many instances, in a process of its own, against loading the package in one, and against kubectl. */
export function measureCommand(): Row[] {
  return withFolder((folder) => {
    const names = Array.from({ length: COUNT }, (_, index) => `cluster-${index}`);
    names.forEach((name, index) => {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'flux-instance.yaml'), writeInstance(index));
      // Otherwise all instances would have one name.
      writeFileSync(join(folder, name, 'kustomization.yaml'), `resources: [flux-instance.yaml]\nnamePrefix: ${name}-\n`);
    });
    writeFileSync(join(folder, 'kustomization.yaml'), `resources: [${names.join()}]\n`);
    const hasKubectl = findCommand('kubectl');
    const command = join(findPacked(), 'lib/src/cli/flux-instance.js');
    const { medians, ratio } = compare({
      check: () => run(process.execPath, command, 'check', folder),
      // All of the package: the packed one loads hardly anything before it is used.
      limit: () => {
        const { wall, cpu } = run(process.execPath, '-e', 'require("./lib/src")');
        return { wall: 2 * wall + MAX_MS_EACH * COUNT, cpu: 2 * cpu + MAX_MS_EACH * COUNT };
      },
      ...hasKubectl ? { kubectl: () => run('kubectl', 'kustomize', folder) } : {},
    } as Record<'check' | 'limit' | 'kubectl', Step>, 7, 1);
    // Milliseconds are a limit for processor time only: by the clock they would also be one for the other programs of the machine.
    const { cpu } = ratio('check', 'limit');
    const name = `check of ${COUNT} instances`;
    const ours = formatTime(medians.check);
    const peer = `${formatTime(medians.limit)}, 2 loads of the package and ${MAX_MS_EACH} ms each`;
    const row: Row = { name, ours, peer, cpu, aim: '≤ 1×', isMet: cpu <= 1 };
    if (!hasKubectl) {
      return [row];
    }
    const compared = ratio('check', 'kubectl');
    return [row, { name, ours, peer: `${formatTime(medians.kubectl)}, kubectl kustomize of them`, ratio: compared.wall, cpu: compared.cpu }];
  });
}

/** Runs a program, and returns the times that the shell measures for it. */
function run(...command: readonly string[]): Time {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', 'TIMEFORMAT="%R %U %S"; time "$@" 2>&1', 'bash', ...command], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(stdout + stderr);
  }
  const [wall, user, system] = stderr.trim().split(' ').map((seconds) => Number(seconds) * 1000);
  return { wall, cpu: user + system };
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
