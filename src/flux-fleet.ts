import type { Chart } from 'cdk8s';
import { PropsReader, readFromFile } from './cluster-input';
import type { ClusterInput } from './cluster-input';
import { addClusterObjects, renderCluster } from './cluster-objects';
import type { RenderedCluster } from './cluster-objects';
import { formatObjectName } from './diff';
import {
  ClusterChart, describeFailedClusters, findDeletions, findInstanceFiles, findShard, FleetProblemsError, FleetWarnings, hideVariables, nameIndex,
  OnProblem, OutputFolder, planFiles, Progress, readClusterInstances, readClusterList, readClusterName, readDirectoryOptions,
  readFleetProps,
} from './fleet';
import type {
  CommitOptions, FailedCluster, FleetClusterProps, FleetDirectoryOptions, FleetPlan, FleetSettings, FleetSummary, FluxFleetProps, Variables,
} from './fleet';
import { ProblemsError, ProblemSink } from './problems';
import type { Problem } from './problems';
import { describeError } from './util';

/** The cluster whose chart still takes constructs. */
interface OpenCluster {
  readonly name: string;
  readonly subject: string;
  readonly chart: ClusterChart;
  /** Reads what the fleet writes for it, when everything else of the cluster is there. `undefined` for a cluster that is not written. */
  readonly read?: () => ClusterInput;
}

/**
 * The syncs of many clusters, one after the other: each cluster is a separate cdk8s app, which is synthesized and released when the next one is
 * added. So the time is linear in the number of clusters, and only one of them is in memory.
 *
 * Nothing is written to the output folder before all clusters are known to be right, unless `onProblem` says otherwise.
 *
 * @exampleMetadata fixture=chart
 * @example
 * const fleet = new FluxFleet({
 *   defaults: {
 *     kind: SyncKind.GIT_REPOSITORY,
 *     url: 'https://git.example.com/platform/$(var.region).git',
 *     ref: 'refs/heads/main',
 *     path: 'clusters/$(cluster.name)',
 *   },
 * });
 * fleet.addCluster('eu-1', { variables: { region: 'eu' } });
 * fleet.synth();
 */
