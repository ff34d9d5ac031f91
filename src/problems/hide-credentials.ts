/** An image or an artifact may end with its digest, which stands behind an @ like a host. */
const DIGEST = /^@sha(?:256|512):/;
const URL_END = /[\s"'<>`]/;

/**
 * A string for a message, without the user and password of the URLs in it, even where a URL is malformed. The user goes, too: a token often stands
 * in its place. Only `git`, which everybody uses over SSH, says nothing.
 */
export function hideCredentials(text: string): string {
  const [start, ...rest] = text.split('://');
  if (rest.length === 0) {
    // A URL without its scheme. `git@github.com:org/repo` has no password.
    return /^[^\s/@:]+:\S/.test(text) ? hideUserinfo(text) : text;
  }
  // In a whole URL a blank or a quote belongs to the password.
  const isWholeUrl = rest.length === 1 && !/\s/.test(start);
  return [start, ...rest.map((part) => {
    const end = isWholeUrl ? -1 : part.search(URL_END);
    return end < 0 ? hideUserinfo(part) : `${hideUserinfo(part.slice(0, end))}${part.slice(end)}`;
  })].join('://');
}

/** Looks at what follows the scheme. A password may hold a slash or an @ that should have been escaped. */
function hideUserinfo(rest: string): string {
  const authority = rest.split(/[/?#]/, 1)[0];
  const at = authority.indexOf('@');
  const colon = authority.indexOf(':');
  const mayHavePassword = colon >= 0 && (at < 0 || colon < at);
  const end = (mayHavePassword ? rest : authority).lastIndexOf('@');
  const isHidden = end >= 0 && rest.slice(0, end) !== 'git' && !DIGEST.test(rest.slice(end));
  return isHidden ? `…${rest.slice(end)}` : rest;
}
