import type { Problem } from '../problems';
import { checkQualifiedName } from './check-qualified-name';
import { listTexts } from './list-texts';

/**
 * Checks labels: a map of texts with label keys and label values.
 */
export function checkLabels(labels: unknown, path: string): Problem[] {
  const { texts, problems } = listTexts(labels, path, 'META_LABEL');
  for (const [key, value] of texts) {
    for (const rule of checkQualifiedName(key)) {
      problems.push({ code: 'META_LABEL', path, rule: `has a key that ${rule}`, received: key });
    }
    if (value.length > 63 || !/^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(value)) {
      problems.push({
        code: 'META_LABEL',
        path,
        rule: `has a value for ${JSON.stringify(key.slice(0, 63))} that must have at most 63 letters, digits, -, _ and ., `
          + 'and start and end with a letter or digit',
        received: value,
      });
    }
  }
  return problems;
}
