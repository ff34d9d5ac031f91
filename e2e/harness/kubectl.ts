import type { KubeObject } from './api-client';
import { runCommand, runOrThrow } from './run-command';
import type { CommandResult } from './run-command';

/** The real kubectl against one server. */
export class Kubectl {
  public constructor(private readonly kubeconfig: string) {}

  public run(args: readonly string[], input?: string): Promise<CommandResult> {
    return runCommand('kubectl', args, { env: this.env, input, seconds: 60 });
  }

  public runOrThrow(args: readonly string[], input?: string): Promise<string> {
    return runOrThrow('kubectl', args, { env: this.env, input, seconds: 60 });
  }

  /** Runs lines of a guide in a folder, as a reader would paste them. */
  public runScript(script: string, cwd: string): Promise<CommandResult> {
    return runCommand('bash', ['-euo', 'pipefail', '-c', script], { env: this.env, cwd, seconds: 60 });
  }

  /** The objects of a manifest as kubectl reads them, with its own YAML reader. It asks no server. */
  public async read(yaml: string): Promise<KubeObject[]> {
    const { code, stdout, stderr } = await this.run(['patch', '--local', '--type=json', '--patch=[]', '--output=json', '--filename=-'], yaml);
    if (code !== 0) {
      throw new Error(`kubectl cannot read the manifest: ${stderr.trim()}`);
    }
    return splitJson(stdout);
  }

  private get env(): NodeJS.ProcessEnv {
    return { KUBECONFIG: this.kubeconfig };
  }
}

/** kubectl prints one indented object after the other: only a whole one ends at the start of a line. */
function splitJson(output: string): KubeObject[] {
  return output.split(/(?<=^\}\n)/m).filter((text) => text.trim() !== '').map((text) => JSON.parse(text));
}

/** Reads one manifest, or several behind each other. */
export type ReadManifest = (yaml: string) => Promise<readonly KubeObject[]>;

/**
 * Reads many manifests with few calls: all at once, and in halves where that fails. Returns for each what was read, or why it cannot be.
 */
export async function readEach(
  read: ReadManifest, manifests: readonly { readonly yaml: string; readonly objects: readonly KubeObject[] }[],
): Promise<readonly (readonly KubeObject[] | Error)[]> {
  if (manifests.length === 0) {
    return [];
  }
  try {
    const found = [...await read(manifests.map(({ yaml }) => yaml).join('---\n'))];
    if (manifests.length === 1) {
      return [found];
    }
    if (found.length === manifests.reduce((sum, { objects }) => sum + objects.length, 0)) {
      return manifests.map(({ objects }) => found.splice(0, objects.length));
    }
  } catch (error) {
    // One of them cannot be read: the halves show which.
    if (manifests.length === 1) {
      return [error as Error];
    }
  }
  const middle = Math.ceil(manifests.length / 2);
  return [...await readEach(read, manifests.slice(0, middle)), ...await readEach(read, manifests.slice(middle))];
}
