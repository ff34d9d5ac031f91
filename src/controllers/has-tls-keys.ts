import { findSecret } from './find-secret';
import { hasKey } from './known-secret';
import type { RuleSubject } from './runtime-rule';

/** The keys of a Git Secret that set up TLS, the old names included. */
export const TLS_KEYS = ['ca.crt', 'tls.crt', 'tls.key', 'caFile', 'certFile', 'keyFile'];

/** Whether the Secret of a GitRepository is known to bring TLS settings. */
export function hasTlsKeys(subject: RuleSubject): boolean {
  const secret = findSecret(subject, 'spec.secretRef.name');
  return secret !== undefined && TLS_KEYS.some((key) => hasKey(secret, key));
}
