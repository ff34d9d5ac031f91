import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeOutput } from './files';

interface Entry {
  readonly offset: number;
  readonly length: number;
}

/** How much is written and read at once. */
const CHUNK_SIZE = 256 * 1024;

/**
 * Texts that wait to be written, in a file for temporary files of the system: memory would not do for the install manifests of ten thousand
 * clusters. The file has no name once it is open, so nothing of it is left when the process ends, however it ends: the texts may hold plain Secrets.
 *
 * What was added last stays in memory until there is enough of it, so that a small fleet makes no file.
 */
export class Spool {
  private readonly entries = new Map<string, Entry>();
  private file?: number;
  /** How much is in the file. */
  private size = 0;
  /** What comes after it. */
  private tail: Buffer[] = [];
  private tailSize = 0;
  /** A part of the file, for whoever reads the texts in their order. */
  private window = { offset: 0, bytes: Buffer.alloc(0) };

  /** Names of the texts, in the order in which they came. */
  public get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  public has(name: string): boolean {
    return this.entries.has(name);
  }

  public add(name: string, text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    this.entries.set(name, { offset: this.size + this.tailSize, length: bytes.length });
    this.tail.push(bytes);
    this.tailSize += bytes.length;
    if (this.tailSize >= CHUNK_SIZE) {
      this.flush();
    }
  }

  /** A text as bytes, which are not to be changed. */
  public read(name: string): Buffer {
    const { offset, length } = this.entries.get(name)!;
    if (offset >= this.size) {
      // The first that reads a text of the tail puts it together.
      this.tail = this.tail.length > 1 ? [Buffer.concat(this.tail)] : this.tail;
      return this.tail[0].subarray(offset - this.size, offset - this.size + length);
    }
    if (offset < this.window.offset || offset + length > this.window.offset + this.window.bytes.length) {
      const bytes = Buffer.alloc(Math.min(Math.max(length, CHUNK_SIZE), this.size - offset));
      for (let read = 0; read < bytes.length;) {
        read += readSync(this.file!, bytes, read, bytes.length - read, offset + read);
      }
      this.window = { offset, bytes };
    }
    return this.window.bytes.subarray(offset - this.window.offset, offset - this.window.offset + length);
  }

  public remove(name: string): void {
    this.entries.delete(name);
  }

  /** Frees the space. May be called twice. */
  public close(): void {
    if (this.file !== undefined) {
      closeSync(this.file);
      this.file = undefined;
    }
    this.entries.clear();
    this.tail = [];
  }

  /** Writes the tail to the file. */
  private flush(): void {
    const bytes = Buffer.concat(this.tail);
    const folder = tmpdir();
    writeOutput(folder, () => {
      this.file ??= openUnnamed(folder);
      for (let written = 0; written < bytes.length;) {
        written += writeSync(this.file, bytes, written, bytes.length - written, this.size + written);
      }
    });
    this.size += bytes.length;
    this.tail = [];
    this.tailSize = 0;
  }
}

function openUnnamed(parent: string): number {
  const folder = mkdtempSync(join(parent, 'flux-fleet-'));
  try {
    return openSync(join(folder, 'spool'), 'wx+', 0o600);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
