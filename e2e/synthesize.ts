import { App, Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { FluxInstanceSync, SyncKind } from '../src';
import type { FluxInstanceSyncProps } from '../src';
import type { KubeObject } from './harness/api-client';

/** A chart as a file, and as the objects that the file has to carry. */
export interface Synthesized {
  readonly yaml: string;
  readonly objects: readonly KubeObject[];
}

/** What `cdk8s synth` writes for a chart. */
export function synthesize(build: (chart: Chart) => void): Synthesized {
  const app = new App();
  const chart = new Chart(app, 'e2e');
  build(chart);
  return { yaml: app.synthYaml(), objects: JSON.parse(JSON.stringify(chart.toJson())) };
}

/** The objects of a manifest. Strings that YAML readers disagree about come out as this reader takes them: `Kubectl.read` is kubectl's. */
export function readObjects(yaml: string): KubeObject[] {
  return parseAllDocuments(yaml, { version: '1.1' }).map((document) => document.toJS()).filter((object) => object !== null);
}

/** A plain sync, as far as the props do not say otherwise. */
export function addSync(chart: Chart, props: Partial<FluxInstanceSyncProps>): FluxInstanceSync {
  return new FluxInstanceSync(chart, 'sync', {
    kind: SyncKind.GIT_REPOSITORY,
    url: 'https://github.com/my-org/my-fleet.git',
    ref: 'refs/heads/main',
    path: 'clusters/my-cluster',
    ...props,
  });
}
