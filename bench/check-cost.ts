import { App, Chart } from 'cdk8s';
import { compare } from './harness/compare';
import { compiled, compiledKustomizations, compiledProblems, compiledSchema, compiledSources } from './harness/compiled';
import type { GitRepositoryProps, KustomizationProps } from './harness/compiled';
import { formatTime } from './harness/format-time';
import type { Row } from './harness/row';
import { withFolder } from './harness/with-folder';

/** Checking an object against its CRD, against what App.synth costs for an object. */
export function measureCheckCost(): Row {
  const objects = compiled.FluxInstanceSync.manifests({
    kind: compiled.SyncKind.GIT_REPOSITORY, url: 'https://github.com/my-org/my-fleet.git', ref: 'refs/heads/main', path: 'clusters/eu-1',
  }) as [GitRepositoryProps, KustomizationProps];
  const [source, kustomization] = objects;
  return withFolder((outdir) => {
    const { medians: { check, synth }, ratio } = compare({
      check: () => objects.forEach((object) => compiledSchema.checkObject(object, 'v2.9.4', new compiledProblems.ProblemSink())),
      synth: () => {
        const app = new App({ outdir });
        const chart = new Chart(app, 'cluster');
        new compiledSources.GitRepository(chart, 'source', { metadata: source.metadata, spec: source.spec });
        new compiledKustomizations.Kustomization(chart, 'kustomization', { metadata: kustomization.metadata, spec: kustomization.spec });
        app.synth();
      },
    }, 21, 60);
    const [ours, peer] = [check / objects.length, synth / objects.length];
    return { name: 'checkObject, per object', ours: formatTime(ours), peer: `${formatTime(peer)}, App.synth per object`, ratio: ratio('check', 'synth').wall, cpu: ratio('check', 'synth').cpu };
  });
}
