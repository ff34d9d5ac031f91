import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DOWNLOADS } from '../../projenrc/work-folder';
import { runCommand, runOrThrow } from '../harness/run-command';

/** npm has the official binaries, one package for each platform. */
export const BINARY_PACKAGE = `node-${process.platform}-${process.arch}`;

/**
 * Fetches Node.js, without an install script, and returns the path of its binary. The version may be a range: `22` is the newest 22.
 * What was downloaded before is used again.
 */
export function fetchNode(range: string): string {
  const folder = join(DOWNLOADS, 'nodes', `${BINARY_PACKAGE}-${range}`);
  const binary = join(folder, 'package/bin/node');
  if (!existsSync(binary)) {
    const unpacked = `${folder}.new`;
    rmSync(unpacked, { recursive: true, force: true });
    mkdirSync(unpacked, { recursive: true });
    const { stdout } = runOrThrow('npm', ['pack', `${BINARY_PACKAGE}@${range}`, '--json', '--ignore-scripts', '--pack-destination', unpacked], {
      cwd: unpacked,
    });
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    runOrThrow('tar', ['-xzf', join(unpacked, filename), '-C', unpacked], { cwd: unpacked });
    rmSync(join(unpacked, filename));
    renameSync(unpacked, folder);
  }
  const { code, stderr } = runCommand(binary, ['--version'], { cwd: folder });
  if (code !== 0) {
    throw new Error(`${binary} does not run here: ${stderr}`);
  }
  return binary;
}
