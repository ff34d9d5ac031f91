import type { Problem } from '../problems';
import { isSubdomain } from './is-dns-name';

/**
 * Checks the name of an object whose kind has no stricter rule, as all of Flux's have.
 */
export function checkObjectName(name: unknown, path: string): Problem[] {
  if (name === undefined || name === null || name === '') {
    return [{ code: 'META_NAME', path, rule: 'is required' }];
  }
  if (typeof name === 'string' && isSubdomain(name)) {
    return [];
  }
  return [{
    code: 'META_NAME',
    path,
    rule: 'must be a DNS subdomain: lower case letters, digits, - and ., starting and ending with a letter or digit, at most 253 characters',
    received: name,
  }];
}
