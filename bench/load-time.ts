import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { compare } from './harness/compare';
import { formatTime } from './harness/format-time';
import type { Row } from './harness/row';

const ROOT = join(__dirname, '..');

/** Loading the package, in a fresh process, against loading cdk8s alone. */
export function measureLoadTime(): Row {
  const { ours, cdk8s } = compare({
    ours: () => run('require("./lib/src")'),
    cdk8s: () => run('require("cdk8s")'),
  }, 15, 1);
  return { name: 'loading the package', ours: formatTime(ours), peer: `${formatTime(cdk8s)}, cdk8s alone`, ratio: ours / cdk8s, aim: '≤ 1.25×', isMet: ours / cdk8s <= 1.25 };
}

function run(script: string): void {
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(stderr);
  }
}
