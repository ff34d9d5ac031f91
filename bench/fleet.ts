import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { median } from './harness/compare';
import { formatTime } from './harness/format-time';
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
/** Linear is 1, quadratic 2; below this nobody would call it anything but linear. */
const LINEAR = 1.1;

/** Fleets of several sizes against as many single-object cdk8s apps, each run in a process of its own. */
export function measureFleets(): Row[] {
  const runs = SIZES.map((clusters) => ({ clusters, ...measure(clusters) }));
  const rows = runs.map(({ clusters, ours, peer }): Row => {
    const [ratio, cpu] = [ours.milliseconds / peer.milliseconds, ours.cpu / peer.cpu];
    return {
      name: `fleet of ${clusters.toLocaleString('en')}`,
      ours: describe(ours, clusters),
      peer: `${describe(peer, clusters)}, single-object apps`,
      ratio,
      cpu,
      ...clusters === SIZES[SIZES.length - 1] ? { aim: `≤ ${AIM}×`, isMet: cpu <= AIM } : {},
    };
  });
  const [, small, large] = runs;
  const most = SIZES[SIZES.length - 1];
  const exponent = growth(small.ours.cpu, large.ours.cpu);
  return [...rows, {
    name: '… against apps with both objects, unchecked',
    ours: describe(large.ours, most),
    peer: describe(large.twin, most),
    ratio: large.ours.milliseconds / large.twin.milliseconds,
    cpu: large.ours.cpu / large.twin.cpu,
    aim: `≤ ${TWIN_AIM}×`,
    isMet: large.ours.cpu / large.twin.cpu <= TWIN_AIM,
  }, {
    name: 'growth from 1,000 to 10,000: time ~ n^x, memory',
    ours: `x = ${exponent.toFixed(2)}, ${(large.ours.kilobytes / small.ours.kilobytes).toFixed(2)}×`,
    peer: `x = ${growth(small.peer.cpu, large.peer.cpu).toFixed(2)}, ${(large.peer.kilobytes / small.peer.kilobytes).toFixed(2)}×`,
    aim: `x ≤ ${LINEAR}`,
    isMet: exponent <= LINEAR,
  }];
}

function measure(clusters: number): { ours: Run; peer: Run; twin: Run } {
  const [ours, peer, twin]: Run[][] = [[], [], []];
  for (let round = 0; round < 3; round++) {
    ours.push(run('fleet.js', clusters));
    peer.push(run('apps.js', clusters, 1));
    twin.push(run('apps.js', clusters, 2));
  }
  return { ours: typical(ours), peer: typical(peer), twin: typical(twin) };
}

function run(script: string, ...settings: number[]): Run {
  return withFolder((folder) => {
    const parameters = [join(__dirname, 'children', script), folder, ...settings.map(String)];
    const { status, stdout, stderr } = spawnSync(process.execPath, parameters, { encoding: 'utf8' });
    if (status !== 0) {
      throw new Error(stderr);
    }
    return JSON.parse(stdout) as Run;
  });
}

function typical(runs: readonly Run[]): Run {
  const medianOf = (member: keyof Run) => median(runs.map((each) => each[member]));
  return { milliseconds: medianOf('milliseconds'), cpu: medianOf('cpu'), kilobytes: medianOf('kilobytes') };
}

function growth(small: number, large: number): number {
  return Math.log10(large / small);
}

function describe({ milliseconds, kilobytes }: Run, clusters: number): string {
  return `${formatTime(milliseconds)}, ${formatTime(milliseconds / clusters)} each, ${Math.round(kilobytes / 1000)} MB`;
}
