import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { NOT_REGULAR } from './errors';

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
      throw Object.assign(new Error(code), { code, syscall: 'read' });
    }
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}
