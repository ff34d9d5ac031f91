import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describeFileError, isObject, readBoundedText, readRegularText } from '../util';
import { UsageError } from './terminal';
import type { Terminal } from './terminal';

/** A file, or standard input, that was read. */
export interface Source {
  /** As it was named on the command line, or the path below that folder. */
  readonly name: string;
  readonly text: string;
  /** Whether it was named itself: a file that was found in a folder may be about something else. */
  readonly isNamed: boolean;
}

const EXTENSIONS = /\.(?:ya?ml|json)$/i;
const SKIPPED_FOLDERS = ['node_modules', '.git'];
/** Larger files hold no FluxInstance. */
const MAX_FOUND_SIZE = 4 * 1024 * 1024;
const MAX_GIT_SIZE = 64 * 1024 * 1024;

/** Reads what the command line names: files, folders with everything below them, and standard input for `-`. */
export function readSources(paths: readonly string[], terminal: Terminal): Source[] {
  return paths.flatMap((path): Source[] => {
    if (path === '-') {
      return [{ name: 'stdin', text: orUnreadable('standard input', () => terminal.readInput()), isNamed: true }];
    }
    return orUnreadable(path, () => statSync(path)).isDirectory()
      ? orUnreadable(path, () => listFiles(path)).map((name) => ({ name, text: orUnreadable(name, () => readRegularText(name)), isNamed: false }))
      : [{ name: path, text: orUnreadable(path, () => readBoundedText(path)), isNamed: true }];
  });
}

/** Links are not followed below a folder: they may lead in a circle. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return SKIPPED_FOLDERS.includes(entry.name) ? [] : listFiles(path);
      }
      return entry.isFile() && EXTENSIONS.test(entry.name) && statSync(path).size <= MAX_FOUND_SIZE ? [path] : [];
    });
}

/** The same paths as they were at a Git revision. What was not there yet is left out. */
export function readRevision(revision: string, paths: readonly string[]): Source[] {
  if (revision.startsWith('-')) {
    throw new UsageError(`--base: must be a Git revision, received ${revision}`);
  }
  return paths.flatMap((path): Source[] => {
    // Below the working directory, with paths from there, whatever the configuration says.
    const listed = runGit(['-c', 'core.quotePath=false', 'ls-tree', '-r', '-z', '--name-only', revision, '--', path]);
    const names = listed.split('\0').filter((name) => name !== '');
    const isNamed = names.length === 1 && names[0] === path;
    return names.filter((name) => isNamed || EXTENSIONS.test(name))
      .map((name) => ({ name, text: runGit(['show', `${revision}:./${name}`]), isNamed }));
  });
}

function runGit(args: readonly string[]): string {
  try {
    return execFileSync('git', args, { encoding: 'utf8', maxBuffer: MAX_GIT_SIZE, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    // What git says of a revision or a folder that it does not know is for the user, and so is the system's reason why git did not run.
    const { stderr, code } = isObject(error) ? error : {};
    const [said] = typeof stderr === 'string' ? stderr.trim().split('\n') : [''];
    if (said === '' && typeof code !== 'string') {
      throw error;
    }
    throw new UsageError(said === '' ? `git cannot be run (${String(code)})` : `git: ${said}`);
  }
}

/** A name that is not taken, which it then is: `flux`, `flux-2`. A file may hold several instances. */
export function findFreeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) {
    free = `${name}-${number}`;
  }
  taken.add(free);
  return free;
}

/** Runs a step that reads a file. That it cannot be read is the user's to know; anything else is not. */
export function orUnreadable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason = describeFileError(error);
    if (error instanceof UsageError || reason === undefined) {
      throw error;
    }
    throw new UsageError(`${path}: cannot be read: ${reason}`);
  }
}
