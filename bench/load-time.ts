import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { compare } from './harness/compare';
import type { Step, Time } from './harness/compare';
import { formatTime } from './harness/format-time';
import { findPacked } from './harness/packed';
import type { Row } from './harness/row';

const ROOT = join(__dirname, '..');
const SYNC = JSON.stringify({ kind: 'GitRepository', url: 'https://github.com/my-org/my-fleet.git', ref: 'refs/heads/main', path: 'clusters/eu-1' });
const METADATA = '{ name: "flux-system", namespace: "flux-system", labels: { "app.kubernetes.io/part-of": "flux" } }';

const firstSync = (folder: string) => `
  const { App, Chart } = require("cdk8s");
  const { FluxInstanceSync } = require(${JSON.stringify(folder)});
  const app = new App();
  new FluxInstanceSync(new Chart(app, "chart"), "sync", ${SYNC});
  app.synthYaml();`;
const FIRST_RAW = `
  const { App, Chart } = require("cdk8s");
  const { GitRepository } = require("./lib/imports/source.toolkit.fluxcd.io");
  const { Kustomization } = require("./lib/imports/kustomize.toolkit.fluxcd.io");
  const app = new App();
  const chart = new Chart(app, "chart");
  const metadata = ${METADATA};
  new GitRepository(chart, "source", { metadata, spec: { interval: "1m0s", url: "https://github.com/my-org/my-fleet.git", ref: { name: "refs/heads/main" } } });
  new Kustomization(chart, "sync", { metadata, spec: {
    interval: "10m0s", path: "clusters/eu-1", prune: true, sourceRef: { kind: "GitRepository", name: "flux-system" },
  } });
  app.synthYaml();`;

/** Loading the packed package, and the first sync with all that it loads and compiles, each in a fresh process from its start. */
export function measureLoadTime(): Row[] {
  const folder = findPacked();
  const { medians, ratio } = compare({
    ours: inProcess(`require("cdk8s"); require(${JSON.stringify(folder)}).FluxInstanceSync;`),
    cdk8s: inProcess('require("cdk8s")'),
    sync: inProcess(firstSync(folder)),
    raw: inProcess(FIRST_RAW),
  }, 15, 1);
  const row = (name: string, ours: keyof typeof medians, peer: keyof typeof medians, what: string, aim: number): Row => {
    const { wall, cpu } = ratio(ours, peer);
    return { name, ours: formatTime(medians[ours]), peer: `${formatTime(medians[peer])}, ${what}`, ratio: wall, cpu, aim: `≤ ${aim}×`, isMet: cpu <= aim };
  };
  return [
    row('loading cdk8s and FluxInstanceSync', 'ours', 'cdk8s', 'cdk8s alone', 1.15),
    row('a process that makes one sync', 'sync', 'raw', 'one that makes raw typed L1s', 1.3),
  ];
}

/** Runs a script in a process of its own, which measures itself from its start. */
function inProcess(script: string): Step {
  const measure = 'const { user, system } = process.cpuUsage(); console.log(JSON.stringify({ wall: performance.now(), cpu: (user + system) / 1e3 }));';
  return () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', `${script}\n${measure}`], { cwd: ROOT, encoding: 'utf8' });
    if (status !== 0) {
      throw new Error(stderr);
    }
    return JSON.parse(stdout) as Time;
  };
}
