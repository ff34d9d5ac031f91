import { runOrThrow } from './run-command';

/** The oldest versions that the suite works with: Go's is the one that `go/go.mod` asks for. */
const NEEDS = { go: '1.26', kubectl: '1.32' };

/** Says what a run needs before it takes its time, and returns the versions that are there. */
export async function checkNeeds(): Promise<string> {
  console.log(`Needs Go ${NEEDS.go} or later (its modules come through the usual proxy) and kubectl ${NEEDS.kubectl} or later.`);
  console.log('The first run compiles kube-apiserver and kustomize-controller: 5 to 10 minutes on two idle cores. Everything else takes a few minutes.\n');
  const go = (await findVersion('go', ['env', 'GOVERSION'])).trim();
  const kubectl = JSON.parse(await findVersion('kubectl', ['version', '--client', '--output=json'])).clientVersion.gitVersion;
  requireVersion('Go', go, NEEDS.go);
  requireVersion('kubectl', kubectl, NEEDS.kubectl);
  return `${go}, kubectl ${kubectl}, node ${process.version}`;
}

/** Throws where the version (`go1.26.8`, `v1.32.4-dispatcher`) is older than the oldest, or cannot be read. */
export function requireVersion(name: string, version: string, oldest: string): void {
  const [major, minor] = (/^[a-z]*(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
  const [oldestMajor, oldestMinor] = oldest.split('.').map(Number);
  if (!(major > oldestMajor || (major === oldestMajor && minor >= oldestMinor))) {
    throw new Error(`${name} ${oldest} or later is needed; this is ${version}`);
  }
}

async function findVersion(command: string, args: readonly string[]): Promise<string> {
  try {
    return await runOrThrow(command, args, { seconds: 30 });
  } catch (error) {
    throw new Error(`${command} is needed and does not answer: ${(error as Error).message}`);
  }
}
