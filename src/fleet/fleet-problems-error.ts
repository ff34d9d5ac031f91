import { ProblemsError } from '../problems';
import type { Problem } from '../problems';

/** The problems of one cluster. */
export interface FailedCluster {
  readonly name: string;
  /** The cluster, and the file that it comes from, if any. */
  readonly subject: string;
  readonly problems: readonly Problem[];
}

/** Beyond this many the list says how many more there are: a wrong default breaks all clusters in the same way. */
const MOST_SHOWN = 50;

/** All problems of all clusters at once. */
export class FleetProblemsError extends Error {
  constructor(public readonly clusters: readonly FailedCluster[], total: number) {
    super(describeFailedClusters(clusters, total, 'nothing was written'));
    this.name = 'ProblemsError';
  }
}

/** Writes the problems cluster by cluster. */
export function describeFailedClusters(clusters: readonly FailedCluster[], total: number, consequence: string): string {
  const shown = clusters.slice(0, MOST_SHOWN).map(({ subject, problems }) => new ProblemsError(subject, problems).message);
  const more = clusters.length > MOST_SHOWN ? [`… and ${clusters.length - MOST_SHOWN} more clusters`] : [];
  return [`${clusters.length} of ${total} ${total === 1 ? 'cluster' : 'clusters'} cannot be synthesized, ${consequence}`, ...shown, ...more].join('\n');
}
