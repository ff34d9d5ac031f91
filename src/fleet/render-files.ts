import { App, Chart, Names, Yaml } from 'cdk8s';
import { FleetLayout } from './fleet-layout';

/** The files of a cluster, whose app has nothing but that chart: contents by name. */
export function renderFiles(cluster: Chart, layout: FleetLayout): Map<string, string> {
  const app = App.of(cluster);
  const name = cluster.node.id;
  if (layout === FleetLayout.FILE_PER_CLUSTER) {
    return new Map([[`${name}.k8s.yaml`, app.synthYaml()]]);
  }
  const charts = app.charts.map((chart) => ({ chart, objects: chart.toJson() as unknown[] })).filter(({ objects }) => objects.length > 0);
  return new Map(charts.map(({ chart, objects }) => [`${name}/${Names.toDnsLabel(chart)}.k8s.yaml`, Yaml.stringify(...objects)]));
}