export class FluxFleet {
  private readonly settings: FleetSettings;
  private readonly reader: PropsReader;
  private readonly progress = new Progress();
  /** Names by their lower-case form: some file systems ignore case. */
  private readonly names = new Map<string, string>();
  private readonly failed: FailedCluster[] = [];
  private readonly warnings = new FleetWarnings();
  private readonly passedOver: string[] = [];
  private readonly output: OutputFolder;
  private clusters = 0;
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
    this.reader = new PropsReader([settings.defaults]);
    this.output = new OutputFolder(settings.outdir);
  }

  /**
   * Adds a cluster.
   *
   * `synth()` reports the problems of the sync, together with those of all other clusters.
   *
   * @param cluster Name of the cluster and of its file or folder.
   * @param props The sync, on top of the fleet's defaults.
   * @returns The cluster's chart. You can add further constructs until the next cluster is added; then the sync is added to them.
   */
  public addCluster(cluster: string, props: FleetClusterProps = {}): Chart {
    return this.add(cluster, '', () => this.reader.read(cluster, props));
  }

  /**
   * Adds the clusters of a list.
   *
   * The file, in YAML or JSON, has the members `clusters` and `defaults`. Each cluster has its name in `cluster`; its other members are
   * those of `FleetClusterProps`. Durations are strings, such as `5m`.
   *
   * @param path Path of the file, from the working directory. An error is raised at once when it cannot be read.
   *
   * @exampleMetadata fixture=chart
   * @example
   * const fleet = new FluxFleet();
   * fleet.addClustersFromFile('clusters.yaml');
   * fleet.synth();
   */
  public addClustersFromFile(path: string): void {
    const sink = new ProblemSink();
    const list = readClusterList(path, sink);
    if (list === undefined) {
      throw new ProblemsError(String(path), sink.problems);
    }
    const reader = new PropsReader([this.settings.defaults, list.defaults]);
    for (const { name, props, place } of list.clusters) {
      this.add(name, ` (${path}, ${place})`, () => reader.read(String(name), props));
    }
  }

  /**
   * Adds a cluster for each FluxInstance manifest in a folder: `<cluster>.yaml`, `<cluster>/flux-instance.yaml` or
   * `<cluster>/flux-system/flux-instance.yaml`. Files of other kinds are passed over, and listed in the summary.
   *
   * The manifests are complete. Of the fleet's defaults, only `unmatchedPatches`, `runtimeChecks`, `acknowledge`, `manifests` and `patchChart` apply.
   *
   * @param path Path of the folder, from the working directory. An error is raised at once when it cannot be read.
   * @param options Which files are read.
   *
   * @exampleMetadata fixture=chart
   * @example
   * const fleet = new FluxFleet();
   * fleet.addClustersFromDirectory('clusters');
   * fleet.synth();
   */
  public addClustersFromDirectory(path: string, options: FleetDirectoryOptions = {}): void {
    const sink = new ProblemSink();
    const { pattern } = readDirectoryOptions(options, sink);
    const { clusters, others } = findInstanceFiles(path, pattern, sink);
    if (sink.problems.length > 0) {
      throw new ProblemsError(String(path), sink.problems);
    }
    this.passedOver.push(...others);
    const added = [...clusters].filter(([cluster, files]) => this.addFromFiles(cluster, files));
    if (added.length === 0) {
      const rule = `contains no FluxInstance; what was found holds something else, such as ${[...clusters.values()][0][0]}`;
      throw new ProblemsError(String(path), [{ code: 'INPUT_FILE', path: '', rule }]);
    }
  }

  /**
   * Compares the output folder with what `synth()` would write, and writes nothing. Print its `text` to see the differences.
   *
   * Clusters can be added afterwards, and the fleet be written. An error is raised as by `synth()`, but not because of what Flux would delete.
   */
  public plan(): FleetPlan {
    return this.compare('plan');
  }

  private compare(method: 'plan' | 'check'): FleetPlan {
    this.refuseIfEnded();
    this.closeCluster();
    this.progress.clear();
    this.failIfAsked(method);
    const options = this.describeCommit(this.failed);
    return planFiles(this.output, options, this.clusters, [...this.failed, ...findDeletions(this.output, options, this.settings.allowRename)]);
  }

  /**
   * For CI: raises an error if the files in the output folder are not what `synth()` would write. Writes nothing.
   */
  public check(): void {
    const { files } = this.compare('check');
    if (files.length > 0) {
      this.raise('check', new ProblemsError(this.settings.outdir, files.map(({ file, type, objects }) => ({
        code: 'OUTPUT_OUTDATED',
        path: file,
        rule: `would be ${type}${objects.length === 0 ? '' : `: ${objects.map((object) => `${formatObjectName(object)} is ${object.type}`).join(', ')}`}`,
        remedy: 'synthesize the fleet, and commit the result',
      }))));
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
      this.output.discard();
    }
  }

  private add(name: unknown, origin: string, read: () => ClusterInput): Chart {
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
    const chart = new ClusterChart(claimed ?? 'cluster');
    this.open = { name: claimed ?? 'cluster', subject, chart, read: included && claimed !== undefined ? read : undefined };
    return chart.chart;
  }

  /** Returns whether one of the files is a FluxInstance, or should be one. */
  private addFromFiles(cluster: string, files: readonly string[]): boolean {
    const sink = new ProblemSink();
    const instances = readClusterInstances(files, (path) => this.passedOver.push(path), sink);
    if (instances.length === 0 && sink.problems.length === 0) {
      return false;
    }
    const [instance] = instances;
    if (instances.length > 1) {
      const rule = `must have one FluxInstance, has ${instances.map(({ path }) => path).join(' and ')}`;
      sink.report({ code: 'INPUT_CONFLICT', rule, remedy: 'remove all but one: a cluster can have one only' });
    }
    this.add(cluster, instances.length === 1 ? ` (${instance.path})` : '', () => {
      if (sink.problems.length > 0) {
        throw new ProblemsError(cluster, sink.problems);
      }
      return readFromFile(instance, this.settings.defaults);
    });
    return true;
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
    const read = cluster?.read;
    if (read === undefined) {
      return cluster?.chart.close();
    }
    this.stage(cluster!, read);
    this.progress.report(this.clusters);
    cluster!.chart.close((chart) => {
      try {
        addClusterObjects(chart, this.settings.output, read());
      } catch (error) {
        // The problems of the cluster are known already, and reported with those of the others.
        if (!(error instanceof ProblemsError)) {
          throw error;
        }
      }
    });
  }

  private stage({ name, subject, chart }: OpenCluster, read: () => ClusterInput): void {
    let rendered: RenderedCluster;
    let variables: Variables = new Map();
    try {
      const input = read();
      ({ variables } = input);
      rendered = renderCluster(name, chart, this.settings, input);
    } catch (error) {
      this.failed.push({ name, subject, problems: listProblems(error).map((problem) => hideVariables(problem, variables)) });
      return;
    }
    this.warnings.add(name, rendered.warnings.map((warning) => hideVariables(warning, variables)));
    if (this.failed.length > 0 && this.settings.onProblem === OnProblem.FAIL_ALL) {
      return;
    }
    try {
      rendered.files.forEach((content, file) => this.output.stage(file, content));
    } catch (error) {
      this.ended = true;
      this.output.discard();
      throw error;
    }
  }

  private write(): FleetSummary {
    this.progress.clear();
    this.failIfAsked('synth');
    const deletions = findDeletions(this.output, this.describeCommit(this.failed), this.settings.allowRename);
    deletions.forEach(({ name }) => this.output.unstage(name));
    if (this.settings.onProblem === OnProblem.FAIL_ALL && deletions.length > 0) {
      this.raise('synth', new ProblemsError('FluxFleet', deletions.flatMap(({ problems }) => problems)));
    }
    this.failed.push(...deletions);
    if (this.failed.length > 0) {
      process.stderr.write(`${describeFailedClusters(this.failed, this.clusters, 'the others are written')}\n`);
      process.exitCode = 1;
    }
    const files = this.output.commit(this.describeCommit(this.failed));
    process.stderr.write(this.warnings.format());
    const failed = this.failed.map(({ name }) => name);
    const counts = [`${files.written.length} written`, `${files.unchanged.length} unchanged`, `${files.removed.length} removed`];
    const rest = [`${failed.length} failed`, `${this.passedOver.length} files passed over`].filter((count) => !count.startsWith('0 '));
    this.progress.finish([`${this.clusters} clusters`, ...counts, ...rest].join(', '));
    return { clusters: this.clusters, ...files, passedOver: this.passedOver, warnings: this.warnings.list(), failed };
  }

  /** Raises an error whose stack begins where the method was called. */
  private raise(method: 'plan' | 'check' | 'synth', error: Error): never {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is looked for on the stack, and not called
    Error.captureStackTrace(error, this[method]);
    throw error;
  }

  private failIfAsked(method: 'plan' | 'check' | 'synth'): void {
    if (this.failed.length > 0 && this.settings.onProblem === OnProblem.FAIL_ALL) {
      this.raise(method, new FleetProblemsError(this.failed, this.clusters));
    }
  }

  private describeCommit(failed: readonly FailedCluster[]): CommitOptions {
    const { shard, removeStale } = this.settings;
    const kept = new Set(failed.map(({ name }) => name));
    return { index: nameIndex(shard), isWhole: shard === undefined, isOurs: (name) => this.isOurs(name), kept, removeStale };
  }

  private refuseIfEnded(): void {
    if (this.ended) {
      throw new ProblemsError('FluxFleet', [{ code: 'INPUT_CONFLICT', path: '', rule: 'has already been synthesized, or has failed', remedy: 'create a new one' }]);
    }
  }
}

function listProblems(error: unknown): readonly Problem[] {
  if (error instanceof ProblemsError) {
    return error.problems;
  }
  // The user's own constructs may throw anything when they are synthesized.
  return [{ code: 'CLUSTER_SYNTH', path: '', rule: `cannot be synthesized: ${describeError(error)}` }];
}
