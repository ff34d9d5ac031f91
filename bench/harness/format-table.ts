import type { Row } from './row';

const HEAD = ['', 'ours', 'peer', 'ratio', 'CPU', 'aim', ''];

/** Writes the rows as a Markdown table, padded so that it reads well on a terminal, too. */
export function formatTable(rows: readonly Row[]): string {
  const cells = [HEAD, ...rows.map(({ name, ours, peer, ratio, cpu, aim, isMet }) => (
    [name, ours, peer, formatRatio(ratio), formatRatio(cpu), aim ?? '', isMet === undefined ? '' : isMet ? 'met' : 'missed']
  ))];
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
