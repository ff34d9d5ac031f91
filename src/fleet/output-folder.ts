import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findCluster, formatIndex, listIndexes, readIndexes } from './file-index';
import type { FileIndex } from './file-index';
import { findFile, hasContent, writeOutput } from './files';
import type { FoundFile } from './files';
import { lockFolder } from './lock-folder';
import type { FolderLock } from './lock-folder';
import { Spool } from './spool';

const STAGING = /^\.flux-fleet-staging(?:-\d+)?$/;

/** Whether a file has an object of kind Secret. One that only looks like it does no harm. */
const SECRET = /^["']?kind["']?: *["']?Secret["']?\s*$/m;

/** What was done with the files. */
export interface CommittedFiles {
  readonly written: string[];
  readonly unchanged: string[];
  readonly removed: string[];
  /** Files of clusters that are no longer there, which were left: they were changed, hold a Secret, or nobody asked to remove them. */
  readonly stale: string[];
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

/** A file that would be written or removed. */
export interface PendingFile {
  readonly file: string;
  readonly cluster: string;
  /** Its content now. `undefined` for one that is new. */
  readonly before?: string;
  /** Its new content. `undefined` for one that is removed. */
  readonly after?: string;
}

/**
 * The folder that a fleet is written to. Nothing in it is touched before `commit`: finished files wait elsewhere. Then each is moved to its place
 * in one step, after all are known to fit on the disk, while this run holds the lock of the folder.
 *
 * Only the checksum of each file stays in memory.
 */
export class OutputFolder {
  private readonly spool = new Spool();
  /** No checksum for a file with a Secret. */
  private readonly checksums = new Map<string, string | undefined>();

  constructor(private readonly path: string) {}

  /** Takes a finished file: its name relative to the folder, with `/`, and its content. */
  public stage(file: string, content: string): void {
    this.checksums.set(file, SECRET.test(content) ? undefined : hash(content));
    this.spool.add(file, content);
  }

  /**
   * What `commit` would change, one file after the other.
   *
   * @throws ProblemsError when a file cannot be read, or is a link
   */
  public* listPending(options: CommitOptions): Generator<PendingFile> {
    const recorded = this.readRecorded(options);
    for (const { file, found } of this.listChanged()) {
      const after = this.spool.read(file).toString('utf8');
      yield { file, cluster: findCluster(file)!, before: found === undefined ? undefined : this.readFile(file), after };
    }
    for (const file of this.listStale(recorded, options)) {
      const before = this.readFile(file);
      if (before !== undefined && isUntouched(before, recorded.get(file)!)) {
        yield { file, cluster: findCluster(file)!, before };
      }
    }
  }

  /** Files of the clusters of this run that an earlier one wrote, by cluster. */
  public readRecordedFiles(options: CommitOptions): ReadonlyMap<string, readonly string[]> {
    const files = new Map<string, string[]>();
    for (const file of this.readRecorded(options).keys()) {
      const cluster = findCluster(file)!;
      files.set(cluster, [...files.get(cluster) ?? [], file]);
    }
    return files;
  }

  /** A file of the folder as it is. `undefined` where there is none. */
  public readFile(file: string): string | undefined {
    return writeOutput(join(this.path, file), () => {
      const found = findFile(this.path, file);
      return found === undefined ? undefined : readFileSync(found.path, 'utf8');
    });
  }

  /** The new content of a file. `undefined` for one that this run does not write. */
  public readStaged(file: string): string | undefined {
    return this.spool.has(file) ? this.spool.read(file).toString('utf8') : undefined;
  }

  /**
   * Moves all files to their places, and removes stale ones if asked to.
   *
   * @throws ProblemsError when the folder cannot be written to, or another run holds its lock
   */
  public commit(options: CommitOptions): CommittedFiles {
    // A link to a folder is followed here, once.
    const created = writeOutput(this.path, () => mkdirSync(this.path, { recursive: true }));
    const top = created === undefined ? undefined : realpathSync(created);
    const folder = realpathSync(this.path);
    try {
      const lock = writeOutput(this.path, () => lockFolder(folder));
      try {
        return this.commitLocked(new LockedFolder(folder, lock), options);
      } finally {
        lock.release();
      }
    } finally {
      removeEmptyFolders(folder, top);
    }
  }

  /** Takes back the files of a cluster. */
  public unstage(cluster: string): void {
    this.spool.names.filter((file) => findCluster(file) === cluster).forEach((file) => {
      this.spool.remove(file);
      this.checksums.delete(file);
    });
  }

  /** Drops what was not committed. May be called twice. */
  public discard(): void {
    this.spool.close();
  }

  private commitLocked(folder: LockedFolder, options: CommitOptions): CommittedFiles {
    const recorded = this.readRecorded(options);
    const current: FileIndex = new Map([...this.checksums].map(([file, checksum]) => [file, new Set(checksum === undefined ? [] : [checksum])]));
    try {
      folder.prepareStaging();
      const changed = [...this.listChanged()];
      changed.forEach(({ file, found }) => folder.reserve(file, this.spool.read(file), this.isSecret(file), found?.mode));
      // While files are moved, the index lists old and new contents: after a killed run, the next one knows what was moved.
      folder.writeIndex(options.index, mergeIndexes(recorded, current));
      changed.forEach(({ file }) => folder.write(file, this.isSecret(file) ? this.spool.read(file) : undefined));
      const removed = this.listStale(recorded, options).filter((file) => folder.removeIfUntouched(file, recorded.get(file)!));
      const left = [...recorded].filter(([file]) => !this.checksums.has(file) && existsSync(join(this.path, file)));
      folder.writeIndex(options.index, new Map([...left, ...current]));
      if (options.isWhole) {
        folder.removeOtherIndexes(options.index);
      }
      const written = new Set(changed.map(({ file }) => file));
      return { written: [...written], unchanged: this.spool.names.filter((file) => !written.has(file)), removed, stale: left.map(([file]) => file) };
    } finally {
      folder.removeStaging();
    }
  }

  /** The files of earlier runs that belong to this one. */
  private readRecorded(options: CommitOptions): FileIndex {
    return writeOutput(this.path, () => {
      if (!existsSync(this.path)) {
        return new Map();
      }
      listIndexes(this.path).forEach((index) => findFile(this.path, index));
      return new Map([...readIndexes(this.path)].filter(([file]) => options.isOurs(findCluster(file)!)));
    });
  }

  private listStale(recorded: FileIndex, { removeStale, kept }: CommitOptions): string[] {
    return removeStale ? [...recorded.keys()].filter((file) => !this.checksums.has(file) && !kept.has(findCluster(file)!)) : [];
  }

  /** The staged files that are not as they are in the folder, and what is in their place. */
  private* listChanged(): Generator<{ readonly file: string; readonly found: FoundFile | undefined }> {
    for (const file of this.spool.names) {
      const path = join(this.path, file);
      const found = writeOutput(path, () => findFile(this.path, file));
      if (found === undefined || !writeOutput(path, () => hasContent(found, this.spool.read(file)))) {
        yield { file, found };
      }
    }
  }

  private isSecret(file: string): boolean {
    return this.checksums.get(file) === undefined;
  }
}

/** What is done to a folder while its lock is held. */
class LockedFolder {
  private readonly staging: string;
  private readonly reserved = new Map<string, string>();

  constructor(private readonly path: string, private readonly lock: FolderLock) {
    this.staging = join(path, '.flux-fleet-staging');
  }

  /** Removes what killed runs have left, too: we hold the lock. The folder hides itself from git. */
  public prepareStaging(): void {
    writeOutput(this.path, () => {
      this.removeStaging();
      mkdirSync(this.staging, { mode: 0o700 });
      writeFileSync(join(this.staging, '.gitignore'), '*\n');
    });
  }

  public removeStaging(): void {
    for (const name of readdirSync(this.path).filter((candidate) => STAGING.test(candidate))) {
      rmSync(join(this.path, name), { recursive: true, force: true });
    }
  }

  /**
   * Makes sure that there is room for a file. A plain Secret is written to it only when it is moved to its place: a run that is killed leaves one at
   * most.
   *
   * @param mode permissions of the file that it replaces: one that the user made private stays private
   */
  public reserve(file: string, content: Buffer, isSecret: boolean, mode: number | undefined): void {
    const staged = join(this.staging, String(this.reserved.size));
    writeOutput(join(this.path, file), () => {
      this.lock.beat();
      writeFileSync(staged, isSecret ? Buffer.alloc(content.length) : content, isSecret ? { mode: 0o600 } : {});
      if (mode !== undefined) {
        chmodSync(staged, mode);
      }
    });
    this.reserved.set(file, staged);
  }

  /** @param secret the content of a file for which only room was made */
  public write(file: string, secret: Buffer | undefined): void {
    const path = join(this.path, file);
    const staged = this.reserved.get(file)!;
    writeOutput(path, () => {
      this.lock.beat();
      if (file.includes('/')) {
        mkdirSync(dirname(path), { recursive: true });
      }
      if (secret !== undefined) {
        writeFileSync(staged, secret, { flag: 'r+' });
      }
      renameSync(staged, path);
    });
  }

  /** Somebody has changed the file since we wrote it: then it is not ours any more. */
  public removeIfUntouched(file: string, checksums: ReadonlySet<string>): boolean {
    const path = join(this.path, file);
    return writeOutput(path, () => {
      this.lock.beat();
      if (findFile(this.path, file) === undefined || !isUntouched(readFileSync(path, 'utf8'), checksums)) {
        return false;
      }
      rmSync(path);
      if (file.includes('/')) {
        removeEmptyFolders(dirname(path), join(this.path, file.split('/')[0]));
      }
      return true;
    });
  }

  public writeIndex(name: string, index: FileIndex): void {
    const path = join(this.path, name);
    writeOutput(path, () => {
      const content = Buffer.from(formatIndex(index), 'utf8');
      const found = findFile(this.path, name);
      if (found === undefined || !hasContent(found, content)) {
        writeFileSync(join(this.staging, name), content);
        renameSync(join(this.staging, name), path);
      }
    });
  }

  public removeOtherIndexes(name: string): void {
    writeOutput(this.path, () => {
      listIndexes(this.path).filter((other) => other !== name).forEach((other) => rmSync(join(this.path, other)));
    });
  }
}

function mergeIndexes(one: FileIndex, other: FileIndex): FileIndex {
  const merged = new Map(one);
  other.forEach((checksums, file) => merged.set(file, new Set([...one.get(file) ?? [], ...checksums])));
  return merged;
}

function isUntouched(content: string, checksums: ReadonlySet<string>): boolean {
  return checksums.has(hash(content));
}

function hash(content: string): string {
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
