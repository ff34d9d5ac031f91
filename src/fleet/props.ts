import { boolean, custom, enumOf, field, listOf, readStruct, required, string, stringWith, struct } from '../input';
import type { Fields } from '../input';
import type { SyncChecks, SyncDetails, SyncKind } from '../instance';
import type { ProblemSink } from '../problems';
import type { FleetWarning } from './fleet-warnings';
import { copyLayer } from './layers';
import type { Layer } from './layers';

/**
 * The sync of one cluster of a fleet, or the defaults for all of them.
 *
 * Every string, also in patches, may contain `$(cluster.name)` and `$(var.<name>)`. Write `$$(var.<name>)` for the literal text. Everything else
 * that looks like a variable is left alone.
 */
export interface FleetClusterProps extends SyncChecks, SyncDetails {
  /**
   * The kind of source. Upstream: `spec.sync.kind`.
   *
   * @default - that of the fleet's defaults; required if they have none
   */
  readonly kind?: SyncKind;

  /**
   * Address of the Git repository or the OCI repository, or endpoint of the bucket. Upstream: `spec.sync.url`.
   *
   * @default - that of the fleet's defaults; required if they have none
   */
  readonly url?: string;

  /**
   * Path inside the source of the directory that is applied to the cluster. Upstream: `spec.sync.path`.
   *
   * @default - that of the fleet's defaults; required if they have none
   */
  readonly path?: string;

  /**
   * Values for `$(var.<name>)`. Each is a string of one line. Those of a cluster are added to those of the defaults.
   *
   * @default - none
   */
  readonly variables?: { readonly [name: string]: string };

  /**
   * Whether the patches also select from the other objects in the cluster's chart, such as an `Include` of a Flux install manifest. A patch
   * that is meant for the controllers must then select something.
   *
   * @default false
   */
  readonly patchChart?: boolean;

  /**
   * Flux's manifests: the folder with the unpacked artifact of the operator's distribution, or a file with the output of `flux install --export`.
   * Patches for the controllers are tried on them; with the output `DISTRIBUTION` the objects are made of them.
   *
   * @default - none; required for the output DISTRIBUTION
   */
  readonly manifests?: string;
}

/**
 * What a fleet writes for each cluster.
 */
export enum FleetOutput {
  /** The source and the Kustomization, as `FluxInstanceSync` emits them. */
  SYNC = 'sync',
  /** The FluxInstance itself, for clusters that run the operator, as `FluxInstance` emits it. */
  FLUX_INSTANCE = 'flux-instance',
  /** All of Flux, as `FluxDistribution` emits it. */
  DISTRIBUTION = 'distribution',
}

/**
 * Where the objects of a cluster are written.
 */
export enum FleetLayout {
  /** `<cluster>.k8s.yaml`, with all objects of the cluster. */
  FILE_PER_CLUSTER = 'file-per-cluster',
  /** `<cluster>/<chart>.k8s.yaml`, one file for each chart of the cluster. */
  FOLDER_PER_CLUSTER = 'folder-per-cluster',
  /** `<cluster>/flux-system/<chart>.k8s.yaml`, one file for each chart of the cluster: beside what Flux itself keeps there. */
  FLUX_SYSTEM_PER_CLUSTER = 'flux-system-per-cluster',
}

/**
 * What a fleet does when something is wrong with some of its clusters.
 */
export enum OnProblem {
  /** Write nothing, and raise one error with the problems of all clusters. */
  FAIL_ALL = 'fail-all',
  /**
   * Write the good clusters, print the problems of the others to standard error, list them in the summary and set the exit code
   * of the Node process to 1. In Python, Go and Java, where Node is a separate process, look at the summary.
   */
  WRITE_GOOD = 'write-good',
}

/**
 * A part of a fleet. Each cluster is in exactly one of the parts, by a hash of its name.
 */
export interface FleetShard {
  /**
   * Which part: from 1 to `count`.
   */
  readonly index: number;

  /**
   * How many parts there are.
   */
  readonly count: number;
}

/**
 * Where and how a fleet is written.
 */
export interface FluxFleetProps {
  /**
   * The folder to write to. If it is a link to a folder, the link is followed; links inside the folder are refused.
   *
   * @default - the environment variable CDK8S_OUTDIR, which `cdk8s synth` sets, else `dist`
   */
  readonly outdir?: string;

  /**
   * What all clusters have in common. A cluster's own props come on top: structs and maps are merged member by member, patches are
   * appended, everything else is replaced.
   *
   * @default - none
   */
  readonly defaults?: FleetClusterProps;

  /**
   * Where the objects of a cluster are written.
   *
   * @default FleetLayout.FILE_PER_CLUSTER
   */
  readonly layout?: FleetLayout;

  /**
   * What is written for each cluster.
   *
   * @default FleetOutput.SYNC
   */
  readonly output?: FleetOutput;

