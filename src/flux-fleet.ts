import { App, Chart } from 'cdk8s';
import {
  describeFailedClusters, findShard, FleetProblemsError, listInstanceFiles, nameIndex, OnProblem, OutputFolder, prepareCluster, Progress,
  readClusterList, readClusterName, readFleetProps, readTextFile, renderFiles,
} from './fleet';
import type { CommittedFiles, FailedCluster, FleetClusterProps, FleetSettings, FleetSummary, FluxFleetProps, Layer } from './fleet';
import { FluxInstanceSync } from './flux-instance-sync';
import { readProps, wrapInput } from './instance';
import { ProblemsError, ProblemSink } from './problems';
import type { Problem } from './problems';

const SYNC = 'flux-instance-sync';

/** The cluster whose chart still takes constructs. */
interface OpenCluster {
  readonly name: string;
  readonly subject: string;
  readonly chart: Chart;
  /** Adds the sync, when everything else of the cluster is there. `undefined` for a cluster that is not written. */
  readonly addSync?: (chart: Chart) => void;
}

/**
 * The syncs of many clusters, one after the other: each cluster is a separate cdk8s app, which is synthesized and released when the next one is
 * added. So the time is linear in the number of clusters, and only one of them is in memory.
 *
 * Nothing is written to the output folder before all clusters are known to be right, unless `onProblem` says otherwise.
 */
export class FluxFleet {
  private readonly settings: FleetSettings;
  private readonly progress = new Progress();
  /** Names by their lower-case form: some file systems ignore case. */
  private readonly names = new Map<string, string>();
  private readonly failed: FailedCluster[] = [];
  private clusters = 0;
  private output?: OutputFolder;
  private open?: OpenCluster;
  private ended = false;

  /**
   * @param props Where and how the fleet is written.
   */
  constructor(props: FluxFleetProps = {}) {
    const sink = new ProblemSink();
    const settings = readFleetProps(props, process.env, sink);
    if (settings === undefined) {
      throw new ProblemsError('FluxFleet', sink.problems);
    }
    this.settings = settings;
  }

  /**
   * Adds a cluster.
   *
   * `synth()` reports the problems of the sync, together with those of all other clusters.
   *
   * @param cluster Name of the cluster and of its file or folder.
   * @param props The sync, on top of the fleet's defaults.
   * @returns the cluster's chart. You can add further constructs until the next cluster is added; then the sync is added to them.
   */
  public addCluster(cluster: string, props: FleetClusterProps = {}): Chart {
    return this.add(cluster, '', (chart) => this.addPreparedSync(chart, cluster, [this.settings.defaults], props));
  }

  /**
   * Adds the clusters of a list.
   *
   * The file, in YAML or JSON, has the members `clusters` and `defaults`. Each cluster has its name in `cluster`; its other members are
   * those of `FleetClusterProps`. Durations are strings, such as `5m`.
   *
   * @param path Path of the file, from the working directory. An error is raised at once when it cannot be read.
   */
  public addClustersFromFile(path: string): void {
    const sink = new ProblemSink();
    const list = readClusterList(path, sink);
    if (list === undefined) {
      throw new ProblemsError(String(path), sink.problems);
    }
    for (const { name, props, place } of list.clusters) {
      this.add(name, ` (${path}, ${place})`, (chart) => this.addPreparedSync(chart, String(name), [this.settings.defaults, list.defaults], props));
    }
  }

  /**
   * Adds a cluster for each FluxInstance manifest in a folder: `<cluster>.yaml`, `.yml` or `.json`. A `kustomization.yaml` beside them is ignored.
   *
   * The manifests are complete. Of the fleet's defaults, only `unmatchedPatches`, `runtimeChecks` and `patchChart` apply.
   *
   * @param path Path of the folder, from the working directory. An error is raised at once when it cannot be read.
   */
  public addClustersFromDirectory(path: string): void {
    const { unmatchedPatches, runtimeChecks, patchChart } = this.settings.defaults as FleetClusterProps;
    const sink = new ProblemSink();
    const files = listInstanceFiles(path, sink);
    if (sink.problems.length > 0) {
      throw new ProblemsError(String(path), sink.problems);
    }
    for (const { cluster, path: file } of files) {
      this.add(cluster, ` (${file})`, (chart) => {
        const patchTargets = patchChart === true ? [chart] : undefined;
        FluxInstanceSync.fromYaml(chart, SYNC, readInstance(file), { unmatchedPatches, runtimeChecks, patchTargets });
      });
    }
  }

  /**
   * Writes the fleet.
   *
   * If there are problems, an error lists those of all clusters, and nothing is written, unless `onProblem` is `WRITE_GOOD`.
   */
  public synth(): FleetSummary {
    this.refuseIfEnded();
    this.closeCluster();
    this.ended = true;
    try {
      return this.write();
    } finally {
      this.output?.discard();
    }
  }

