import type { GoUrl } from './urls';

/** The host of an SSH URL as known_hosts names it, or `undefined` for an IPv6 address, which has several forms. */
export function readSshHost({ host }: GoUrl): string | undefined {
  const [name, port = ''] = host.toLowerCase().split(':');
  if (name === '' || host.startsWith('[')) {
    return undefined;
  }
  return port === '' || port === '22' ? name : `[${name}]:${port}`;
}

/**
 * Whether known_hosts has a key of a host. `undefined` where that cannot be told: hashed hosts, patterns, certificate authorities, and content
 * without a line that can be read.
 */
export function isKnownHost(knownHosts: string, host: string): boolean | undefined {
  const lines = knownHosts.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  const hosts = lines.map((line) => line.split(/\s+/)).map(([names, type, key]) => (type === undefined || key === undefined ? undefined : names));
  if (hosts.length === 0 || hosts.some((names) => names === undefined || /[|*?!@]/.test(names))) {
    return undefined;
  }
  return hosts.some((names) => names?.toLowerCase().split(',').some((name) => name.replace(/^\[(.*)\]:22$/, '$1') === host));
}
