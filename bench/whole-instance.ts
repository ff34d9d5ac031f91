import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FluxDistributionProps, SyncKind } from '../src';
import type { KubeObject } from '../src/util';
import { compare } from './harness/compare';
import { compiled } from './harness/compiled';
import { findKubectl } from './harness/describe-machine';
import { formatTime } from './harness/format-time';
import type { Row } from './harness/row';
import { withFolder } from './harness/with-folder';

const REAL = join(__dirname, '../../shared/artifact');
/** Flux's manifests as they are shipped, where they are there; else the fixture, whose CRDs are small. */
const MANIFESTS = existsSync(REAL) ? REAL : join(__dirname, '../test/distribution/fixtures/artifact-small');

/** A whole instance with ten patches, after another one, and kubectl with the same patches over the objects of that instance. */
export function measureWholeInstance(): Row {
  const name = `a whole instance with ten patches, after the first (${MANIFESTS === REAL ? 'Flux\'s' : 'small'} CRDs)`;
  if (findKubectl() === undefined) {
    return { name, ours: 'not measured', peer: 'no kubectl here' };
  }
  let count = 0;
  const render = () => compiled.FluxDistribution.manifests(makeProps(`tenant-${count++}`)) as KubeObject[];
  return withFolder((folder) => {
    const { patches, ...props } = makeProps('flux-system');
    const objects = compiled.FluxDistribution.manifests(props) as KubeObject[];
    writeFileSync(join(folder, 'flux.yaml'), objects.map((object) => JSON.stringify(object)).join('\n---\n'));
    writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify({ resources: ['flux.yaml'], patches }));
    const { medians, ratio } = compare({ ours: () => void render(), kubectl: () => runKubectl(folder) }, 9, 1);
    const { wall } = ratio('ours', 'kubectl');
    return { name, ours: formatTime(medians.ours), peer: `${formatTime(medians.kubectl)}, kubectl kustomize over the finished objects`, ratio: wall };
  });
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

function runKubectl(folder: string): void {
  const { status, stderr } = spawnSync('kubectl', ['kustomize', folder], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) {
    throw new Error(stderr);
  }
}
