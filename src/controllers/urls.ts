import { Cache } from '../util';
import { readString } from './fields';

/** The parts of a URL that the rules look at. */
export interface GoUrl {
  readonly scheme: string;
  readonly user?: string;
  readonly password?: string;
  /** With the port, as written. */
  readonly host: string;
  readonly path: string;
}

/** Many rules ask for the same URL, and a fleet has the same one on every cluster. */
const parsedUrls = new Cache<GoUrl | undefined>(1000);

/**
 * Reads `scheme://…` as Go's `url.Parse` does, or `undefined` where Go refuses it. What only some Go releases refuse, such as several
 * colons in a host, is accepted here.
 */
export function parseGoUrl(text: string): GoUrl | undefined {
  return parsedUrls.getOrCompute(text, () => readGoUrl(text));
}

function readGoUrl(text: string): GoUrl | undefined {
  const match = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(?:\?[^#]*)?(#.*)?$/s.exec(text);
  if (match === null || /[\u0000-\u001f\u007f]/.test(withoutFragment(text))) {
    return undefined;
  }
  const [, scheme, authority, path, fragment = ''] = match;
  const at = authority.lastIndexOf('@');
  const userinfo = at < 0 ? undefined : authority.slice(0, at);
  const host = authority.slice(at + 1);
  if (!isUserinfo(userinfo ?? '') || !isHost(host) || !hasGoodEscapes(path) || !hasGoodEscapes(fragment)) {
    return undefined;
  }
  return { scheme: scheme.toLowerCase(), host, path, ...readUserinfo(userinfo) };
}

function withoutFragment(text: string): string {
  return text.split('#', 1)[0];
}

function readUserinfo(userinfo: string | undefined): { user?: string; password?: string } {
  if (userinfo === undefined) {
    return {};
  }
  const colon = userinfo.indexOf(':');
  return colon < 0 ? { user: userinfo } : { user: userinfo.slice(0, colon), password: userinfo.slice(colon + 1) };
}

function isUserinfo(userinfo: string): boolean {
  return /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(userinfo) && hasGoodEscapes(userinfo);
}

function isHost(host: string): boolean {
  if (host.startsWith('[')) {
    return /\](:[0-9]*)?$/.test(host);
  }
  const colon = host.lastIndexOf(':');
  const isPort = colon < 0 || /^[0-9]*$/.test(host.slice(colon + 1));
  // A host may only escape bytes beyond ASCII.
  return isPort && /^(?:[^\u0000-\u0020#%/?@\\^`{|}\u007f]|%[89A-Fa-f][0-9A-Fa-f])*$/.test(host);
}

function hasGoodEscapes(text: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(text);
}

/** The URL of a GitRepository, if Go can parse it. */
export function readGitUrl(object: unknown): GoUrl | undefined {
  return parseGoUrl(readString(object, 'spec.url') ?? '');
}

export function isHttp(url: GoUrl | undefined): boolean {
  return url?.scheme === 'http' || url?.scheme === 'https';
}

/** What an `oci://` URL points to. */
export interface OciUrl {
  /** With the port. Absent where the URL names no registry, which means Docker Hub. */
  readonly registry?: string;
  readonly repository: string;
}

/** Reads an `oci://` URL as go-containerregistry does: no tag, no digest, no upper case. `undefined` where it refuses the URL. */
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

/** Whether a username is a token of GitHub, GitLab or Bitbucket, which they mark by how it begins. */
export function isToken(user: string): boolean {
  return /^(gh[opusr]_|github_pat_|gl[a-z]+-|ATBB|ATCTT)[A-Za-z0-9_=-]{10,}/.test(user);
}
