import type { ProblemSink } from '../problems';
import { Cache } from '../util';

const MAX_LABEL_LENGTH = 63;
const MAX_SUBDOMAIN_LENGTH = 253;

/** An RFC 1123 label: what a namespace must be. */
function isDnsLabel(value: string): boolean {
  return value.length <= MAX_LABEL_LENGTH && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(value);
}

/** An RFC 1123 subdomain: what most object names must be. */
export function isDnsSubdomain(value: string): boolean {
  return value.length <= MAX_SUBDOMAIN_LENGTH && value.split('.').every((part) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(part));
}

/**
 * Checks the name of an object whose kind has no stricter rule, as all of Flux's have.
 */
export function checkObjectName(name: unknown, sink: ProblemSink): void {
  if (name === undefined || name === null || name === '') {
    sink.report({ code: 'META_NAME', rule: 'is required' });
  } else if (typeof name !== 'string' || !isDnsSubdomain(name)) {
    sink.report({
      code: 'META_NAME',
      rule: `must be a DNS subdomain: lower case letters, digits, - and ., starting and ending with a letter or digit, at most ${MAX_SUBDOMAIN_LENGTH} characters`,
      received: name,
    });
  }
}

/**
 * Checks the namespace of a namespaced object.
 */
export function checkNamespace(namespace: unknown, sink: ProblemSink): void {
  if (namespace === undefined || namespace === null || namespace === '') {
    sink.report({ code: 'META_NAMESPACE', rule: 'is required' });
  } else if (typeof namespace !== 'string' || !isDnsLabel(namespace)) {
    sink.report({
      code: 'META_NAMESPACE',
      rule: `must be a DNS label: lower case letters, digits and -, starting and ending with a letter or digit, at most ${MAX_LABEL_LENGTH} characters`,
      received: namespace,
    });
  }
}

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
  if (parts.length === 2 && !isDnsSubdomain(parts[0])) {
    broken.push('must have a DNS subdomain before the slash');
  }
  if (name.length > MAX_LABEL_LENGTH) {
    broken.push(`must have at most ${MAX_LABEL_LENGTH} characters in its name`);
  }
  if (!/^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/.test(name)) {
    broken.push('must have a name of letters, digits, -, _ and ., that starts and ends with a letter or digit');
  }
  return broken;
}

/** Whether a string can be the value of a label. */
export function isLabelValue(value: string): boolean {
  return value.length <= MAX_LABEL_LENGTH && /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(value);
}
