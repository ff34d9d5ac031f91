import { FleetLayout } from './fleet-layout';
import { isPlainObject } from './is-plain-object';
import { OnProblem } from './on-problem';
import { ProblemsError, suggestRemedy } from '../problems';
import type { Problem } from '../problems';
import { readChoice } from '../sync';

const PROPS = ['outdir', 'defaults', 'layout', 'onProblem', 'removeStale', 'shard'];

export interface FleetSettings {
  readonly outdir: string;
  readonly defaults: unknown;
  readonly layout: FleetLayout;
  readonly onProblem: OnProblem;
  readonly removeStale: boolean;
  readonly shard?: { readonly index: number; readonly count: number };
}

/**
 * Reads the props of a fleet.
 *
 * @throws ProblemsError with all that is wrong with them
 */
export function readFleetProps(given: unknown, environment: Readonly<Record<string, string | undefined>>): FleetSettings {
  const problems: Problem[] = [];
  const props = isPlainObject(given) ? given : {};
  if (!isPlainObject(given)) {
    problems.push({ code: 'INPUT_TYPE', path: '', rule: 'must be an object', received: given });
  }
  for (const name of Object.keys(props).filter((key) => !PROPS.includes(key))) {
    problems.push({ code: 'INPUT_UNKNOWN', path: name, rule: 'is not a prop of FluxFleet', remedy: suggestRemedy(name, PROPS) });
  }
  const settings: FleetSettings = {
    outdir: readText('outdir', props.outdir, environment.CDK8S_OUTDIR || 'dist', problems),
    defaults: props.defaults,
    layout: readChoice('layout', props.layout, FleetLayout.FILE_PER_CLUSTER, Object.values(FleetLayout), problems),
    onProblem: readChoice('onProblem', props.onProblem, OnProblem.FAIL_ALL, Object.values(OnProblem), problems),
    removeStale: props.removeStale === true,
    shard: readShard(props.shard, problems),
  };
  if (props.removeStale !== undefined && typeof props.removeStale !== 'boolean') {
    problems.push({ code: 'INPUT_TYPE', path: 'removeStale', rule: 'must be true or false', received: props.removeStale });
  }
  if (problems.length > 0) {
    throw new ProblemsError('FluxFleet', problems);
  }
  return settings;
}

function readText(path: string, value: unknown, fallback: string, problems: Problem[]): string {
  if (value !== undefined && (typeof value !== 'string' || value === '')) {
    problems.push({ code: 'INPUT_TYPE', path, rule: 'must be a text that is not empty', received: value });
  }
  return typeof value === 'string' ? value : fallback;
}

function readShard(value: unknown, problems: Problem[]): FleetSettings['shard'] {
  if (value === undefined) {
    return undefined;
  }
  const { index, count } = isPlainObject(value) ? value as { index?: unknown; count?: unknown } : {};
  if (!Number.isInteger(index) || !Number.isInteger(count) || Number(index) < 1 || Number(index) > Number(count)) {
    problems.push({ code: 'INPUT_FORMAT', path: 'shard', rule: 'must have a count and an index from 1 to count', received: value });
    return undefined;
  }
  return { index: Number(index), count: Number(count) };
}
