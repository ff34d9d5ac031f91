import type { InstanceField, SyncInput } from '../instance';
import { findOption } from '../options';
import { formatFieldPath } from '../problems';
import type { Problem } from '../problems';
import type { KubeObject } from '../util';

/** A problem of an object of that kind; its path is the field in the object. */
export interface ObjectProblem {
  readonly kind: string;
  readonly problem: Problem;
}

/** What there is after one step of the work, and how to name what that step wrote. */
export interface Stage {
  readonly listObjects: () => readonly KubeObject[];
  /** The input that wrote a field of an object of that kind, as the user knows it. */
  readonly nameField: (kind: string, field: string) => string | undefined;
  /** Whether one name stands for many fields, as that of a patch does. */
  readonly isPatch?: boolean;
}

/** A problem with the place that its author knows. */
export interface TracedProblem {
  readonly problem: Problem;
  /** The one input behind it; absent where a patch or the operator wrote the field. */
  readonly input?: string;
}

/**
 * Names in each problem the input that caused it (the prop, the option or the patch): that of a stage at which the problem is there, and was not
 * before. What is wrong with an input that goes into both objects becomes one problem. The fields of one patch are told apart.
 *
 * @param findWriter the stage that wrote the field of a problem last, if it is known
 */
export function traceProblems(
  found: readonly ObjectProblem[], listStages: () => readonly Stage[], check: (objects: readonly KubeObject[]) => readonly ObjectProblem[],
  findWriter: (problem: ObjectProblem) => number | undefined = () => undefined,
): TracedProblem[] {
  if (found.length === 0) {
    return [];
  }
  const stages = listStages();
  const findOrigin = makeFindOrigin(stages, check, findWriter);
  const traced = new Map<string, TracedProblem>();
  for (const each of found) {
    const { kind, problem } = each;
    const stage = stages[findOrigin(each)] as Stage | undefined;
    const origin = stage?.nameField(kind, problem.path);
    const place = `${kind} ${problem.path}`.trim();
    const key = JSON.stringify([origin ?? place, stage?.isPatch === true ? problem.path : '', problem.code, problem.rule]);
    if (!traced.has(key)) {
      traced.set(key, {
        problem: { ...problem, path: origin === undefined ? place : `${origin} (${place})` },
        input: stage?.isPatch === true ? undefined : origin,
      });
    }
  }
  return [...traced.values()];
}

/**
 * Finds the stage that caused a problem, or -1. Among many stages by bisection: checking an object costs far more than patching it, and most syncs
 * have one problem at most. No stage is checked twice. Where many patches are wrong, it would have to check each stage, and each object has more
 * problems than the one before: then the patch that wrote the field last is taken for the one that made the problem.
 */
function makeFindOrigin(
  stages: readonly Stage[], check: (objects: readonly KubeObject[]) => readonly ObjectProblem[],
  findWriter: (problem: ObjectProblem) => number | undefined,
): (problem: ObjectProblem) => number {
  const found = new Map<number, ReadonlySet<string>>();
  const has = (index: number, key: string) => {
    const keys = found.get(index) ?? new Set(check(stages[index].listObjects()).map(toKey));
    found.set(index, keys);
    return keys.has(key);
  };
  return (problem) => {
    const key = toKey(problem);
    // What was wrong from the start did not come from a patch, even where one repaired it in between.
    if (stages.length === 0 || has(0, key)) {
      return stages.length === 0 ? -1 : 0;
    }
    const writer = found.size < MAX_CHECKED ? undefined : findWriter(problem);
    // Before the first patch are the typed options, and after the last one the operator sets its own.
    if (writer !== undefined && !has(1, key) && has(stages.length - 2, key)) {
      return writer;
    }
    let absent = 0;
    let present = stages.length - 1;
    while (present > absent && !has(present, key)) {
      present--;
    }
    while (present - absent > 1) {
      const middle = Math.floor((absent + present) / 2);
      if (has(middle, key)) {
        present = middle;
      } else {
        absent = middle;
      }
    }
    return present === 0 ? -1 : present;
  };
}

/** This many stages are checked to find the patches behind some problems. */
const MAX_CHECKED = 64;

function toKey({ kind, problem }: ObjectProblem): string {
  return JSON.stringify([kind, problem.code, problem.path]);
}

/** The plain input behind each field of the emitted objects. */
const WRITTEN_BY: ReadonlyMap<string, InstanceField> = new Map<string, InstanceField>([
  ['spec.url', 'url'],
  ['spec.endpoint', 'url'],
  ['spec.ref', 'ref'],
  ['spec.ref.name', 'ref'],
  ['spec.ref.tag', 'ref'],
  ['spec.bucketName', 'ref'],
  ['spec.interval', 'interval'],
  ['spec.secretRef.name', 'pullSecret'],
  ['spec.provider', 'provider'],
  ['spec.path', 'path'],
  ['spec.serviceAccountName', 'multitenant'],
  ['metadata.name', 'name'],
  ['spec.sourceRef.name', 'name'],
  ['metadata.namespace', 'namespace'],
  ['metadata.labels.app.kubernetes.io/instance', 'namespace'],
  ['metadata.labels.fluxcd.controlplane.io/namespace', 'namespace'],
  ['metadata.labels.fluxcd.controlplane.io/name', 'instanceName'],
]);

/** The plain input that wrote a field of the sync's objects, as its author wrote it. */
export function namePlainField({ names, spec }: SyncInput, field: string): string | undefined {
  for (const map of ['labels', 'annotations'] as const) {
    const prefix = `metadata.${map}`;
    const given = spec?.[map] ?? {};
    const isWhole = field === prefix && Object.keys(given).length > 0;
    if (isWhole || (field.startsWith(`${prefix}.`) && Object.hasOwn(given, field.slice(prefix.length + 1)))) {
      return `${formatFieldPath(names[map])}${field.slice(prefix.length)}`;
    }
  }
  const input = WRITTEN_BY.get(field);
  if (input === undefined) {
    return undefined;
  }
  // The name comes from the namespace where none is given.
  const isDefaultName = input === 'name' && spec?.name === spec?.namespace;
  return formatFieldPath(names[isDefaultName ? 'namespace' : input]);
}

/** The typed option that wrote a field, as its author wrote it. A manifest has none. */
export function nameOption({ operations, optionsField }: SyncInput, kind: string, field: string): string | undefined {
  const option = operations.has(kind) ? findOption(kind, field) : undefined;
  return option === undefined ? undefined : formatFieldPath([...optionsField, option]);
}

/** The inputs that a run-time rule can refer to, by the field in the object. */
const INPUTS: ReadonlyMap<string, InstanceField> = new Map<string, InstanceField>([
  ['fluxVersion', 'fluxVersion'],
  ['spec.url', 'url'],
  ['spec.endpoint', 'url'],
  ['spec.ref', 'ref'],
  ['spec.ref.name', 'ref'],
  ['spec.secretRef', 'pullSecret'],
  ['spec.provider', 'provider'],
  ['spec.interval', 'interval'],
  ['spec.path', 'path'],
]);

/** What the author of the input calls a field of the sync's objects, whether it is set or not. */
export function nameInput({ names, form, optionsField }: SyncInput, kind: string, field: string): string | undefined {
  const isPlain = !(kind === 'Kustomization' && field === 'spec.interval');
  const plain = isPlain ? INPUTS.get(field) : undefined;
  if (plain !== undefined) {
    return formatFieldPath(names[plain]);
  }
  const option = form === 'props' ? findOption(kind, field) : undefined;
  return option === undefined ? undefined : formatFieldPath([...optionsField, option]);
}
