import { isSure } from './row';
import type { Row } from './row';

const HEAD = ['', 'ours', 'peer', 'ratio', 'CPU', 'busy', 'aim', ''];

/** Writes the rows as a Markdown table, padded so that it reads well on a terminal, too. */
export function formatTable(rows: readonly Row[]): string {
  const cells = [HEAD, ...rows.map((row) => [
    row.name, row.ours, row.peer, formatRatio(row.ratio), formatRatio(row.cpu), formatRatio(row.busy), row.aim ?? '', describeResult(row),
  ])];
  const widths = HEAD.map((_, column) => Math.max(3, ...cells.map((line) => line[column].length)));
  const lines = cells.map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`);
  return [lines[0], `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...lines.slice(1)].join('\n');
}

function formatRatio(ratio: number | undefined): string {
  if (ratio === undefined) {
    return '';
  }
  return ratio >= 0.01 ? `${ratio.toFixed(2)}×` : `1/${Math.round(1 / ratio)}`;
}

function describeResult(row: Row): string {
  const result = row.isMet === undefined ? [] : [row.isMet ? 'met' : 'missed'];
  return [...result, ...isSure(row) ? [] : ['ratios disagree']].join(', ');
}
