import { createHash } from 'crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { findCluster, formatIndex, listIndexes, readIndexes } from './file-index';
import type { FileIndex } from './file-index';
import { hasContent } from './has-content';
import { lockFolder } from './lock-folder';
import { refuseLinks } from './refuse-links';
import { writeOutput } from './write-output';

const STAGING = /^\.flux-fleet-staging-\d+$/;

/** What became of the files. */
export interface CommittedFiles {
  readonly written: string[];
  readonly unchanged: string[];
  readonly removed: string[];
}

export interface CommitOptions {
  /** Name of the index to keep. */
  readonly index: string;
  /** Whether this run answers for the whole fleet: its index then takes the place of those of the shards. */
  readonly isWhole: boolean;
  /** Whether this run answers for a cluster: another shard's files are not ours to remove. */
  readonly isOurs: (cluster: string) => boolean;
  /** Clusters whose files are left as they are. */
  readonly kept: ReadonlySet<string>;
  readonly removeStale: boolean;
}

/**
 * The folder that a fleet is written to. Finished files wait in a staging folder inside it, so that each can be moved to its place in one
 * step, and none is moved before all are known to be right. One run at a time has the folder.
 *
 * Of each file only the checksum stays in memory.
 */
export class OutputFolder {
  private readonly path: string;
  private readonly staging: string;
  private readonly unlock: () => void;
  /** The topmost folder that was made for this run. */
  private readonly made?: string;
  private readonly checksums = new Map<string, string>();
  private readonly staged: string[] = [];

  /**
   * Makes the folder if need be, and takes its lock. The process gives it back when it ends.
   *
   * @throws ProblemsError when it cannot be written to, or another run has it
   */
  constructor(path: string) {
    // A link to a folder is followed here, once.
    const made = writeOutput(path, () => mkdirSync(path, { recursive: true }));
    this.made = made === undefined ? undefined : realpathSync(made);
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
   * Takes a finished file. Where the folder has the same already, nothing is written.
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
   * @throws ProblemsError when a file cannot be moved; those before it are in their places then
   */
  public commit(options: CommitOptions): CommittedFiles {
    const recorded = writeOutput(this.path, () => {
      listIndexes(this.path).forEach((index) => refuseLinks(this.path, index));
      return readIndexes(this.path);
    });
    const ours = [...recorded.keys()].filter((file) => options.isOurs(findCluster(file)!));
    // While files are moved the index names old and new contents: what a killed run has moved is known to the next.
    this.writeIndex(options.index, new Map(ours.map((file) => [file, recorded.get(file)!])));
    this.staged.forEach((file, index) => this.move(String(index), file));
    const stale = ours.filter((file) => !this.checksums.has(file) && !options.kept.has(findCluster(file)!));
    const removed = options.removeStale ? stale.filter((file) => this.removeIfUnchanged(file, recorded.get(file)!)) : [];
    const left = ours.filter((file) => !this.checksums.has(file) && existsSync(join(this.path, file)));
    this.writeIndex(options.index, new Map(left.map((file) => [file, recorded.get(file)!])), options.isWhole);
    const written = new Set(this.staged);
    return { written: [...written], unchanged: [...this.checksums.keys()].filter((file) => !written.has(file)), removed };
  }

  /** Gives the folder back, without what was not committed. Safe to call twice. */
  public readonly discard = (): void => {
    process.removeListener('exit', this.discard);
    rmSync(this.staging, { recursive: true, force: true });
    this.unlock();
    removeEmptyFolders(this.path, this.made);
  };

  private move(staged: string, file: string): void {
    const path = join(this.path, file);
    writeOutput(path, () => {
      mkdirSync(dirname(path), { recursive: true });
      renameSync(join(this.staging, staged), path);
    });
  }

  /** A file that somebody changed since we wrote it is theirs now. */
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

  /** Writes the index of what this run made and of `others`, where it is not so already. */
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

  /** What runs that were killed have left. We hold the lock: nobody else is staging. */
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
      return;
    }
  }
}
