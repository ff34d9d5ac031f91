import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packStaged, stagePackage } from '../projenrc/stage-package';
import type { Row } from './harness/row';
import { withFolder } from './harness/with-folder';

const MAX_KB = 420;

/** The tarball as it is published, and what of it are other people's packages. */
export function measurePackageSize(): Row[] {
  return withFolder((folder) => {
    const staged = join(folder, 'staged');
    stagePackage(staged);
    const { size } = statSync(packStaged(staged, join(folder, 'packed')));
    const [total, bundled] = [sumSizes(staged), sumSizes(join(staged, 'node_modules'))];
    return [
      { name: 'size of the npm tarball', ours: toKb(size), peer: '', aim: `≤ ${MAX_KB} KB`, isMet: size <= MAX_KB * 1000 },
      { name: 'installed, of that bundled dependencies', ours: `${toKb(total)}, ${toKb(bundled)}`, peer: '' },
    ];
  });
}

/** Links to the packages that ours depends on are not followed. */
function sumSizes(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== '.jsii.tabl.json')
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function toKb(bytes: number): string {
  return `${Math.round(bytes / 1000)} KB`;
}
