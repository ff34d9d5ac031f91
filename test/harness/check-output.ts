import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Throws unless the output is what the example's folder has checked in, byte for byte. Of a large example only some manifests are checked in,
 * and `checksums.json` stands for all of them.
 */
export function checkOutput(example: string, output: string): void {
  const written = readdirSync(output).filter((file) => !file.startsWith('.')).sort();
  const checksums = join(example, 'checksums.json');
  if (existsSync(checksums)) {
    checkChecksums(JSON.parse(readFileSync(checksums, 'utf8')) as Record<string, string>, written, output);
    return;
  }
  const manifests = join(example, 'manifests');
  expectFiles(readdirSync(manifests).sort(), written);
  written.forEach((file) => compareFiles(file, readFileSync(join(manifests, file)), readFileSync(join(output, file))));
}

function checkChecksums(checksums: Readonly<Record<string, string>>, written: readonly string[], output: string): void {
  expectFiles(Object.keys(checksums).sort(), written);
  const wrong = written.filter((file) => createHash('sha256').update(readFileSync(join(output, file))).digest('hex') !== checksums[file]);
  if (wrong.length > 0) {
    throw new Error(`not as in checksums.json: ${wrong.join(', ')}`);
  }
}

function expectFiles(expected: readonly string[], written: readonly string[]): void {
  if (expected.join() !== written.join()) {
    throw new Error(`expected the files ${expected.join(', ')}, got ${written.join(', ')}`);
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
