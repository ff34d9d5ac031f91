import { formatFieldPath } from '../../problems';
import { Document } from './document';
import type { JsonObject } from './json';
import type { Operation } from './operations';

/**
 * A document, and the patches that change it one after the other. It holds the last state; an earlier one is made again from the first. Whoever
 * keeps what it returns must copy it, because the next patch changes the last state in place.
 */
export class History {
  private readonly patches: (readonly Operation[])[] = [];
  private readonly last: Document;
  /** The state that was made again last, because the next one that is asked for is often a later one. */
  private replayed: { readonly version: number; readonly root: JsonObject };
  private written?: readonly (readonly string[])[];

  constructor(private readonly first: JsonObject) {
    this.last = new Document(first);
    this.replayed = { version: 0, root: first };
  }

  /** Applies a patch, and returns the version that it leads to. */
  public apply(operations: readonly Operation[], name: string): number {
    this.last.apply(operations, name);
    return this.patches.push(operations);
  }

  public read(version: number): JsonObject {
    if (version === this.patches.length) {
      return this.last.root as JsonObject;
    }
    if (version !== this.replayed.version) {
      const from = version > this.replayed.version ? this.replayed : { version: 0, root: this.first };
      const document = new Document(from.root);
      this.patches.slice(from.version, version).forEach((operations) => document.apply(operations, ''));
      this.replayed = { version, root: document.root as JsonObject };
    }
    return this.replayed.root;
  }

  /** The fields that the patch to a version wrote, found out for all of them at once. */
  public listWritten(version: number): readonly string[] {
    this.written ??= this.recordAll();
    return this.written[version - 1];
  }

  private recordAll(): string[][] {
    const document = new Document(this.first);
    return this.patches.map((operations) => {
      const written: string[] = [];
      document.onWrite = (steps) => written.push(formatFieldPath(steps));
      document.apply(operations, '');
      return written;
    });
  }
}
