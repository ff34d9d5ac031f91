import { runOrThrow } from './run-command';

/** Says what a run needs before it takes its time, and returns the versions that are there. */
export async function checkNeeds(): Promise<string> {
  console.log('Needs Go 1.26 or later (its modules come through the usual proxy) and kubectl 1.32 or later.');
  console.log('The first run compiles kube-apiserver and kustomize-controller: 5 to 10 minutes on two cores. Everything else takes 1 to 2 minutes.\n');
  const go = await findVersion('go', ['env', 'GOVERSION']);
  const kubectl = JSON.parse(await findVersion('kubectl', ['version', '--client', '--output=json']));
  return `${go.trim()}, kubectl ${kubectl.clientVersion.gitVersion}, node ${process.version}`;
}

async function findVersion(command: string, args: readonly string[]): Promise<string> {
  try {
    return await runOrThrow(command, args, { seconds: 30 });
  } catch (error) {
    throw new Error(`${command} is needed and does not answer: ${(error as Error).message}`);
  }
}
