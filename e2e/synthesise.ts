import { App, Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { FluxInstanceSync, type FluxInstanceSyncProps, SyncKind } from '../src';
import type { KubeObject } from './harness/api-client';

/** What `cdk8s synth` writes for a chart. */
export function synthYaml(build: (chart: Chart) => void): string {
  const app = new App();
  build(new Chart(app, 'e2e'));
  return app.synthYaml();
}

/** The same, read as kubectl reads it: its YAML is that of version 1.1. */
export function synthObjects(build: (chart: Chart) => void): KubeObject[] {
  return readObjects(synthYaml(build));
}

/** The objects of a manifest. */
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
