import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import type { FluxInstanceSyncProps } from '../src';
import { median, timeOnce } from './harness/compare';
import { compiled } from './harness/compiled';
import type { Row } from './harness/row';

const { FluxInstanceSync, FluxSecret, Patches, SecretValue, SyncKind } = compiled;

const SMALL = 100;
const LARGE = 1000;
const LINEAR = 1.1;

/** How the processor time of what there is many of grows: time ~ n^x. cdk8s validates the whole app for each chart, so many charts have a peer. */
export function measureGrowth(): Row[] {
  const charts = exponentOf(makeCharts((chart, i) => new FluxInstanceSync(chart, 'sync', props(i))));
  const rawCharts = exponentOf(makeCharts((chart) => {
    makeObject(chart, 'a', 'a');
    makeObject(chart, 'b', 'b');
  }));
  return [
    row('syncs in one chart', exponentOf(inOneChart((chart, i) => new FluxInstanceSync(chart, `sync-${i}`, props(i))))),
    row('syncs, each with its FluxSecret', exponentOf(inOneChart((chart, i) => {
      const password = SecretValue.unsafePlainText('x');
      FluxSecret.gitBasicAuth(chart, `secret-${i}`, { name: `secret-${i}`, username: 'me', password, allowPlainTextInOutput: true });
      new FluxInstanceSync(chart, `sync-${i}`, { ...props(i), pullSecret: `secret-${i}` });
    }))),
    row('patches of one sync', exponentOf(withPatches())),
    row('patches of one sync, with a warning', exponentOf(withPatches(JsonPatch.add('/spec/interval', '1s')))),
    row('patches of one sync, with an error', exponentOf(withPatches(JsonPatch.add('/spec/prune', 'yes')))),
    { name: `growth, charts with a sync each: time ~ n^x, ${SMALL} to ${LARGE}`, ours: `x = ${charts.toFixed(2)}`, peer: `x = ${rawCharts.toFixed(2)}, raw objects` },
  ];
}

function row(name: string, exponent: number): Row {
  return {
    name: `growth, ${name}: time ~ n^x, ${SMALL} to ${LARGE}`, ours: `x = ${exponent.toFixed(2)}`, peer: '', aim: `x ≤ ${LINEAR}`, isMet: exponent <= LINEAR,
  };
}

function exponentOf(run: (count: number) => void): number {
  run(SMALL);
  const time = (count: number) => median(Array.from({ length: 3 }, () => timeOnce(() => run(count)).cpu));
  return Math.log(time(LARGE) / time(SMALL)) / Math.log(LARGE / SMALL);
}

function inOneChart(add: (chart: Chart, i: number) => unknown): (count: number) => void {
  return (count) => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    for (let i = 0; i < count; i++) {
      add(chart, i);
    }
    app.synthYaml();
  };
}

/** Many patches of one field, and in the middle of them one that has something wrong. */
function withPatches(wrong?: JsonPatch): (count: number) => void {
  return (count) => {
    const operations = Array.from({ length: count }, (_, i) => JsonPatch.add('/spec/timeout', `${i + 1}m`));
    operations.splice(count / 2, 0, ...wrong === undefined ? [] : [wrong]);
    const patches = operations.map((operation) => Patches.json6902({ kind: 'Kustomization' }, operation));
    try {
      inOneChart((chart) => new FluxInstanceSync(chart, 'sync', { ...props(0), patches }))(1);
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('SCHEMA_TYPE'))) {
        throw error;
      }
    }
  };
}

function makeCharts(add: (chart: Chart, i: number) => unknown): (count: number) => void {
  return (count) => {
    const app = new App();
    for (let i = 0; i < count; i++) {
      add(new Chart(app, `chart-${i}`), i);
    }
    app.synthYaml();
  };
}

function props(i: number): FluxInstanceSyncProps {
  return { kind: SyncKind.GIT_REPOSITORY, name: `sync-${i}`, url: 'https://github.com/my-org/my-fleet.git', ref: 'refs/heads/main', path: `clusters/${i}` };
}

function makeObject(chart: Chart, id: string, name: string): ApiObject {
  return new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
}
