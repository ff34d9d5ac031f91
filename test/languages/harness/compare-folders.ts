import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Throws unless both folders hold the same files, byte for byte. */
export function compareFolders(expected: string, actual: string): void {
  const files = readdirSync(expected).sort();
  const written = readdirSync(actual).sort();
  if (files.join() !== written.join()) {
    throw new Error(`expected the files ${files.join(', ')}, got ${written.join(', ')}`);
  }
  for (const file of files) {
    compareFiles(file, readFileSync(join(expected, file)), readFileSync(join(actual, file)));
  }
}

function compareFiles(file: string, expected: Buffer, actual: Buffer): void {
  if (expected.equals(actual)) {
    return;
  }
  const wanted = expected.toString().split('\n');
  const got = actual.toString().split('\n');
  const line = wanted.findIndex((text, index) => text !== got[index]);
  const at = line === -1 ? wanted.length : line;
  throw new Error(`${file}, line ${at + 1}: expected ${JSON.stringify(wanted[at])}, got ${JSON.stringify(got[at])}`);
}
