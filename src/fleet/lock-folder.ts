import { readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { hostname } from 'os';
import { join } from 'path';
import { ProblemsError } from '../problems';

const LOCK = '.flux-fleet.lock';

/** The locks of this very process. A lock with our process id that is not among them is left from an earlier process. */
const held = new Set<string>();

/**
 * Takes the lock of an output folder. A lock whose process has ended is taken over.
 *
 * @returns a function that gives the lock back
 * @throws ProblemsError when another run has it
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, LOCK);
  if (!held.has(path)) {
    takeOver(path);
  }
  try {
    writeFileSync(path, describeOwner(), { flag: 'wx' });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? refuse(path) : error;
  }
  held.add(path);
  return () => {
    held.delete(path);
    rmSync(path, { force: true });
  };
}

function describeOwner(): string {
  return `process ${process.pid} on ${hostname()}\n`;
}

/** Removes a lock that nobody holds any more. Renaming is atomic: of two runs that find the same lock, one takes it away. */
function takeOver(path: string): void {
  const owner = readOwner(path);
  if (owner === undefined || isAlive(owner)) {
    return;
  }
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (readOwner(aside) === owner) {
    rmSync(aside, { force: true });
  } else {
    renameSync(aside, path);
  }
}

function isAlive(owner: string): boolean {
  const [, pid, host] = /^process (\d+) on (.*)\n$/.exec(owner) ?? [];
  if (pid === undefined || host !== hostname()) {
    return true;
  }
  return Number(pid) !== process.pid && isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readOwner(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function refuse(path: string): ProblemsError {
  const owner = readOwner(path)?.trim() || 'an unknown process';
  return new ProblemsError('FluxFleet', [{
    code: 'OUTPUT_LOCKED',
    path,
    rule: `says that ${owner} writes to this folder, too`,
    remedy: 'wait for it, or delete the file if that run has ended',
  }]);
}
