import { App, Chart, JsonPatch } from 'cdk8s';
import type { FluxInstanceSyncProps } from '../src';
import { compare } from './harness/compare';
import { compiled, compiledKustomizations, compiledSources } from './harness/compiled';
import type { GitRepositoryProps, KustomizationProps } from './harness/compiled';
import { formatTime } from './harness/format-time';
import type { Row } from './harness/row';
import { withFolder } from './harness/with-folder';

const { FluxInstanceSync, Patches, SyncKind } = compiled;

const PROPS: FluxInstanceSyncProps = {
  kind: SyncKind.GIT_REPOSITORY, url: 'https://github.com/my-org/my-fleet.git', ref: 'refs/heads/main', path: 'clusters/eu-1',
};

const PATCHES = [
  Patches.json6902({ kind: 'Kustomization' }, JsonPatch.add('/spec/wait', true)),
  Patches.json6902({ kind: 'GitRepository' }, JsonPatch.replace('/spec/interval', '5m')),
  Patches.json6902({ kind: 'Kustomization' }, JsonPatch.add('/spec/timeout', '3m')),
];

/** One sync, from the app to the file on disk, against the same two objects written by hand with the typings of `cdk8s import`. */
export function measureOneSync(): Row[] {
  const [source, kustomization] = FluxInstanceSync.manifests(PROPS) as [GitRepositoryProps, KustomizationProps];
  return withFolder((outdir) => {
    const synthesize = (fill: (chart: Chart) => void) => () => {
      const app = new App({ outdir });
      fill(new Chart(app, 'cluster'));
      app.synth();
    };
    const { medians, ratio } = compare({
      raw: synthesize((chart) => {
        new compiledSources.GitRepository(chart, 'source', { metadata: source.metadata, spec: source.spec });
        new compiledKustomizations.Kustomization(chart, 'kustomization', { metadata: kustomization.metadata, spec: kustomization.spec });
      }),
      plain: synthesize((chart) => new FluxInstanceSync(chart, 'sync', PROPS)),
      patched: synthesize((chart) => new FluxInstanceSync(chart, 'sync', { ...PROPS, patches: PATCHES })),
    }, 30, 120);
    const row = (name: string, ours: 'plain' | 'patched', aim: number): Row => {
      const { wall, cpu } = ratio(ours, 'raw');
      return { name, ours: formatTime(medians[ours]), peer: `${formatTime(medians.raw)}, raw typed L1s`, ratio: wall, cpu, aim: `≤ ${aim}×`, isMet: cpu <= aim };
    };
    return [row('one sync, App.synth', 'plain', 1.25), row('… with three JSON patches', 'patched', 1.6)];
  });
}
