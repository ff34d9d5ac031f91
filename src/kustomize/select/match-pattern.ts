import { loadRe2 } from '../load-libraries';
import { PatchFailure } from '../patch-failure';

const LITERAL = /^[A-Za-z0-9_-]+$/;

/** A test for Go's anchored regular expression; an empty one lets everything pass. */
export function compilePattern(field: string, pattern: string | undefined): (text: string) => boolean {
  if (pattern === undefined || pattern === '') {
    return () => true;
  }
  if (LITERAL.test(pattern)) {
    return (text) => text === pattern;
  }
  const { RE2JS } = loadRe2();
  try {
    const compiled = RE2JS.compile(`^(?:${pattern})$`);
    return (text) => compiled.matcher(text).find();
  } catch (error) {
    throw new PatchFailure('PATCH_REGEX', `must be a regular expression that Go accepts: ${(error as Error).message}`, `.target.${field}`);
  }
}
