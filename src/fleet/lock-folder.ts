import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ProblemsError } from '../problems';
import { isObject } from '../util';

const LOCK = '.flux-fleet.lock';

/** A run that holds a lock shows at least this often that it is alive. */
const BEAT_MS = 1000;

/** A lock that shows no life for so long was left behind: by a process that was killed, in this container or another. */
const MAX_SILENCE_MS = 10_000;

const POLL_MS = 50;

/** The lock of an output folder, while this run holds it. */
export interface FolderLock {
  /** Shows that the run is alive. To be called again and again, at each step. */
  beat(): void;
  release(): void;
}

/**
 * Takes the lock of an output folder. Waits for a run that holds it to end, and takes over a lock that shows no life.
 *
 * The process number alone does not tell whether the holder is alive: a container has numbers of its own, and host names may be equal. So the holder
 * touches the file while it works, and only where nothing can hide it is the number looked up, which saves the wait.
 *
 * @throws ProblemsError when another run still holds it
 */
export function lockFolder(folder: string, maxSilenceMs = MAX_SILENCE_MS): FolderLock {
  const path = join(folder, LOCK);
  const owner = `process ${process.pid} on ${describePlace()}\n${randomUUID()}\n`;
  const end = Date.now() + 2 * maxSilenceMs;
  while (!tryCreate(path, owner)) {
    const found = readLock(path);
    if (found !== undefined && (hasEnded(found.owner) || isSilent(path, found, maxSilenceMs))) {
      removeStale(path, found, maxSilenceMs);
    }
    if (Date.now() > end) {
      throw createLockedError(path, found?.owner);
    }
  }
  return holdLock(path, owner);
}

function holdLock(path: string, owner: string): FolderLock {
  const isOurs = () => readLock(path)?.owner === owner;
  let last = Date.now();
  return {
    beat: () => {
      const now = Date.now();
      if (now - last >= BEAT_MS) {
        // After a long sleep of the machine somebody else may have taken it over.
        if (!isOurs()) {
          throw createLockedError(path, readLock(path)?.owner);
        }
        utimesSync(path, new Date(now), new Date(now));
        last = now;
      }
    },
    release: () => {
      if (isOurs()) {
        rmSync(path, { force: true });
      }
    },
  };
}

/** Creates a file that is not there yet. On a full disk the file is there before it can be written: it must not stay. */
function tryCreate(path: string, content: string): boolean {
  try {
    writeFileSync(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isFileError(error, 'EEXIST')) {
      return false;
    }
    rmSync(path, { force: true });
    throw error;
  }
}

interface FoundLock {
  readonly owner: string;
  readonly time: number;
}

function readLock(path: string): FoundLock | undefined {
  try {
    return { owner: readFileSync(path, 'utf8'), time: statSync(path).mtimeMs };
  } catch (error) {
    if (isFileError(error, 'ENOENT')) {
      // It was released in the meantime.
      return undefined;
    }
    throw error;
  }
}

/** Watches a lock. Clocks of other machines do not matter: only a change of its time does. */
function isSilent(path: string, found: FoundLock, maxSilenceMs: number): boolean {
  for (let waited = 0; waited < maxSilenceMs; waited += POLL_MS) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
    if (!isSame(readLock(path), found)) {
      return false;
    }
  }
  return true;
}

function isSame(lock: FoundLock | undefined, other: FoundLock): boolean {
  return lock?.owner === other.owner && lock.time === other.time;
}

/**
 * Removes a lock that nobody holds any more. Of several runs that have found it, only the one that creates a second file may: another would
 * remove the lock that the first has taken since.
 */
function removeStale(path: string, found: FoundLock, maxSilenceMs: number): void {
  const permit = `${path}.stale`;
  if (!tryCreate(permit, '')) {
    const other = readLock(permit);
    if (other !== undefined && isSilent(permit, other, maxSilenceMs)) {
      rmSync(permit, { force: true });
    }
    return;
  }
  try {
    if (isSame(readLock(path), found)) {
      rmSync(path, { force: true });
    }
  } finally {
    rmSync(permit, { force: true });
  }
}

/** Where the number of a process means something: a host, its running kernel, and the container's part of it. */
function describePlace(): string {
  if (process.platform !== 'linux') {
    return hostname();
  }
  try {
    return `${hostname()} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    // There is no /proc, or it may not be read: then no number of a process says anything.
    return `${hostname()} ${randomUUID()}`;
  }
}

/** Whether it is certain that the process has ended that made a lock. */
function hasEnded(owner: string): boolean {
  const [, pid, place] = /^process (\d+) on (.*)\n/.exec(owner) ?? [];
  if (pid === undefined || place !== describePlace()) {
    return false;
  }
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    // EPERM: it runs as another user. ESRCH: it does not run.
    return isFileError(error, 'ESRCH');
  }
}

function isFileError(error: unknown, code: string): boolean {
  return isObject(error) && error.code === code;
}

function createLockedError(path: string, owner: string | undefined): ProblemsError {
  const [, holder = 'another process'] = /^(process \d+ on [^ \n]+)/.exec(owner ?? '') ?? [];
  return new ProblemsError('FluxFleet', [{
    code: 'OUTPUT_LOCKED',
    path,
    rule: `is held by ${holder}, which writes to the same folder`,
    remedy: 'run again when it has ended',
  }]);
}
