import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Problem } from '../problems';
import { isObject } from '../util';
import { AppWarnings } from './warnings';

/** The FluxInstance that a sync names as its owner. */
export interface SyncOwner {
  readonly name: string;
  readonly namespace: string;
  /** Whether the sync is protected from the operator. */
  readonly handover: boolean;
}

interface Watched {
  readonly construct: Construct;
  readonly owner: SyncOwner;
  readonly warn: (warning: Problem) => void;
}

const watchedByChart = new WeakMap<Chart, Watched[]>();

/**
 * Warns at synth where the chart has a FluxInstance that owns a sync by its labels, and has no `spec.sync`: an operator that made the objects
 * before takes them for its own, and deletes them. The chart is searched once for all of its syncs.
 */
export function watchOwner(construct: Construct, owner: SyncOwner, warn: (warning: Problem) => void): void {
  const chart = Chart.of(construct);
  const watched = watchedByChart.get(chart) ?? [];
  if (watched.length === 0) {
    watchedByChart.set(chart, watched);
    AppWarnings.of(chart).addSearch(() => warnAboutOwners(chart, watched));
  }
  watched.push({ construct, owner, warn });
}

/** Returns whether there is a FluxInstance. */
function warnAboutOwners(chart: Chart, watched: readonly Watched[]): boolean {
  const found = chart.node.findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct) && construct.kind === 'FluxInstance');
  const instances = found
    .map((object) => object.toJson() as unknown)
    .filter((object) => isObject(object) && isObject(object.spec) && object.spec.sync === undefined);
  const owners = new Set(instances.map((object) => toKey(isObject(object) && isObject(object.metadata) ? object.metadata : {})));
  for (const { owner, warn } of watched) {
    if (!owner.handover && owners.has(toKey({ ...owner }))) {
      warn({
        code: 'OWNER_WITHOUT_SYNC',
        path: '',
        rule: `carries the owner labels of the FluxInstance ${owner.namespace}/${owner.name} of this chart, which has no spec.sync: an operator that `
          + 'made the two objects before deletes them, and with them everything that Flux applied',
        remedy: 'set handover until the operator has let go of them',
      });
    }
  }
  return found.length > 0;
}

function toKey({ name, namespace }: { readonly name?: unknown; readonly namespace?: unknown }): string {
  return JSON.stringify([namespace, name]);
}
