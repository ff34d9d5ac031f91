import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { devNull } from 'node:os';
import { NOT_REGULAR } from './errors';
import { isObject } from './values';

/** More than any text that is read here: a list of a hundred thousand clusters, all of Flux's manifests. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Reads a regular file of bounded size. A device or pipe is refused at once: it may have no end, or nobody who writes to it.
 *
 * Like the functions of Node it throws an error with a `code`, which `describeFileError` knows.
 */
export function readRegularFile(path: string, maxBytes = MAX_BYTES): Uint8Array {
  return readBytes(path, maxBytes);
}

/** The same for a text in UTF-8. */
export function readRegularText(path: string): string {
  return readBytes(path, MAX_BYTES).toString('utf8');
}

/** Not exported: users need no types of Node to compile against this package. */
function readBytes(path: string, maxBytes: number): Buffer {
  // Without O_NONBLOCK (to read, which is 0) opening a pipe waits for its writer. Windows does not have it.
  const file = openSync(path, constants.O_NONBLOCK ?? 'r');
  try {
    const stats = fstatSync(file);
    const code = stats.isDirectory() ? 'EISDIR' : !stats.isFile() ? NOT_REGULAR : stats.size > maxBytes ? 'EFBIG' : undefined;
    if (code !== undefined) {
      throw createError(code);
    }
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Reads a text of bounded size from what a user of a command names or passes: a file, a pipe such as that of `<(…)`, or standard input, which is 0.
 * A device that is named is refused: it may have no end.
 */
export function readBoundedText(source: string | 0): string {
  if (source === devNull) {
    return '';
  }
  // A pipe is waited for: somebody is about to write to it.
  const file = source === 0 ? 0 : openSync(source, 'r');
  try {
    const stats = fstatSync(file);
    if (file !== 0 && !stats.isFile() && !stats.isFIFO() && !stats.isDirectory()) {
      throw createError(NOT_REGULAR);
    }
    return readToEnd(file).toString('utf8');
  } finally {
    if (file !== 0) {
      closeSync(file);
    }
  }
}

const CHUNK = 64 * 1024;

function readToEnd(file: number): Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  for (let chunk = readChunk(file); chunk.length > 0; chunk = readChunk(file)) {
    size += chunk.length;
    if (size > MAX_BYTES) {
      throw createError('EFBIG');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function readChunk(file: number): Buffer {
  const chunk = Buffer.allocUnsafe(CHUNK);
  for (;;) {
    try {
      return chunk.subarray(0, readSync(file, chunk));
    } catch (error) {
      // Whoever started this program may have left its input without waiting.
      if (!isObject(error) || error.code !== 'EAGAIN') {
        throw error;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function createError(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: 'read' });
}
