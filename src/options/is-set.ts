import { readMembers } from './read-members';

/**
 * Whether a prop says anything: a struct that was left out arrives from Python as `{}`.
 */
export function isSet(value: unknown): boolean {
  const members = readMembers(value);
  return members === undefined ? isGiven(value) : members.some(([, member]) => isGiven(member));
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