  /**
   * What to do when something is wrong with some of the clusters.
   *
   * @default OnProblem.FAIL_ALL
   */
  readonly onProblem?: OnProblem;

  /**
   * Whether to remove the files of clusters that are no longer in the fleet. Only files that an earlier run wrote, and that nobody has changed
   * since, are removed.
   *
   * @default false
   */
  readonly removeStale?: boolean;

  /**
   * Names of clusters in which Flux may delete what it has applied. Otherwise it is an error, and nothing is written, if a Kustomization that was
   * written before is now renamed, gone or reads another path.
   *
   * @default - none
   */
  readonly allowRename?: string[];

  /**
   * The part of the fleet to synthesize. All parts together are the whole fleet.
   *
   * @default - the whole fleet
   */
  readonly shard?: FleetShard;
}

/**
 * Which files of a folder are read.
 */
export interface FleetDirectoryOptions {
  /**
   * Where the FluxInstance manifests are, below the folder. `*` stands for a part of one name. What the first one stands for is the cluster's name.
   *
   * @default - `<cluster>.yaml`, `<cluster>/flux-instance.yaml` and `<cluster>/flux-system/flux-instance.yaml`; also `.yml` and `.json`
   */
  readonly pattern?: string;
}

/**
 * Result of `FluxFleet.synth()`. File names are relative to the output folder.
 */
export interface FleetSummary {
  /** How many clusters were synthesized: those of the shard, if there is one. */
  readonly clusters: number;

  /** Files that are new or have new content. */
  readonly written: string[];

  /** Files that had the right content already. They were not touched. */
  readonly unchanged: string[];

  /** Files of clusters that are no longer in the fleet, and that were removed. */
  readonly removed: string[];

  /** Files of clusters that are no longer in the fleet, and that are still there. */
  readonly stale: string[];

  /** Files that `addClustersFromDirectory` found, and that have nothing to do with a FluxInstance. */
  readonly passedOver: string[];

  /** Warnings, each kind once. It is written to standard error, too. */
  readonly warnings: FleetWarning[];

  /** Names of the clusters with problems. Their files were not touched. */
  readonly failed: string[];
}

export interface FleetSettings {
  readonly outdir: string;
  readonly defaults: Layer;
  readonly layout: FleetLayout;
  readonly output: FleetOutput;
  readonly onProblem: OnProblem;
  readonly removeStale: boolean;
  readonly allowRename: ReadonlySet<string>;
  readonly shard?: FleetShard;
}

const wholeNumber = custom((value, sink) => Number.isInteger(value) && Number(value) >= 1
  ? Number(value)
  : sink.report({ code: 'INPUT_TYPE', rule: 'must be a whole number, at least 1', received: value }));

const SHARD = struct({
  index: required(wholeNumber),
  count: required(wholeNumber),
} satisfies Fields<FleetShard>);

const FLUX_FLEET = struct({
  outdir: field(string),
  defaults: field(custom(copyLayer)),
  layout: field(enumOf(FleetLayout)),
  output: field(enumOf(FleetOutput)),
  onProblem: field(enumOf(OnProblem)),
  removeStale: field(boolean),
  allowRename: field(listOf(string)),
  shard: field(SHARD),
} satisfies Fields<FluxFleetProps>);

/** Reads the props of a fleet. Returns `undefined` where anything is wrong with them. */
export function readFleetProps(
  props: unknown, environment: { readonly [name: string]: string | undefined }, sink: ProblemSink,
): FleetSettings | undefined {
  const values = readStruct(FLUX_FLEET, props, sink, { form: 'props' });
  const { index, count } = values.shard ?? {};
  if (index !== undefined && count !== undefined && index > count) {
    sink.at('shard', 'index').report({ code: 'INPUT_FORMAT', rule: `must be at most count, which is ${count}`, received: index });
  }
  return sink.problems.length > 0 ? undefined : {
    outdir: values.outdir ?? (environment.CDK8S_OUTDIR || 'dist'),
    defaults: values.defaults ?? {},
    layout: values.layout ?? FleetLayout.FILE_PER_CLUSTER,
    output: values.output ?? FleetOutput.SYNC,
    onProblem: values.onProblem ?? OnProblem.FAIL_ALL,
    removeStale: values.removeStale ?? false,
    allowRename: new Set(values.allowRename?.filter((name) => name !== undefined)),
    ...index === undefined || count === undefined ? {} : { shard: { index, count } },
  };
}

const DIRECTORY_OPTIONS = struct({
  pattern: field(stringWith({
    form: { matches: (value) => value.includes('*') && !value.split('/').includes('..'), rule: 'must be a path below the folder with * for the cluster\'s name' },
  })),
} satisfies Fields<FleetDirectoryOptions>);

/** Reads the options of a folder of FluxInstance manifests. */
export function readDirectoryOptions(options: unknown, sink: ProblemSink): FleetDirectoryOptions {
  return readStruct(DIRECTORY_OPTIONS, options, sink, { form: 'props' });
}
