import { ProblemsError } from '../problems';
import type { Problem } from '../problems';

/** The problems of one cluster. */
export interface FailedCluster {
  readonly name: string;
  /** The cluster, and the file that it comes from, if any. */
  readonly subject: string;
  readonly problems: readonly Problem[];
}

/** More clusters than this are only counted: a wrong default breaks all of them in the same way. */
const MAX_SHOWN = 50;

/** All problems of all clusters at once. */
export class FleetProblemsError extends Error {
  constructor(clusters: readonly FailedCluster[], total: number) {
    super(describeFailedClusters(clusters, total, 'nothing was written'));
    this.name = 'ProblemsError';
  }
}

/** Writes the problems cluster by cluster. */
export function describeFailedClusters(clusters: readonly FailedCluster[], total: number, consequence: string): string {
  const shown = clusters.slice(0, MAX_SHOWN).map(({ subject, problems }) => new ProblemsError(subject, problems).message);
  const more = clusters.length > MAX_SHOWN ? [`… and ${clusters.length - MAX_SHOWN} more clusters`] : [];
  return [`${clusters.length} of ${total} ${total === 1 ? 'cluster' : 'clusters'} cannot be synthesized, ${consequence}`, ...shown, ...more].join('\n');
}
