import { readFileSync } from 'node:fs';
import * as path from 'node:path';

const DOCS = path.join(__dirname, '..', '..', 'docs');

/** The code blocks of a guide by the name behind their language, as in "```sh take". */
export function readGuide(file: string): ReadonlyMap<string, string> {
  const text = readFileSync(path.join(DOCS, file), 'utf8');
  return new Map(Array.from(text.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm), ([, name, code]) => [name, code]));
}
