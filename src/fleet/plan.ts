import { ChangeType, compareFile, formatFileChange, readObjects } from '../diff';
import type { FileChange } from '../diff';
import { ProblemsError } from '../problems';
import type { FailedCluster } from './fleet-problems-error';
import type { CommitOptions, OutputFolder } from './output-folder';

/**
 * Result of `FluxFleet.plan()`: what `synth()` would do. File names are relative to the output folder.
 */
export interface FleetPlan {
  /** How many clusters there are: those of the shard, if there is one. */
  readonly clusters: number;

  /** Whether nothing would change. */
  readonly isUpToDate: boolean;

  /** Files that would be written or removed. */
  readonly files: FileChange[];

  /** Names of the clusters with problems. Their files would not be touched. */
  readonly failed: string[];

  /** All changes as text, with a unified diff of each object. Values of Secrets are not shown. */
  readonly text: string;
}

/** Compares the folder with what would be written to it. */
export function planFiles(output: OutputFolder, options: CommitOptions, clusters: number, failed: readonly FailedCluster[]): FleetPlan {
  const files = [...output.listPending(options)].map(({ file, before, after }) => (
    compareFile(file, before === undefined ? undefined : readObjects(before), after === undefined ? undefined : readObjects(after))
  ));
  const count = (type: ChangeType) => `${files.filter((file) => file.type === type).length} ${type}`;
  const counts = [ChangeType.ADDED, ChangeType.CHANGED, ChangeType.REMOVED].map(count).join(', ');
  return {
    clusters,
    isUpToDate: files.length === 0,
    files,
    failed: failed.map(({ name }) => name),
    text: [
      `${clusters} ${clusters === 1 ? 'cluster' : 'clusters'}; files: ${counts}\n`,
      ...failed.map(({ subject, problems }) => `${new ProblemsError(subject, problems).message}\n`),
      ...files.map(formatFileChange),
    ].join(''),
  };
}
