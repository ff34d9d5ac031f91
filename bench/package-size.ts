import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Row } from './harness/row';

const MOST_KB = 400;

interface Pack {
  readonly size: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** The tarball as npm would publish it, and what of it are other people's packages. */
export function measurePackageSize(): Row[] {
  const { status, stdout, stderr } = spawnSync('npm', ['pack', '--dry-run', '--json'], { cwd: join(__dirname, '..'), encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) {
    throw new Error(stderr);
  }
  const [{ size, files }] = JSON.parse(stdout) as Pack[];
  const bundled = files.filter(({ path }) => path.startsWith('node_modules/')).reduce((sum, file) => sum + file.size, 0);
  const total = files.reduce((sum, file) => sum + file.size, 0);
  return [
    { name: 'size of the npm tarball', ours: toKb(size), peer: '', aim: `≤ ${MOST_KB} KB`, isMet: size <= MOST_KB * 1000 },
    { name: 'installed, of that bundled dependencies', ours: `${toKb(total)}, ${toKb(bundled)}`, peer: '' },
  ];
}

function toKb(bytes: number): string {
  return `${Math.round(bytes / 1000)} KB`;
}
