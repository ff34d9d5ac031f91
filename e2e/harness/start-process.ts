import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { Binaries, Binary } from './build-binaries';
import type { Lifetime } from './lifetime';
import { Hopeless } from './wait-for';

export interface RunningProcess {
  /** Throws `Hopeless` when the process has ended, with the last lines it wrote: probes need not wait for a dead process. */
  checkAlive(): void;
  stop(): Promise<void>;
}

export interface ProcessOptions {
  readonly binaries: Binaries;
  readonly lifetime: Lifetime;
  readonly binary: Binary;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly logFile: string;
}

/** Starts a process that ends with this one. */
export function startProcess(options: ProcessOptions): RunningProcess {
  const { binary, binaries, logFile } = options;
  const log = openSync(logFile, 'a');
  const child = spawn(binaries.tether, [binaries[binary], ...options.args], {
    env: { ...process.env, ...options.env },
    stdio: ['pipe', log, log],
  });
  closeSync(log);
  const closed = new Promise<void>((resolve) => child.once('close', resolve));
  const stop = options.lifetime.add(async () => {
    child.stdin!.end();
    await closed;
  });
  return { stop, checkAlive: () => checkAlive(child, binary, logFile) };
}

function checkAlive(child: ChildProcess, binary: string, logFile: string): void {
  if (child.exitCode !== null) {
    const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-20).join('\n');
    throw new Hopeless(`${binary} ended with ${child.exitCode}:\n${lines}`);
  }
}
