import { readText } from './read-field';

/** The provider of a source; every kind is `generic` by default. */
export function readProvider(object: unknown): string {
  return readText(object, 'spec.provider') ?? 'generic';
}
