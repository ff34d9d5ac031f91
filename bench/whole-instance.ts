import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FluxDistributionProps, SyncKind } from '../src';
import type { KubeObject } from '../src/util';
import { compare, timeOnce } from './harness/compare';
import type { Time } from './harness/compare';
import { compiled } from './harness/compiled';
import { findKubectl } from './harness/describe-machine';
import { formatTime } from './harness/format-time';
import type { Row } from './harness/row';
import { timeCommand } from './harness/time-command';
import { withFolder } from './harness/with-folder';

const REAL = join(__dirname, '../../shared/artifact');
/** Flux's manifests as they are shipped, where they are there; else the fixture, whose CRDs are small. */
const MANIFESTS = existsSync(REAL) ? REAL : join(__dirname, '../test/distribution/fixtures/artifact-small');

const FIRST = join(__dirname, 'children/first-instance.js');

/**
 * A whole instance with ten patches, and kubectl with the same patches over the objects of that instance: a process of its own, the call for the
 * first one in such a process, and the calls after it.
 */
export function measureWholeInstance(): Row[] {
  const name = `a whole instance with ten patches (${MANIFESTS === REAL ? 'Flux\'s' : 'small'} CRDs)`;
  if (findKubectl() === undefined) {
    return [{ name, ours: 'not measured', peer: 'no kubectl here' }];
  }
  return withFolder((folder) => {
    const { patches, ...props } = makeProps('flux-system');
    const objects = compiled.FluxDistribution.manifests(props) as KubeObject[];
    writeFileSync(join(folder, 'flux.yaml'), objects.map((object) => JSON.stringify(object)).join('\n---\n'));
    writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify({ resources: ['flux.yaml'], patches }));
    const first = [FIRST, JSON.stringify(makeProps('tenant'))];
    const { medians, ratio } = compare({
      process: () => timeCommand(process.execPath, first),
      first: () => JSON.parse(execFileSync(process.execPath, first, { encoding: 'utf8' })) as Time,
      next: () => renderMany(20),
      kubectl: () => timeCommand('kubectl', ['kustomize', folder]),
    }, 9, 1);
    const row = (what: string, ours: 'process' | 'first' | 'next', times: number): Row => {
      const { wall, cpu } = ratio(ours, 'kubectl');
      return {
        name: `${name}, ${what}`,
        ours: formatTime(medians[ours]),
        peer: `${formatTime(medians.kubectl)}, kubectl kustomize over the finished objects`,
        ratio: wall,
        cpu,
        aim: `≥ ${times}× faster`,
        isMet: cpu <= 1 / times,
      };
    };
    return [
      row('a process for one', 'process', 20),
      row('the first in its process, with all code and files that it loads', 'first', 20),
      row('each after the first', 'next', 50),
    ];
  });
}

let count = 0;

/** Each in another namespace, which many of its objects name. */
function renderMany(instances: number): Time {
  return timeOnce(() => void (compiled.FluxDistribution.manifests(makeProps(`tenant-${count++}`)) as KubeObject[]), instances);
}

function makeProps(namespace: string): FluxDistributionProps {
  const controllers = ['source', 'kustomize', 'helm', 'notification'].map((each) => `${each}-controller`);
  return {
    manifests: MANIFESTS,
    distribution: { version: '2.9.4' },
    namespace,
    sync: { kind: 'GitRepository' as SyncKind, url: 'https://github.com/my-org/my-fleet.git', ref: 'refs/heads/main', path: './' },
    patches: Array.from({ length: 10 }, (_, i) => ({
      target: { kind: 'Deployment', name: controllers[i % controllers.length] },
      patch: JSON.stringify([{ op: 'add', path: '/spec/template/spec/containers/0/args/-', value: `--flag-${i}` }]),
    })),
  };
}
