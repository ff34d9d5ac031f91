import type { Problem } from '../problems';

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/** File systems allow 255 bytes, and some characters are for the ending and for a suffix of ours. */
const LONGEST = 200;

/** Device names, which Windows takes for files of any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Checks that a cluster's name can be the name of a file on every system. */
export function checkClusterName(name: unknown): Problem[] {
  if (typeof name !== 'string') {
    return [{ code: 'INPUT_TYPE', path: 'name', rule: 'must be a text, the name of a cluster', received: name }];
  }
  if (name.length > LONGEST || !NAME.test(name) || DEVICE.test(name)) {
    return [{
      code: 'INPUT_FORMAT',
      path: 'name',
      rule: 'is the name of a file, too: letters, digits, -, _ and ., with a letter or digit first and last, '
        + `at most ${LONGEST} characters, and no device name of Windows`,
      received: name,
    }];
  }
  return [];
}

/** Whether it is a name that `checkClusterName` accepts. */
export function isClusterName(name: string): boolean {
  return checkClusterName(name).length === 0;
}
