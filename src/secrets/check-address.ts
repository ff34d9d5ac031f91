import { checkLine } from './check-line';

/** As the controllers take it: `socks5h` and a bare `host:port` are refused there too. */
const PROXY_SCHEMES = ['http:', 'https:', 'socks5:'];
const LONGEST_PROXY = 2048;

/** The address of a proxy; it may hold a password, so it is never shown. */
export function checkProxyAddress(text: string): string | undefined {
  if (!PROXY_SCHEMES.includes(parseUrl(text)?.protocol ?? '')) {
    return 'must be an address with http://, https:// or socks5://';
  }
  return text.length > LONGEST_PROXY ? `must have at most ${LONGEST_PROXY} characters` : undefined;
}

export function checkHttpsUrl(text: string): string | undefined {
  return parseUrl(text)?.protocol === 'https:' ? undefined : 'must be an address with https://';
}

/** The key of a registry in a Docker configuration: a host, perhaps with port and path. Docker Hub's has a scheme. */
export function checkRegistryServer(text: string): string | undefined {
  // Flux looks credentials up by the host of its own spelling, and logs in to no registry where it finds none.
  if (/^(?:https:\/\/)?(?:registry-1\.)?docker\.io(?:\/|$)/i.test(text)) {
    return 'must be index.docker.io for Docker Hub';
  }
  if (/[A-Z]/.test(text.replace(/^https:\/\//, '').split('/')[0])) {
    return 'must be a host name in lower case';
  }
  return /^(?:https:\/\/)?[A-Za-z0-9*][A-Za-z0-9.*-]*(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._/-]*)?$/.test(text)
    ? undefined
    : 'must be a registry\'s host name, such as registry.example.com, without oci://';
}

function parseUrl(text: string): URL | undefined {
  // The parser of URLs would leave out line breaks without a word.
  const url = checkLine(text) === undefined && /^[a-z0-9]+:\/\/\S+$/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  return url === undefined || url.host === '' ? undefined : url;
}
