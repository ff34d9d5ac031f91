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

  private get env(): NodeJS.ProcessEnv {
    return { KUBECONFIG: this.kubeconfig };
  }
}
