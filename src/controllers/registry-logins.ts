import { isObject } from '../util';

/** Docker Hub has several names, and every tool writes another one. */
const DOCKER_HUB = ['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com'];

/**
 * Whether a `.dockerconfigjson` has a login for a repository, as the keychain of Kubernetes chooses it: by host, port and the beginning of the
 * path. `undefined` where that cannot be told.
 */
export function hasLoginFor(dockerConfig: string, registry: string, repository: string): boolean | undefined {
  const servers = listServers(dockerConfig);
  return servers === undefined || servers.length === 0 ? undefined : servers.some((server) => matches(server, registry, repository));
}

function listServers(dockerConfig: string): string[] | undefined {
  try {
    const config: unknown = JSON.parse(dockerConfig);
    return isObject(config) && isObject(config.auths) ? Object.keys(config.auths) : undefined;
  } catch {
    // `JSON.parse` throws for one reason only: the text is not JSON. Whoever creates the Secret reports that.
    return undefined;
  }
}

function matches(server: string, registry: string, repository: string): boolean {
  const [host, ...path] = server.replace(/^https?:\/\//i, '').split('/');
  // A server with a pattern may match anything.
  return /[*?[]/.test(host) || (normalizeHost(host) === normalizeHost(registry) && repository.startsWith(path.join('/').replace(/^v[12]\/?$|\/$/, '')));
}

/** Ports that are the default are left out. */
function normalizeHost(host: string): string {
  const name = host.toLowerCase().replace(/:(443|80)?$/, '');
  return DOCKER_HUB.includes(name) ? DOCKER_HUB[0] : name;
}
