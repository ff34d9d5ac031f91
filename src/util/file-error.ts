import { isObject } from './values';

const REASONS = new Map([
  ['EACCES', 'permission denied'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EISDIR', 'it is a folder'],
  ['ELOOP', 'too many links'],
  ['EMFILE', 'too many open files'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ENOENT', 'it does not exist'],
  ['ENOSPC', 'no space is left on the disk'],
  ['ENOTDIR', 'a part of its path is not a folder'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the file system is read-only'],
]);

/**
 * Why a file operation failed: `it does not exist (ENOENT)`. `undefined` for an error that does not come from Node's file functions. Node's own
 * message is not used: it quotes the path, which may be a secret in the wrong place.
 */
export function describeFileError(error: unknown): string | undefined {
  const code = isObject(error) ? error.code : undefined;
  if (typeof code !== 'string') {
    return undefined;
  }
  const reason = REASONS.get(code);
  return reason === undefined ? code : `${reason} (${code})`;
}
