import type { Problem } from '../problems';
import { checkQualifiedName } from './check-qualified-name';
import { listTexts } from './list-texts';

const MOST_BYTES = 256 * 1024;

/**
 * Checks annotations: a map of texts with label keys, in any case, of at most 256 KiB in all.
 */
export function checkAnnotations(annotations: unknown, path: string): Problem[] {
  const { texts, problems } = listTexts(annotations, path, 'META_ANNOTATION');
  let bytes = 0;
  for (const [key, value] of texts) {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
    for (const rule of checkQualifiedName(key.toLowerCase())) {
      problems.push({ code: 'META_ANNOTATION', path, rule: `has a key that ${rule}`, received: key });
    }
  }
  if (bytes > MOST_BYTES) {
    problems.push({ code: 'META_ANNOTATION', path, rule: `must have at most ${MOST_BYTES} bytes in all, has ${bytes}` });
  }
  return problems;
}
