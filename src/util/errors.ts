import { isObject } from './values';

/** The code of what is neither a file nor a folder; the system has none for it. */
export const NOT_REGULAR = 'NOT_REGULAR';

const REASONS = new Map([
  ['EACCES', 'permission denied'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EFBIG', 'it is too large'],
  ['EISDIR', 'it is a folder'],
  ['ELOOP', 'too many links'],
  ['EMFILE', 'too many open files'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ENOENT', 'it does not exist'],
  ['ENOSPC', 'no space is left on the disk'],
  ['ENOTDIR', 'a part of its path is not a folder'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the file system is read-only'],
  [NOT_REGULAR, 'it is a device, a pipe or a socket'],
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
  return reason === undefined ? code : code === NOT_REGULAR ? reason : `${reason} (${code})`;
}

/** No reason needs more, and a message may hold a whole object. */
const MAX_LENGTH = 200;

/** What cdk8s writes before the reason: the place, which is said already, or that there are some. */
const CDK8S_BEGINNING = /^(?:Failed serializing construct at path '[^']*' with name '[^']*': |Validation failed with the following errors:\s+)/;

/**
 * Why somebody else's code failed: the first line of its error. What follows is often the data that it worked on, which may hold a secret. Never
 * throws, whatever was thrown.
 */
export function describeError(error: unknown): string {
  let message: unknown;
  try {
    message = error instanceof Error ? error.message : undefined;
  } catch {
    // A proxy or getter that throws.
  }
  const [line] = (typeof message === 'string' ? message : '').replace(CDK8S_BEGINNING, '').split('\n');
  return line === '' ? 'an error without a message' : line.slice(0, MAX_LENGTH);
}
