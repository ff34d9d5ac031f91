/** A URL for a message: a password in it is left out. */
export function hidePassword(url: string): string {
  return url.replace(/^([^/]*:\/\/[^/?#:@]*):[^/?#]*@/, '$1:…@');
}
