import type { Problem } from '../problems';
import { isLabel } from './is-dns-name';

/**
 * Checks the namespace of a namespaced object.
 */
export function checkNamespace(namespace: unknown, path: string): Problem[] {
  if (namespace === undefined || namespace === null || namespace === '') {
    return [{ code: 'META_NAMESPACE', path, rule: 'is required' }];
  }
  if (typeof namespace === 'string' && isLabel(namespace)) {
    return [];
  }
  return [{
    code: 'META_NAMESPACE',
    path,
    rule: 'must be a DNS label: lower case letters, digits and -, starting and ending with a letter or digit, at most 63 characters',
    received: namespace,
  }];
}
