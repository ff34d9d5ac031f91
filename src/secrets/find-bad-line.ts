/**
 * Returns the rule, with the number of the first line that breaks it; lines that are empty or a comment do not count. A text without
 * any line that counts breaks it too.
 */
export function findBadLine(text: string, form: RegExp, rule: string): string | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const counts = (line: string): boolean => line !== '' && !line.startsWith('#');
  const bad = lines.findIndex((line) => counts(line) && !form.test(line));
  if (bad >= 0) {
    return `${rule}; line ${bad + 1} is none`;
  }
  return lines.some(counts) ? undefined : `${rule}; there is none`;
}
