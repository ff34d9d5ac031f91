import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** What kubectl's reader and kustomize's reader make of a YAML document, or the error of one. */
export interface Answer {
  readonly kubectl?: unknown;
  readonly kustomize?: unknown;
  readonly error?: string;
}

const MODULE = join(__dirname, 'go');

/** Runs the readers in Go. Without `online`, only what is in the module cache is used. It throws where Go or a module is missing. */
export function readWithGo(documents: readonly string[], { online = false } = {}): Answer[] {
  const output = execFileSync('go', ['run', '.'], {
    cwd: MODULE,
    input: JSON.stringify(documents),
    env: { ...process.env, GOFLAGS: '-mod=readonly', ...(online ? {} : { GOPROXY: 'off' }) },
    stdio: ['pipe', 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
    timeout: online ? undefined : 20_000,
  });
  return JSON.parse(output.toString()) as Answer[];
}
