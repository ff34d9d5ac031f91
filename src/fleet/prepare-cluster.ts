import { expandVariables } from './expand-variables';
import { isPlainObject } from './is-plain-object';
import { mergeProps } from './merge-props';
import { readVariables } from './read-variables';
import type { Problem } from '../problems';

/** The sync of one cluster, ready to be made. */
export interface PreparedCluster {
  /** Props of a sync, not checked yet. */
  readonly props: Readonly<Record<string, unknown>>;
  readonly patchChart: boolean;
  readonly problems: readonly Problem[];
}

/**
 * Puts the layers of a cluster's props on top of each other (defaults first), fills in its variables.
 */
export function prepareCluster(cluster: string, layers: readonly unknown[]): PreparedCluster {
  const given = layers.filter((layer) => layer !== undefined);
  if (!given.every(isPlainObject)) {
    return fail('must be an object with the props of a cluster');
  }
  try {
    return prepare(cluster, given);
  } catch {
    // Plain JavaScript may pass getters that throw, and objects that contain themselves.
    return fail('must be an object that can be read');
  }
}

function prepare(cluster: string, layers: readonly unknown[]): PreparedCluster {
  const problems: Problem[] = [];
  const { variables, patchChart, ...props } = layers.reduce(mergeProps, {}) as Readonly<Record<string, unknown>>;
  if (patchChart !== undefined && typeof patchChart !== 'boolean') {
    problems.push({ code: 'INPUT_TYPE', path: 'patchChart', rule: 'must be true or false', received: patchChart });
  }
  const values = readVariables(cluster, variables, problems);
  const expanded = expandVariables(props, values, '', problems) as Readonly<Record<string, unknown>>;
  return { props: expanded, patchChart: patchChart === true, problems };
}

function fail(rule: string): PreparedCluster {
  return { props: {}, patchChart: false, problems: [{ code: 'INPUT_TYPE', path: '', rule }] };
}
