import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ParsedPatch, Patch } from '../src/kustomize';
import { ProblemSink } from '../src/problems';
import type { KubeObject } from '../src/util';
import { generateDistribution } from './generate-distribution';
import { compare, median, timeOnce } from './harness/compare';
import { compiledKustomize, compiledUtil } from './harness/compiled';
import { findKubectl } from './harness/describe-machine';
import { formatTime } from './harness/format-time';
import type { Row } from './harness/row';
import { timeCommand } from './harness/time-command';
import { withFolder } from './harness/with-folder';

const FEW = 10;
const MANY = 1000;

/** A whole Flux distribution, patched in process and by `kubectl kustomize`. */
export function measurePatching(): Row[] {
  const distribution = generateDistribution().join('\n---\n');
  if (findKubectl() === undefined) {
    return [{ name: 'patching a Flux distribution', ours: 'not measured', peer: 'no kubectl here' }];
  }
  return [measureFirstRun(distribution), measureNextCluster(distribution)];
}

/** Everything from text on, once: neither side knows anything yet. */
function measureFirstRun(distribution: string): Row {
  const patches = makePatches(MANY);
  return withFolder((folder) => {
    writeKustomization(folder, distribution, patches);
    const { medians: { ours, kubectl } } = compare({
      ours: () => void applyPatches(parseResources(distribution), parsePatches(patches)),
      kubectl: () => runKubectl(folder),
    }, 5, 1);
    return {
      name: `${MANY} patches on a Flux distribution, from text`,
      ours: formatTime(ours),
      peer: `${formatTime(kubectl)}, kubectl kustomize`,
      ratio: ours / kubectl,
    };
  });
}

/** What a further cluster of a fleet costs: objects and patches were read for the first, and the objects are shared, as the package shares them. */
function measureNextCluster(distribution: string): Row {
  const patches = makePatches(FEW);
  return withFolder((folder) => {
    writeKustomization(folder, distribution, patches);
    const resources = compiledUtil.share(parseResources(distribution));
    const parsed = parsePatches(patches);
    const { medians, ratio } = compare({
      ours: () => timeOnce(() => void applyPatches(resources, parsed), 5),
      kubectl: () => timeCommand('kubectl', ['kustomize', folder]),
    }, 9, 1);
    const { wall, cpu } = ratio('ours', 'kubectl');
    return {
      name: `${FEW} patches on a Flux distribution, each cluster after the first`,
      ours: formatTime(medians.ours),
      peer: `${formatTime(medians.kubectl)}, kubectl kustomize`,
      ratio: wall,
      cpu,
      aim: '≥ 20× faster',
      isMet: cpu <= 1 / 20,
    };
  });
}

function parseResources(yaml: string): readonly KubeObject[] {
  const sink = new ProblemSink();
  return compiledKustomize.parseResources(yaml, sink) ?? fail(sink);
}

function parsePatches(patches: readonly Patch[]): ParsedPatch[] {
  const sink = new ProblemSink();
  return patches.map((patch) => compiledKustomize.parsePatch(patch, sink) ?? fail(sink));
}

function applyPatches(resources: readonly KubeObject[], patches: readonly ParsedPatch[]): readonly KubeObject[] {
  const sink = new ProblemSink();
  return (compiledKustomize.runPatches(resources, patches.map((patch) => ({ patch, sink })), sink) ?? fail(sink)).resources;
}

function fail({ problems }: ProblemSink): never {
  throw new Error(problems.map(({ rule }) => rule).join('; '));
}

/** JSON 6902 and strategic merge patches in turns, over all controllers. */
function makePatches(count: number): Patch[] {
  const controllers = ['source', 'kustomize', 'helm', 'notification'].map((name) => `${name}-controller`);
  return Array.from({ length: count }, (_, i) => {
    const name = controllers[i % controllers.length];
    return i % 2 === 0
      ? { patch: JSON.stringify([{ op: 'add', path: '/spec/template/spec/containers/0/args/-', value: `--flag-${i}` }]), target: { kind: 'Deployment', name } }
      : {
        patch: JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, annotations: { [`note-${i}`]: String(i) } } }),
        target: { kind: 'Deployment', labelSelector: 'app.kubernetes.io/part-of=flux' },
      };
  });
}

function writeKustomization(folder: string, distribution: string, patches: readonly Patch[]): void {
  writeFileSync(join(folder, 'distribution.yaml'), distribution);
  writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify({ resources: ['distribution.yaml'], patches }));
}

function runKubectl(folder: string): void {
  const { status, stderr } = spawnSync('kubectl', ['kustomize', folder], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) {
    throw new Error(stderr);
  }
}

/** Patches on a sync's two objects, for each second. */
export function measurePatchRate(): Row {
  const [first, second] = parseResources([
    'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: flux-system, namespace: flux-system}\nspec: {interval: 1m, url: x}\n',
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: flux-system, namespace: flux-system}\nspec: {prune: true}\n',
  ].join('---\n'));
  const patches = parsePatches(Array.from({ length: MANY }, (_, i) => ({
    patch: JSON.stringify([{ op: 'add', path: '/spec/interval', value: `${i + 1}m` }]), target: { kind: i % 2 === 0 ? 'Kustomization' : 'GitRepository' },
  })));
  const times = Array.from({ length: 15 }, () => timeOnce(() => void applyPatches([first, second], patches)).cpu);
  return { name: 'patches on a sync', ours: `${Math.round(MANY / median(times) * 1000).toLocaleString('en')} per second`, peer: '' };
}
