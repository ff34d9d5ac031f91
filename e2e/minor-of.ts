/** `v2.9.4` belongs to `2.9`. */
export function minorOf(release: string): string {
  return release.replace(/^v/, '').split('.').slice(0, 2).join('.');
}
