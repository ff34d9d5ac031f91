import { readMembers } from '../util';

/**
 * Whether a prop says anything: a struct that was left out arrives from Python as `{}`. `null` says something, and it is wrong: jsii turns the
 * None and nil of other languages into `undefined`, so only plain JavaScript passes it.
 */
export function isSet(value: unknown): boolean {
  const members = readMembers(value);
  return members === undefined ? value !== undefined : members.some(([, member]) => member !== undefined);
}
