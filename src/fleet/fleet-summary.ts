/**
 * What came of a fleet. File names are relative to the output folder.
 */
export interface FleetSummary {
  /** How many clusters were synthesized: those of the shard, where there is one. */
  readonly clusters: number;

  /** Files that are new or have new content. */
  readonly written: string[];

  /** Files that had the right content already. They were not touched. */
  readonly unchanged: string[];

  /** Files of clusters that are no longer in the fleet. */
  readonly removed: string[];

  /** Names of the clusters that something is wrong with. Their files were not touched. */
  readonly failed: string[];
}
