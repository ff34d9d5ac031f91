import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ProblemsError } from '../problems';
import { isObject } from '../util';

const LOCK = '.flux-fleet.lock';

/** The locks of this process. A lock with our process id that is not among them was left by an earlier process. */
const held = new Set<string>();

/**
 * Takes the lock of an output folder. If the process that holds it has ended, the lock is taken over.
 *
 * @returns a function that releases the lock
 * @throws ProblemsError when another run holds it
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, LOCK);
  if (!held.has(path)) {
    takeOver(path);
  }
  try {
    writeFileSync(path, describeOwner(), { flag: 'wx' });
  } catch (error) {
    throw isFileError(error, 'EEXIST') ? createLockedError(path) : error;
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
    // Another run was faster. If not, taking the lock fails next, and says why.
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
    // EPERM: it runs as another user. ESRCH: it does not run.
    return isFileError(error, 'EPERM');
  }
}

function readOwner(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The lock was released in the meantime, or cannot be read: then taking it fails next, and says why.
    return undefined;
  }
}

function isFileError(error: unknown, code: string): boolean {
  return isObject(error) && error.code === code;
}

function createLockedError(path: string): ProblemsError {
  const owner = readOwner(path)?.trim() || 'an unknown process';
  return new ProblemsError('FluxFleet', [{
    code: 'OUTPUT_LOCKED',
    path,
    rule: `is held by ${owner}, which writes to the same folder`,
    remedy: 'wait for it to end, or delete the file if it has ended already',
  }]);
}
