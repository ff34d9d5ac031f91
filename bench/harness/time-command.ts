import { spawnSync } from 'node:child_process';
import type { Time } from './compare';

/** Runs another program, and measures it with its own processor time: the shell knows what its children used. */
export function timeCommand(command: string, args: readonly string[], cwd?: string): Time {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync('sh', ['-c', '"$0" "$@" >/dev/null && times', command, ...args], { cwd, encoding: 'utf8' });
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) {
    throw new Error(stderr);
  }
  const [, children] = stdout.trim().split('\n');
  const used = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(([, minutes, seconds]) => Number(minutes) * 60_000 + Number(seconds) * 1000);
  return { wall, cpu: used.reduce((sum, each) => sum + each, 0) };
}
