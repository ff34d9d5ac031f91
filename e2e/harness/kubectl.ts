import type { KubeObject } from './api-client';
import { type CommandResult, runCommand, runOrThrow } from './run-command';

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
