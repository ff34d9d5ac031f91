import type { FleetClusterProps } from './fleet-cluster-props';
import type { FleetLayout } from './fleet-layout';
import type { FleetShard } from './fleet-shard';
import type { OnProblem } from './on-problem';

/**
 * Where and how a fleet is written.
 */
export interface FluxFleetProps {
  /**
   * The folder to write to. A link to a folder is followed; links inside the folder are refused.
   *
   * @default - the environment variable CDK8S_OUTDIR, which `cdk8s synth` sets, else `dist`
   */
  readonly outdir?: string;

  /**
   * What all clusters have in common. A cluster's own props come on top: structs and maps are merged member by member, patches are
   * appended, all else is replaced.
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
   * What to do when something is wrong with some of the clusters.
   *
   * @default OnProblem.FAIL_ALL
   */
  readonly onProblem?: OnProblem;

  /**
   * Whether to remove the files of clusters that are no longer in the fleet. Only files that an earlier run wrote, and nobody changed since,
   * are removed.
   *
   * @default false
   */
  readonly removeStale?: boolean;

  /**
   * The part of the fleet to synthesize. All parts together give what the whole fleet gives.
   *
   * @default - the whole fleet
   */
  readonly shard?: FleetShard;
}
