import { GoUrl, parseGoUrl } from './parse-go-url';
import { readText } from './read-field';

/** The URL of a GitRepository, if Go can read it. */
export function readGitUrl(object: unknown): GoUrl | undefined {
  return parseGoUrl(readText(object, 'spec.url') ?? '');
}

export function isHttp(url: GoUrl | undefined): boolean {
  return url?.scheme === 'http' || url?.scheme === 'https';
}
