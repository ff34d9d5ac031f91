import type { Chart } from 'cdk8s';
import { prepareCluster } from './fleet';
import type { ClusterInstance, FleetClusterProps, Layer, Variables } from './fleet';
import {
  DISTRIBUTION_OPTIONS, DISTRIBUTION_PROPS, FLUX_INSTANCE_PROPS, readChartInstance, readFlatProps, readInstance, readManifest, readPlace, readProps,
} from './instance';
import type { InstanceInput, ParsedManifest, SyncInput } from './instance';
import type { SyncTemplate } from './operator';
import { ProblemsError, ProblemSink } from './problems';
import type { KubeObject } from './util';

/** What a fleet is told of a cluster: how it is read, for each output. */
export interface ClusterInput {
  readonly isChartPatched: boolean;
  /** Their values are not shown. */
  readonly variables: Variables;
  readonly sync: (patchTargets: Chart[] | undefined, namespace?: string) => SyncInput;
  readonly instance: (namespace?: string) => InstanceInput;
  readonly distribution: (namespace?: string) => InstanceInput;
  /** Absent where no other cluster may have nearly the same sync. */
  readonly similar?: SimilarSync;
}

/** What a cluster shares with others whose syncs differ from its own in URL and path only. */
export interface SimilarSync {
  /** The objects of its sync, if the others are known and nothing is to be said of it. */
  readonly render: () => readonly KubeObject[] | undefined;
  readonly keep: (template: SyncTemplate | undefined) => void;
}

/** Reads clusters whose props lie on top of the same defaults. */
export class PropsReader {
  private template?: SyncTemplate;

  constructor(private readonly defaults: readonly Layer[]) {}

  /**
   * @throws ProblemsError with what is wrong with the variables, or the form of the props
   */
  public read(name: string, given: unknown): ClusterInput {
    const sink = new ProblemSink();
    const prepared = prepareCluster(name, this.defaults, given, sink);
    if (prepared === undefined) {
      throw new ProblemsError(name, sink.problems);
    }
    const { props, patchChart, variables, differsInPlace } = prepared;
    return {
      isChartPatched: patchChart,
      variables,
      sync: (patchTargets, namespace) => readProps({ ...props, patchTargets }, namespace, 'data'),
      instance: (namespace) => readFlatProps(FLUX_INSTANCE_PROPS, props, namespace),
      distribution: (namespace) => readFlatProps(DISTRIBUTION_PROPS, props, namespace),
      ...differsInPlace ? { similar: this.share(props) } : {},
    };
  }

  private share(props: Layer): SimilarSync {
    return {
      render: () => {
        const place = this.template === undefined ? undefined : readPlace(props);
        return place === undefined ? undefined : this.template?.render(place);
      },
      keep: (template) => {
        this.template = template ?? this.template;
      },
    };
  }
}

/** Reads a cluster of a file with its FluxInstance, or with values of the chart that makes one. The defaults say how it is checked. */
export function readFromFile({ text, chart }: ClusterInstance, defaults: FleetClusterProps): ClusterInput {
  const { unmatchedPatches, runtimeChecks, acknowledge, patchChart, manifests } = defaults;
  const options = { unmatchedPatches, runtimeChecks, acknowledge, manifests };
  const read = <I extends InstanceInput>(readGiven: (given: string | ParsedManifest) => I) => (
    (chart === undefined ? undefined : readChartInstance(chart, readGiven)) ?? readGiven(text));
  return {
    isChartPatched: patchChart === true,
    variables: new Map(),
    sync: (patchTargets, namespace) => read((given) => readManifest(given, { ...options, patchTargets }, namespace)),
    instance: (namespace) => read((given) => readInstance(given, options, namespace)),
    distribution: (namespace) => read((given) => readInstance(given, options, namespace, DISTRIBUTION_OPTIONS)),
  };
}
