import { formatWarning } from '../problems';
import type { FluxWarning } from '../problems';

/**
 * A warning that clusters of a fleet have in common.
 */
export interface FleetWarning {
  /** Which warning this is, as the documentation of errors lists them: `PATCH_UNAPPLIED`. */
  readonly code: string;

  /** What is to be known, with the field that it is about. Of clusters that differ in the details, that of the first. */
  readonly message: string;

  /** Names of the clusters. */
  readonly clusters: string[];
}

/** Shown by name; of more clusters with the same warning only the number is. */
const MAX_NAMED = 3;

/** The warnings of all clusters, each kind once: ten thousand clusters with one wrong default have one warning. */
export class FleetWarnings {
  private readonly kinds = new Map<string, FleetWarning>();

  public add(cluster: string, warnings: readonly FluxWarning[]): void {
    for (const warning of warnings) {
      const key = JSON.stringify([warning.code, warning.path]);
      const kind = this.kinds.get(key) ?? { code: warning.code, message: formatWarning(warning), clusters: [] };
      if (kind.clusters.at(-1) !== cluster) {
        kind.clusters.push(cluster);
      }
      this.kinds.set(key, kind);
    }
  }

  public list(): FleetWarning[] {
    return [...this.kinds.values()];
  }

  /** All warnings for people, or nothing if there are none. */
  public format(): string {
    const lines = this.list().map(({ message, clusters }) => `  - ${formatNames(clusters)}: ${message}\n`);
    return lines.length === 0 ? '' : `FluxFleet: ${lines.length === 1 ? '1 warning' : `${lines.length} warnings`}\n${lines.join('')}`;
  }
}

function formatNames(names: readonly string[]): string {
  const more = names.length - MAX_NAMED;
  return more > 0 ? `${names.slice(0, MAX_NAMED).join(', ')} and ${more} more` : names.join(', ');
}
