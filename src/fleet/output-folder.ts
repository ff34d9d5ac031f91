import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findCluster, formatIndex, listIndexes, readIndexes } from './file-index';
import type { FileIndex } from './file-index';
import { hasContent, refuseLinks, writeOutput } from './files';
import { lockFolder } from './lock-folder';

const STAGING = /^\.flux-fleet-staging-\d+$/;

/** What was done with the files. */
export interface CommittedFiles {
  readonly written: string[];
  readonly unchanged: string[];
  readonly removed: string[];
}

export interface CommitOptions {
  /** Name of the index to keep. */
  readonly index: string;
  /** Whether this run writes the whole fleet: its index then replaces those of the shards. */
  readonly isWhole: boolean;
  /** Whether a cluster belongs to this run: the files of other shards must not be removed. */
  readonly isOurs: (cluster: string) => boolean;
  /** Clusters whose files are kept as they are. */
  readonly kept: ReadonlySet<string>;
  readonly removeStale: boolean;
}

/**
 * The folder that a fleet is written to. Finished files wait in a staging folder inside it, so that each can be moved to its place in one
 * step, and none is moved before all are known to be right. One run at a time holds the lock of the folder.
 *
 * Only the checksum of each file stays in memory.
 */
export class OutputFolder {
  private readonly path: string;
  private readonly staging: string;
  private readonly unlock: () => void;
  /** The topmost folder that this run created. */
  private readonly created?: string;
  private readonly checksums = new Map<string, string>();
  private readonly staged: string[] = [];

  /**
   * Creates the folder if necessary, and takes its lock. The lock is released at the latest when the process ends.
   *
   * @throws ProblemsError when it cannot be written to, or another run holds its lock
   */
  constructor(path: string) {
    // A link to a folder is followed here, once.
    const created = writeOutput(path, () => mkdirSync(path, { recursive: true }));
    this.created = created === undefined ? undefined : realpathSync(created);
    this.path = realpathSync(path);
    this.unlock = writeOutput(path, () => lockFolder(this.path));
    this.staging = join(this.path, `.flux-fleet-staging-${process.pid}`);
    try {
      writeOutput(path, () => {
        this.removeStaging();
        mkdirSync(this.staging);
      });
    } catch (error) {
      this.discard();
      throw error;
    }
    process.once('exit', this.discard);
  }

  /**
   * Takes a finished file. Nothing is written if the folder has it already.
   *
   * @param file Name of the file, relative to the folder, with `/`.
   * @throws ProblemsError when it cannot be written
   */
  public stage(file: string, content: string): void {
    const path = join(this.path, file);
    writeOutput(path, () => {
      refuseLinks(this.path, file);
      this.checksums.set(file, hash(content));
      if (!hasContent(path, content)) {
        writeFileSync(join(this.staging, String(this.staged.length)), content);
        this.staged.push(file);
      }
    });
  }

  /**
   * Moves all files to their places, and removes stale ones if asked to.
   *
   * @throws ProblemsError when a file cannot be moved; the files before it are in their places by then
   */
  public commit(options: CommitOptions): CommittedFiles {
    const recorded = writeOutput(this.path, () => {
      listIndexes(this.path).forEach((index) => refuseLinks(this.path, index));
      return readIndexes(this.path);
    });
    const ours = [...recorded.keys()].filter((file) => options.isOurs(findCluster(file)!));
    // While files are moved, the index lists old and new contents: after a killed run, the next one knows what was moved.
    this.writeIndex(options.index, new Map(ours.map((file) => [file, recorded.get(file)!])));
    this.staged.forEach((file, index) => this.move(String(index), file));
    const stale = ours.filter((file) => !this.checksums.has(file) && !options.kept.has(findCluster(file)!));
    const removed = options.removeStale ? stale.filter((file) => this.removeIfUnchanged(file, recorded.get(file)!)) : [];
    const left = ours.filter((file) => !this.checksums.has(file) && existsSync(join(this.path, file)));
    this.writeIndex(options.index, new Map(left.map((file) => [file, recorded.get(file)!])), options.isWhole);
    const written = new Set(this.staged);
    return { written: [...written], unchanged: [...this.checksums.keys()].filter((file) => !written.has(file)), removed };
  }

  /** Releases the folder, and drops what was not committed. May be called twice. */
  public readonly discard = (): void => {
    process.removeListener('exit', this.discard);
    rmSync(this.staging, { recursive: true, force: true });
    this.unlock();
    removeEmptyFolders(this.path, this.created);
  };

  private move(staged: string, file: string): void {
    const path = join(this.path, file);
    writeOutput(path, () => {
      mkdirSync(dirname(path), { recursive: true });
      renameSync(join(this.staging, staged), path);
    });
  }

  /** A file that somebody has changed since we wrote it is not ours any more. */
  private removeIfUnchanged(file: string, checksums: ReadonlySet<string>): boolean {
    const path = join(this.path, file);
    return writeOutput(path, () => {
      refuseLinks(this.path, file);
      if (!existsSync(path) || !checksums.has(hash(readFileSync(path)))) {
        return false;
      }
      rmSync(path);
      removeEmptyFolders(dirname(path), dirname(path) === this.path ? undefined : dirname(path));
      return true;
    });
  }

  /** Writes the index of this run's files and of `others`, if it has changed. */
  private writeIndex(name: string, others: FileIndex, alone = false): void {
    const index = new Map(others);
    for (const [file, checksum] of this.checksums) {
      index.set(file, new Set([...index.get(file) ?? [], checksum]));
    }
    const path = join(this.path, name);
    writeOutput(path, () => {
      const content = formatIndex(index);
      if (!hasContent(path, content)) {
        writeFileSync(join(this.staging, name), content);
        renameSync(join(this.staging, name), path);
      }
      listIndexes(this.path).filter((other) => alone && other !== name).forEach((other) => rmSync(join(this.path, other)));
    });
  }

  /** Removes what killed runs have left. We hold the lock: no other run is using it. */
  private removeStaging(): void {
    for (const name of readdirSync(this.path).filter((candidate) => STAGING.test(candidate))) {
      rmSync(join(this.path, name), { recursive: true, force: true });
    }
  }
}

function hash(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Removes a folder and those above it, as far up as `top`, while they are empty. */
function removeEmptyFolders(path: string, top: string | undefined): void {
  for (let folder = path; top !== undefined && folder.length >= top.length; folder = dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch {
      // It is not empty, or already gone. Leaving a folder behind does no harm.
      return;
    }
  }
}
