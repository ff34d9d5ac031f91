import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareTimes, countRounds, median } from './harness/compare';
import type { Time } from './harness/compare';
import { formatTime } from './harness/format-time';
import { findPacked } from './harness/packed';
import type { Row } from './harness/row';
import { withFolder } from './harness/with-folder';

interface Run {
  readonly milliseconds: number;
  readonly cpu: number;
  readonly kilobytes: number;
}

const SIZES = [100, 1000, 10_000];
const AIM = 1.5;
const TWIN_AIM = 0.8;
const MEMORY_AIM = 1.6;
/** Linear is 1, quadratic 2; below this nobody would call it anything but linear. */
const LINEAR = 1.1;

/** Fleets of several sizes against as many single-object cdk8s apps, each run in a process of its own. */
export function measureFleets(): Row[] {
  const runs = SIZES.map((clusters) => ({ clusters, ...measure(clusters) }));
  const rows = runs.map(({ clusters, ours, peer }): Row => {
    const { wall, cpu } = compareRuns(ours, peer);
    return {
      name: `fleet of ${clusters.toLocaleString('en')}`,
      ours: describe(typical(ours), clusters),
      peer: `${describe(typical(peer), clusters)}, single-object apps`,
      ratio: wall,
      cpu,
      ...clusters === SIZES[SIZES.length - 1] ? { aim: `≤ ${AIM}×`, isMet: cpu <= AIM } : {},
    };
  });
  const [, small, large] = runs;
  const most = SIZES[SIZES.length - 1];
  const twin = compareRuns(large.ours, large.twin);
  const memory = median(large.ours.map(({ kilobytes }, round) => kilobytes / large.twin[round].kilobytes));
  const grow = (from: readonly Run[], to: readonly Run[]) => Math.log10(typical(to).cpu / typical(from).cpu);
  const exponent = grow(small.ours, large.ours);
  return [...rows, {
    name: '… against apps with both objects, unchecked',
    ours: describe(typical(large.ours), most),
    peer: describe(typical(large.twin), most),
    ratio: twin.wall,
    cpu: twin.cpu,
    aim: `≤ ${TWIN_AIM}×`,
    isMet: twin.cpu <= TWIN_AIM,
  }, {
    name: '… memory, against the same apps',
    ours: formatMemory(typical(large.ours)),
    peer: formatMemory(typical(large.twin)),
    ratio: memory,
    aim: `≤ ${MEMORY_AIM}×`,
    isMet: memory <= MEMORY_AIM,
  }, {
    name: 'growth from 1,000 to 10,000: time ~ n^x',
    ours: `x = ${exponent.toFixed(2)}`,
    peer: `x = ${grow(small.peer, large.peer).toFixed(2)}`,
    aim: `x ≤ ${LINEAR}`,
    isMet: exponent <= LINEAR,
  }];
}

/** Runs all in turns. No folder is removed before the last run: a file system takes longer to make files while it still clears up others. */
function measure(clusters: number): Record<'ours' | 'peer' | 'twin', readonly Run[]> {
  return withFolder((folder) => {
    const rounds = Array.from({ length: countRounds(3) }, (_, round) => ({
      ours: run(join(folder, `ours-${round}`), 'fleet.js', clusters, findPacked()),
      peer: run(join(folder, `peer-${round}`), 'apps.js', clusters, 1),
      twin: run(join(folder, `twin-${round}`), 'apps.js', clusters, 2),
    }));
    return { ours: rounds.map(({ ours }) => ours), peer: rounds.map(({ peer }) => peer), twin: rounds.map(({ twin }) => twin) };
  });
}

function run(folder: string, script: string, ...settings: readonly (number | string)[]): Run {
  mkdirSync(folder);
  const parameters = [join(__dirname, 'children', script), folder, ...settings.map(String)];
  const { status, stdout, stderr } = spawnSync(process.execPath, parameters, { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return JSON.parse(stdout) as Run;
}

function compareRuns(ours: readonly Run[], peer: readonly Run[]): Time {
  const toTimes = (runs: readonly Run[]) => runs.map(({ milliseconds, cpu }) => ({ wall: milliseconds, cpu }));
  return compareTimes(toTimes(ours), toTimes(peer));
}

function typical(runs: readonly Run[]): Run {
  const medianOf = (member: keyof Run) => median(runs.map((each) => each[member]));
  return { milliseconds: medianOf('milliseconds'), cpu: medianOf('cpu'), kilobytes: medianOf('kilobytes') };
}

function describe(typicalRun: Run, clusters: number): string {
  return `${formatTime(typicalRun.milliseconds)}, ${formatTime(typicalRun.milliseconds / clusters)} each, ${formatMemory(typicalRun)}`;
}

function formatMemory({ kilobytes }: Run): string {
  return `${Math.round(kilobytes / 1000)} MB`;
}
