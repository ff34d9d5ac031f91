const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const DOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Whether Kubernetes accepts a label key: a name, with or without a DNS name before it. */
export function isLabelKey(key: string): boolean {
  const parts = key.split('/');
  const [domain, name] = parts.length === 1 ? [undefined, parts[0]] : parts;
  return parts.length <= 2 && NAME.test(name) && (domain === undefined || (domain.length <= 253 && DOMAIN.test(domain)));
}

/** Whether Kubernetes accepts a label value. */
export function isLabelValue(value: string): boolean {
  return value === '' || NAME.test(value);
}