  private add(name: unknown, origin: string, addSync: (chart: Chart) => void): Chart {
    this.refuseIfEnded();
    this.closeCluster();
    const sink = new ProblemSink();
    const claimed = this.claimName(name, sink);
    const subject = `${typeof name === 'string' && name !== '' ? name : 'cluster'}${origin}`;
    const included = claimed === undefined || this.isOurs(claimed);
    this.clusters += included ? 1 : 0;
    if (claimed === undefined) {
      this.failed.push({ name: String(name), subject, problems: sink.problems });
    }
    const chart = new Chart(new App(), chartId(claimed ?? 'cluster'));
    this.open = { name: claimed ?? 'cluster', subject, chart, addSync: included && claimed !== undefined ? addSync : undefined };
    return chart;
  }

  private addPreparedSync(chart: Chart, name: string, defaults: readonly Layer[], props: unknown): void {
    const sink = new ProblemSink();
    const prepared = prepareCluster(name, defaults, props, sink);
    if (prepared === undefined) {
      throw new ProblemsError(name, sink.problems);
    }
    const given = prepared.patchChart ? { ...prepared.props, patchTargets: [chart] } : prepared.props;
    new FluxInstanceSync(chart, SYNC, wrapInput((namespace) => readProps(given, namespace, 'data')));
  }

  private claimName(given: unknown, sink: ProblemSink): string | undefined {
    const name = readClusterName(given, sink);
    if (name === undefined) {
      return undefined;
    }
    const key = name.toLowerCase();
    const other = this.names.get(key);
    this.names.set(key, name);
    return other === undefined ? name : sink.at('name').report({
      code: 'NAME_COLLISION',
      rule: other === name ? 'is the name of two clusters of the fleet' : `differs from ${other} only in case, which some file systems ignore`,
      received: name,
      remedy: 'rename one of them',
    });
  }

  private isOurs(name: string): boolean {
    const { shard } = this.settings;
    return shard === undefined || findShard(name, shard.count) === shard.index;
  }

  private closeCluster(): void {
    const cluster = this.open;
    this.open = undefined;
    if (cluster?.addSync !== undefined) {
      this.stage(cluster);
      this.progress.report(this.clusters);
    }
    cluster?.chart.node.lock();
  }

  private stage({ name, subject, chart, addSync }: OpenCluster): void {
    let files: ReadonlyMap<string, string>;
    try {
      addSync!(chart);
      files = renderFiles(name, chart, this.settings.layout);
    } catch (error) {
      this.failed.push({ name, subject, problems: listProblems(error) });
      return;
    }
    if (this.failed.length > 0 && this.settings.onProblem === OnProblem.FAIL_ALL) {
      return;
    }
    try {
      this.output ??= new OutputFolder(this.settings.outdir);
      files.forEach((content, file) => this.output!.stage(file, content));
    } catch (error) {
      this.ended = true;
      this.output?.discard();
      throw error;
    }
  }

  private write(): FleetSummary {
    this.progress.clear();
    if (this.failed.length > 0 && this.settings.onProblem === OnProblem.FAIL_ALL) {
      throw new FleetProblemsError(this.failed, this.clusters);
    }
    if (this.failed.length > 0) {
      process.stderr.write(`${describeFailedClusters(this.failed, this.clusters, 'the others are written')}\n`);
      process.exitCode = 1;
    }
    const { shard, removeStale } = this.settings;
    this.output ??= new OutputFolder(this.settings.outdir);
    const failed = this.failed.map(({ name }) => name);
    const files: CommittedFiles = this.output.commit({
      index: nameIndex(shard), isWhole: shard === undefined, isOurs: (name) => this.isOurs(name), kept: new Set(failed), removeStale,
    });
    const counts = [`${files.written.length} written`, `${files.unchanged.length} unchanged`, `${files.removed.length} removed`];
    this.progress.finish([`${this.clusters} clusters`, ...counts, ...failed.length > 0 ? [`${failed.length} failed`] : []].join(', '));
    return { clusters: this.clusters, ...files, failed };
  }

  private refuseIfEnded(): void {
    if (this.ended) {
      throw new ProblemsError('FluxFleet', [{ code: 'INPUT_CONFLICT', path: '', rule: 'has already been synthesized, or has failed', remedy: 'create a new one' }]);
    }
  }
}

/** The library `constructs` keeps children in an object literal: a name such as `constructor` would already be there. */
function chartId(cluster: string): string {
  return cluster in {} ? `cluster-${cluster}` : cluster;
}

function readInstance(path: string): string {
  const sink = new ProblemSink();
  const text = readTextFile(path, sink);
  if (text === undefined) {
    throw new ProblemsError(path, sink.problems);
  }
  return text;
}

function listProblems(error: unknown): readonly Problem[] {
  if (error instanceof ProblemsError) {
    return error.problems;
  }
  // The user's own constructs may throw anything when they are synthesized.
  const rule = `cannot be synthesized: ${error instanceof Error ? error.message : String(error)}`;
  return [{ code: 'CLUSTER_SYNTH', path: '', rule }];
}
