import { spawnSync } from 'node:child_process';
import { cpus, release, totalmem, type } from 'node:os';

/** What the figures depend on: the machine, and the versions of everything that is measured. */
export function describeMachine(): string[] {
  const processors = cpus();
  return [
    `${processors.length} × ${processors[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`,
    `Node ${process.version}, ${['cdk8s', 'constructs', 'yaml'].map((name) => `${name} ${readVersion(name)}`).join(', ')}`,
    findKubectl() === undefined ? 'no kubectl' : `kubectl with kustomize ${findKubectl()}`,
  ];
}

/** The version of the kustomize in kubectl, if kubectl is installed. */
export function findKubectl(): string | undefined {
  const { status, stdout } = spawnSync('kubectl', ['version', '--client', '--output=json'], { encoding: 'utf8' });
  return status === 0 ? (JSON.parse(stdout) as { kustomizeVersion: string }).kustomizeVersion : undefined;
}

function readVersion(name: string): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require(`${name}/package.json`) as { version: string }).version;
}
