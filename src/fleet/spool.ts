import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeOutput } from './files';

interface Entry {
  readonly offset: number;
  readonly length: number;
}

/**
 * Texts that wait to be written, in a file for temporary files of the system: memory would not do for the install manifests of ten thousand
 * clusters. The file has no name once it is open, so nothing of it is left when the process ends, however it ends: the texts may hold plain Secrets.
 */
export class Spool {
  private readonly entries = new Map<string, Entry>();
  private file?: number;
  private size = 0;

  /** Names of the texts, in the order in which they came. */
  public get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  public has(name: string): boolean {
    return this.entries.has(name);
  }

  public add(name: string, text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    writeOutput(tmpdir(), () => {
      this.file ??= openUnnamed();
      for (let written = 0; written < bytes.length;) {
        written += writeSync(this.file, bytes, written, bytes.length - written, this.size + written);
      }
    });
    this.entries.set(name, { offset: this.size, length: bytes.length });
    this.size += bytes.length;
  }

  public read(name: string): Buffer {
    const { offset, length } = this.entries.get(name)!;
    const bytes = Buffer.alloc(length);
    for (let read = 0; read < length;) {
      read += readSync(this.file!, bytes, read, length - read, offset + read);
    }
    return bytes;
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
  }
}

function openUnnamed(): number {
  const folder = mkdtempSync(join(tmpdir(), 'flux-fleet-'));
  try {
    return openSync(join(folder, 'spool'), 'wx+', 0o600);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
