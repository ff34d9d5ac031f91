import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stagePackage } from '../../projenrc/stage-package';
import { lazy } from '../../src/util';

/**
 * The folder of the package as it is published, made once in a run: a process that loads it loads other files than one that loads `lib/`, in less time.
 * It is for whoever starts a process; what is measured in this one is `compiled`.
 */
export const findPacked = lazy((): string => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-packed-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const packed = join(folder, 'package');
  stagePackage(packed);
  return packed;
});
