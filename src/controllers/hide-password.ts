/** A URL for a message: a password in it, even a badly written one, is left out. */
export function hidePassword(url: string): string {
  return url.replace(/^([^/]*:\/\/[^/:@]*):.*@/s, '$1:…@');
}
