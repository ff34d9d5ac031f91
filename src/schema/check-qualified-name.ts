import { Cache } from '../util';
import { isSubdomain } from './is-dns-name';

const LONGEST = 63;

const answers = new Cache<readonly string[]>(1000);

/**
 * What a label key, an annotation key or a finalizer breaks, as sentences without a subject: a name of at most 63 characters, with an optional
 * DNS subdomain and a slash before it.
 */
export function checkQualifiedName(key: string): readonly string[] {
  return answers.getOrCompute(key, () => listBroken(key));
}

function listBroken(key: string): string[] {
  const parts = key.split('/');
  if (parts.length > 2) {
    return ['must be a name, with at most one DNS subdomain and a slash before it'];
  }
  const name = parts[parts.length - 1];
  const broken: string[] = [];
  if (parts.length === 2 && !isSubdomain(parts[0])) {
    broken.push('must have a DNS subdomain before the slash');
  }
  if (name.length > LONGEST) {
    broken.push(`must have at most ${LONGEST} characters in its name`);
  }
  if (!/^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/.test(name)) {
    broken.push('must have a name of letters, digits, -, _ and ., that starts and ends with a letter or digit');
  }
  return broken;
}
