import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureCheckCost } from './check-cost';
import { measureCommand } from './command';
import { measureFleets } from './fleet';
import { measureGrowth } from './growth';
import { describeMachine } from './harness/describe-machine';
import { formatTable } from './harness/format-table';
import type { Row } from './harness/row';
import { measureLoadTime } from './load-time';
import { measureOneSync } from './one-sync';
import { measurePackageSize } from './package-size';
import { measurePatching, measurePatchRate } from './patching';
import { measureWholeInstance } from './whole-instance';

const MEASUREMENTS: readonly (() => Row | Row[])[] = [
  measureOneSync, measureFleets, measureGrowth, measurePatching, measureWholeInstance, measurePatchRate, measureCheckCost, measureLoadTime,
  measureCommand, measurePackageSize,
];

// With names of measurements, such as measureOneSync, only those.
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const isBusy = process.argv.includes('--busy');
const rows = MEASUREMENTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name)).flatMap((measure) => {
  process.stderr.write(`${measure.name} …\n`);
  const measured = [measure()].flat();
  return isBusy && measured.some(({ ratio }) => ratio !== undefined) ? measureBusy(measure, measured) : measured;
});

/** Measures once more while a second copy does the same, over and over. */
function measureBusy(measure: () => Row | Row[], alone: readonly Row[]): Row[] {
  const loop = 'while true; do "$@" >/dev/null 2>&1; done';
  const copy = spawn('sh', ['-c', loop, 'sh', process.execPath, ...process.execArgv, __filename, measure.name], { detached: true, stdio: 'ignore' });
  try {
    const busy = [measure()].flat();
    return alone.map((row, i) => ({ ...row, busy: busy[i].cpu ?? busy[i].ratio }));
  } finally {
    // The whole group: the shell, and the copy that it runs.
    process.kill(-copy.pid!, 'SIGKILL');
  }
}

const machine = describeMachine().map((line) => `- ${line}`).join('\n');
const report = `${machine}\n\n${formatTable(rows)}\n`;
console.log(report);
if (process.argv.includes('--write')) {
  writeFileSync(join(__dirname, 'RESULTS.md'), `# Benchmark results\n\nMade by \`npx projen bench --write\`.\n\n${report}`);
}
