import { spawnSync } from 'node:child_process';
import { cacheEnvironment } from '../../projenrc/work-folder';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface CommandOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Long enough for the slowest download, short enough to end before CI loses its patience. */
const LONGEST_SECONDS = 300;

/** Runs a command to its end. A failing one is the caller's to judge. */
export function runCommand(command: string, args: readonly string[], { cwd, env }: CommandOptions): Outcome {
  const started = Date.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0], ...cacheEnvironment(), ...env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: LONGEST_SECONDS * 1000,
  });
  if (error !== undefined) {
    throw new Error(`${command} ${args.join(' ')}: ${error.message}`);
  }
  return { code: status, stdout, stderr, seconds: (Date.now() - started) / 1000 };
}

/** Runs a command that has to succeed. */
export function runOrThrow(command: string, args: readonly string[], options: CommandOptions): Outcome {
  const outcome = runCommand(command, args, options);
  if (outcome.code !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with ${outcome.code}:\n${outcome.stdout}${outcome.stderr}`);
  }
  return outcome;
}
