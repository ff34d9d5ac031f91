import type { GivenOptions } from './given-options';
import { isSet } from './is-set';

/**
 * Whether the typed options of that kind say what to fetch, so that the plain prop `ref` has to be left out.
 */
export function hasOptionRef(kind: unknown, given: GivenOptions): boolean {
  const options = kind === 'GitRepository' ? given.gitRepository : kind === 'OCIRepository' ? given.ociRepository : undefined;
  try {
    return isSet((options as { ref?: unknown } | null | undefined)?.ref);
  } catch {
    return false;
  }
}
