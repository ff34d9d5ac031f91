import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');

/** A fenced block of code in a page. */
export interface Block {
  /** Page and line of its first line: `docs/patches.md:8`. */
  readonly place: string;
  readonly page: string;
  /** The first word after the fence. Empty for output and messages. */
  readonly language: string;
  readonly text: string;
}

/** The pages that people read: all Markdown at the top, which the generated API.md is not part of, and in docs/. */
export const PAGES: readonly string[] = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CODE_OF_CONDUCT.md'].filter((page) => existsSync(join(ROOT, page))),
  ...readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
];

export function readPage(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

/** The blocks of all pages in one of the languages. */
export function listBlocks(...languages: readonly string[]): Block[] {
  return PAGES.flatMap(readBlocks).filter(({ language }) => languages.includes(language));
}

/** What is above, in a comment, and below an example of the API. */
const EXAMPLE = /^( *) \* @exampleMetadata fixture=chart\n\1 \* @example\n((?:\1 \*.*\n)+?)\1 \*\/\n(?: *\/\/.*\n)*.*?(\w+)(?= extends|\(| \{)/gm;

/** The examples in the comments of public classes and of their methods. */
export function listExamples(): Block[] {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts')).map((path) => `src/${path}`);
  return files.flatMap((page) => [...readPage(page).matchAll(EXAMPLE)].map(([, indent, lines, name]) => (
    { place: `${page}: the example of ${name}`, page, language: 'ts', text: lines.replaceAll(new RegExp(`^${indent} \\* ?`, 'gm'), '') }
  )));
}

function readBlocks(page: string): Block[] {
  const blocks: Block[] = [];
  let open: { readonly language: string; readonly line: number; readonly lines: string[] } | undefined;
  readPage(page).split('\n').forEach((line, index) => {
    const fence = /^```(.*)$/.exec(line);
    if (fence === null) {
      open?.lines.push(line);
    } else if (open === undefined) {
      open = { language: fence[1].split(' ')[0], line: index + 2, lines: [] };
    } else {
      blocks.push({ place: `${page}:${open.line}`, page, language: open.language, text: `${open.lines.join('\n')}\n` });
      open = undefined;
    }
  });
  return blocks;
}
