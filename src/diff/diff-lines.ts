import { lazy } from '../util';

/** What is used of the npm package `diff`. */
interface Diff {
  structuredPatch(
    oldName: string, newName: string, before: string, after: string, oldHeader: string, newHeader: string,
    options: { readonly context: number; readonly maxEditLength: number },
  ): { readonly hunks: readonly Hunk[] } | undefined;
}

interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly string[];
}

// Most runs compare nothing. This part of the package is all that we bundle.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadDiff = lazy(() => require('diff/lib/patch/create.js') as Diff);

const CONTEXT_LINES = 3;

/** The time grows with the square of the lines that differ. Nobody reads a comparison of more. */
const MAX_EDITS = 1000;

/**
 * Compares two texts line by line. Returns the hunks of a unified diff, which is empty for equal texts. Texts that have too little in common are
 * one hunk, with everything removed and added.
 */
export function diffLines(before: string, after: string): string {
  const options = { context: CONTEXT_LINES, maxEditLength: MAX_EDITS };
  const { hunks } = loadDiff().structuredPatch('', '', before, after, '', '', options) ?? { hunks: [replaceAll(splitLines(before), splitLines(after))] };
  return hunks.map(formatHunk).join('');
}

function replaceAll(before: readonly string[], after: readonly string[]): Hunk {
  return {
    oldStart: 1,
    oldLines: before.length,
    newStart: 1,
    newLines: after.length,
    lines: [...before.map((line) => `-${line}`), ...after.map((line) => `+${line}`)],
  };
}

/** By POSIX, a range without lines begins at the line before it. */
function formatHunk({ oldStart, oldLines, newStart, newLines, lines }: Hunk): string {
  const formatRange = (start: number, count: number) => `${count === 0 ? start - 1 : start},${count}`;
  return [`@@ -${formatRange(oldStart, oldLines)} +${formatRange(newStart, newLines)} @@`, ...lines, ''].join('\n');
}

function splitLines(text: string): string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
