import { parseGoUrl } from './parse-go-url';

/** Where an `oci://` URL leads. */
export interface OciUrl {
  /** With the port; absent where the URL names none and Docker Hub is asked. */
  readonly registry?: string;
  readonly repository: string;
}

/** Reads an `oci://` URL as go-containerregistry does: no tag, no digest, no upper case. `undefined` where it refuses. */
export function parseOciUrl(url: string): OciUrl | undefined {
  const name = url.slice('oci://'.length);
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const registry = /[.:]/.test(first) ? first : undefined;
  const repository = registry === undefined ? name : name.slice(slash + 1);
  if (!/^[a-z0-9_./-]{2,255}$/.test(repository)) {
    return undefined;
  }
  return registry === undefined ? { repository } : isRegistry(registry) ? { registry, repository } : undefined;
}

function isRegistry(registry: string): boolean {
  return parseGoUrl(`oci://${registry}`)?.host === registry;
}
