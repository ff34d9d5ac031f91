import { readFileSync, writeFileSync } from 'node:fs';
import type { Problem } from '../../src/problems';

/** For each refused case the problems that the package finds, as code and path. */
export type Refusals = Readonly<Record<string, readonly (readonly [code: string, path: string])[]>>;

export function listRefusals(problems: readonly Problem[]): Refusals[string] {
  return problems.map(({ code, path }) => [code, path] as const);
}

export function readRefusals(path: string): Refusals {
  return JSON.parse(readFileSync(path, 'utf8')) as Refusals;
}

/** One line for each case, so that a change of one is a change of one line. */
export function writeRefusals(path: string, refusals: Refusals): void {
  const lines = Object.entries(refusals).map(([id, found]) => `  ${JSON.stringify(id)}: ${JSON.stringify(found)}`);
  writeFileSync(path, `{\n${lines.join(',\n')}\n}\n`);
}
