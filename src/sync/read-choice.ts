import { suggestRemedy } from '../problems';
import type { Problem } from '../problems';

/** Reads a prop that is one of the values of an enum. */
export function readChoice<T extends string>(path: string, value: unknown, fallback: T, allowed: readonly T[], problems: Problem[]): T {
  const chosen = allowed.find((candidate) => candidate === value);
  if (value !== undefined && chosen === undefined) {
    const rule = `must be one of ${allowed.join(', ')}`;
    problems.push({ code: 'INPUT_ENUM', path, rule, received: value, allowed, remedy: suggestRemedy(value, allowed) });
  }
  return chosen ?? fallback;
}
