import { App, Chart } from 'cdk8s';
import {
  checkClusterName, describeFailedClusters, findShard, FleetProblemsError, listInstanceFiles, nameIndex, OnProblem, OutputFolder, prepareCluster,
  Progress, readClusterList, readFleetProps, readTextFile, renderFiles,
} from './fleet';
import type { CommittedFiles, FailedCluster, FleetClusterProps, FleetSettings, FleetSummary, FluxFleetProps } from './fleet';
import { FluxInstanceSync } from './flux-instance-sync';
import { readProps, ReadSync } from './instance';
import { ProblemsError } from './problems';
import type { Problem } from './problems';

const SYNC = 'flux-instance-sync';

/** A cluster that still takes constructs. */
interface OpenCluster {
  readonly name: string;
  readonly subject: string;
  readonly chart: Chart;
  /** Adds the sync, when all else of the cluster is there. `undefined` for a cluster that is not to be written. */
  readonly addSync?: (chart: Chart) => void;
}

/**
 * The syncs of many clusters, one after the other: each cluster is an app of its own, which is synthesized and forgotten when the next one is
 * added. Time and memory grow with the number of clusters, no faster.
 *
 * Nothing is written to the output folder before all clusters are known to be right, unless `onProblem` says otherwise.
 */
export class FluxFleet {
  private readonly settings: FleetSettings;
  private readonly progress = new Progress();
  /** Names in lower case: some file systems know no other. */
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
    this.settings = readFleetProps(props, process.env);
  }

  /**
   * Adds a cluster.
   *
   * What is wrong with the sync is reported by `synth()`, together with the problems of all other clusters.
   *
   * @param cluster Name of the cluster, and of its file or folder.
   * @param props The sync, on top of the fleet's defaults.
   * @returns the cluster's chart. It takes further constructs until the next cluster is added; the sync joins them then.
   */
  public addCluster(cluster: string, props: FleetClusterProps = {}): Chart {
    return this.add(cluster, '', (chart) => this.addPreparedSync(chart, cluster, [this.settings.defaults, props]));
  }

  /**
   * Adds the clusters of a list.
   *
   * The file, in YAML or JSON, has the members `clusters` and `defaults`. Each cluster has its name in `cluster`; all other members are
   * those of `FleetClusterProps`, with durations as text, such as `5m`.
   *
   * @param path Path of the file, from the working directory. An error is raised at once when it cannot be read.
   */
  public addClustersFromFile(path: string): void {
    const { defaults, clusters } = readClusterList(path);
    for (const { name, props, place } of clusters) {
      this.add(name, ` (${path}, ${place})`, (chart) => this.addPreparedSync(chart, String(name), [this.settings.defaults, defaults, props]));
    }
  }

  /**
   * Adds a cluster for each FluxInstance manifest in a folder: `<cluster>.yaml`, `.yml` or `.json`.
   *
   * The manifests say everything themselves. Of the fleet's defaults only `unmatchedPatches`, `runtimeChecks` and `patchChart` apply.
   *
   * @param path Path of the folder, from the working directory. An error is raised at once when it cannot be read.
   */
  public addClustersFromDirectory(path: string): void {
    const { unmatchedPatches, runtimeChecks, patchChart } = this.settings.defaults as FleetClusterProps | undefined ?? {};
    for (const { cluster, path: file } of listInstanceFiles(path)) {
      this.add(cluster, ` (${file})`, (chart) => {
        const patchTargets = patchChart === true ? [chart] : undefined;
        readTextFile(file, (text) => FluxInstanceSync.fromYaml(chart, SYNC, text, { unmatchedPatches, runtimeChecks, patchTargets }));
      });
    }
  }

  /**
   * Writes the fleet.
   *
   * An error lists the problems of all clusters, and nothing is written then, unless `onProblem` is `WRITE_GOOD`.
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
    const problems = this.claimName(name);
    const id = problems.length === 0 ? String(name) : 'cluster';
    const subject = `${typeof name === 'string' && name !== '' ? name : id}${origin}`;
    const included = problems.length > 0 || this.isOurs(id);
    this.clusters += included ? 1 : 0;
    if (problems.length > 0) {
      this.failed.push({ name: String(name), subject, problems });
    }
    const chart = new Chart(new App(), id);
    this.open = { name: id, subject, chart, addSync: included && problems.length === 0 ? addSync : undefined };
    return chart;
  }

  private addPreparedSync(chart: Chart, name: string, layers: readonly unknown[]): void {
    const { props, patchChart, problems } = prepareCluster(name, layers);
    if (problems.length > 0) {
      throw new ProblemsError(name, problems);
    }
    const given = patchChart ? { ...props, patchTargets: [chart] } : props;
    new FluxInstanceSync(chart, SYNC, new ReadSync((namespace) => readProps(given, namespace, 'data')));
  }

  private claimName(name: unknown): Problem[] {
    const problems = checkClusterName(name);
    if (problems.length > 0) {
      return problems;
    }
    const key = String(name).toLowerCase();
    const other = this.names.get(key);
    this.names.set(key, String(name));
    return other === undefined ? [] : [{
      code: 'NAME_COLLISION',
      path: 'name',
      rule: other === name ? 'names two clusters of the fleet' : `differs from ${other} only in case, which some file systems do not tell apart`,
      received: name,
      remedy: 'rename one of them',
    }];
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
      files = renderFiles(chart, this.settings.layout);
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
      throw new ProblemsError('FluxFleet', [{ code: 'INPUT_CONFLICT', path: '', rule: 'has been synthesized, or has failed to', remedy: 'make a new one' }]);
    }
  }
}

function listProblems(error: unknown): readonly Problem[] {
  if (error instanceof ProblemsError) {
    return error.problems;
  }
  // Whatever the user's own constructs say when they are synthesized.
  const rule = `cannot be synthesized: ${error instanceof Error ? error.message : String(error)}`;
  return [{ code: 'CLUSTER_SYNTH', path: '', rule }];
}
