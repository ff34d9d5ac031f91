import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureCheckCost } from './check-cost';
import { measureCommand } from './command';
import { measureFleets } from './fleet';
import { measureGrowth } from './growth';
import { withFewerRounds } from './harness/compare';
import { describeMachine } from './harness/describe-machine';
import { formatTable } from './harness/format-table';
import type { Row } from './harness/row';
import { withFolder } from './harness/with-folder';
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
  process.stderr.write(`${measure.name} …`);
  const measured = [measure()].flat();
  const complete = isBusy && measured.some(({ ratio, cpu = ratio }) => cpu !== undefined) ? measureBusy(measure, measured) : measured;
  process.stderr.write(` ${Math.round(process.uptime())} s\n`);
  return complete;
});

/** Measures once more while a second copy does the same, over and over. */
function measureBusy(measure: () => Row | Row[], alone: readonly Row[]): Row[] {
  return withFolder((folder) => {
    const loop = 'while true; do "$@" >/dev/null 2>&1; done';
    const command = [process.execPath, ...process.execArgv, __filename, measure.name];
    // What the copy leaves behind goes with the folder.
    const copy = spawn('sh', ['-c', loop, 'sh', ...command], { detached: true, stdio: 'ignore', env: { ...process.env, TMPDIR: folder } });
    try {
      const busy = withFewerRounds(() => [measure()].flat());
      return alone.map((row, i) => ({ ...row, busy: busy[i].cpu ?? busy[i].ratio }));
    } finally {
      // The whole group: the shell, and the copy that it runs.
      process.kill(-copy.pid!, 'SIGKILL');
    }
  });
}

const machine = describeMachine().map((line) => `- ${line}`).join('\n');
const report = `${machine}\n\n${formatTable(rows)}\n`;
console.log(report);
if (process.argv.includes('--write')) {
  writeFileSync(join(__dirname, 'RESULTS.md'), `# Benchmark results\n\nMade by \`npx projen bench --write\`.\n\n${report}`);
}
