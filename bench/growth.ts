import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import type { FluxInstanceSyncProps } from '../src';
import { timeOnce } from './harness/compare';
import { compiled } from './harness/compiled';
import type { Row } from './harness/row';

const { FluxInstanceSync, FluxSecret, Patches, SecretValue, SyncKind } = compiled;

const SMALL = 100;
const LARGE = 3000;
/** cdk8s takes quadratic time for many charts. */
const LARGE_CHARTS = 1000;
const LINEAR = 1.1;

/** How the processor time of what there is many of grows: time ~ n^x. What cdk8s does itself has a peer: it grows no less with raw objects. */
export function measureGrowth(): Row[] {
  return [
    row('syncs in one chart', inOneChart((chart, i) => new FluxInstanceSync(chart, `sync-${i}`, props(i))), inOneChart(makePair)),
    row('syncs, each with its FluxSecret', inOneChart((chart, i) => {
      const password = SecretValue.unsafePlainText('x');
      FluxSecret.gitBasicAuth(chart, `secret-${i}`, { name: `secret-${i}`, username: 'me', password, allowPlainTextInOutput: true });
      new FluxInstanceSync(chart, `sync-${i}`, { ...props(i), pullSecret: `secret-${i}` });
    }), inOneChart((chart, i) => {
      const [first] = makePair(chart, i);
      first.addDependency(makeObject(chart, `c-${i}`));
    })),
    row('patches of one sync', withPatches(addTimeout)),
    row('… with a warning', withPatches(addTimeout, JsonPatch.add('/spec/interval', '1s'))),
    row('… with an error', withPatches(addTimeout, JsonPatch.add('/spec/prune', 'yes'))),
    row('… each with an annotation', withPatches((i) => JsonPatch.add(`/metadata/annotations/note-${i}`, 'x'))),
    row('… each with a warning', withPatches((i) => JsonPatch.add(`/metadata/annotations/note-${i}`, 'x'), undefined, (count) => ({
      commonMetadata: { annotations: Object.fromEntries(Array.from({ length: count }, (_, i) => [`note-${i}`, 'y'])) },
    }))),
    row('… each with an error', withPatches((i) => JsonPatch.add(`/spec/field${i}`, 1))),
    row('charts with a sync each', makeCharts((chart, i) => new FluxInstanceSync(chart, 'sync', props(i))), makeCharts(makePair), LARGE_CHARTS),
  ];
}

type Run = (count: number) => void;

function row(name: string, run: Run, peer?: Run, large = LARGE): Row {
  const exponent = exponentOf(run, large);
  const peerExponent = peer && exponentOf(peer, large);
  const limit = Math.max(LINEAR, (peerExponent ?? 0) + 0.1);
  return {
    name: `growth, ${name}: time ~ n^x, ${SMALL} to ${large}`,
    ours: `x = ${exponent.toFixed(2)}`,
    peer: peerExponent === undefined ? '' : `x = ${peerExponent.toFixed(2)}, raw objects`,
    aim: `x ≤ ${limit.toFixed(1)}`,
    isMet: exponent <= limit,
  };
}

/** Of each size the least time counts: others on the machine, the compiler and the garbage collector only add to it. */
function exponentOf(run: Run, large: number): number {
  const time = (count: number, repetitions: number) => Math.min(...Array.from({ length: repetitions }, () => timeOnce(() => run(count)).cpu));
  // The first runs warm up.
  time(SMALL, 20);
  const small = time(SMALL, 20);
  return Math.log(time(large, 3) / small) / Math.log(large / SMALL);
}

function inOneChart(add: (chart: Chart, i: number) => unknown): Run {
  return (count) => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    for (let i = 0; i < count; i++) {
      add(chart, i);
    }
    app.synthYaml();
  };
}

let made = 0;

/** Each is another one: those of few patches would be known from the run before, and of many only the first thousand. */
function addTimeout(): JsonPatch {
  return JsonPatch.add('/spec/timeout', `${++made}m`);
}

/** Many patches of one object; where something is wrong, it is in the middle of them. */
function withPatches(make: (i: number) => JsonPatch, wrong?: JsonPatch, more: (count: number) => Partial<FluxInstanceSyncProps> = () => ({})): Run {
  return (count) => {
    const operations = Array.from({ length: count }, (_, i) => make(i));
    operations.splice(count / 2, 0, ...wrong === undefined ? [] : [wrong]);
    const patches = operations.map((operation) => Patches.json6902({ kind: 'Kustomization' }, operation));
    try {
      // Without a construct nothing is written to standard error.
      FluxInstanceSync.manifests({ ...props(0), ...more(count), patches });
    } catch (error) {
      if (!(error instanceof Error && /SCHEMA_TYPE|FIELD_UNKNOWN/.test(error.message))) {
        throw error;
      }
    }
  };
}

function makeCharts(add: (chart: Chart, i: number) => unknown): Run {
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

function makePair(chart: Chart, i: number): readonly ApiObject[] {
  return [makeObject(chart, `a-${i}`), makeObject(chart, `b-${i}`)];
}

function makeObject(chart: Chart, id: string): ApiObject {
  return new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } });
}
