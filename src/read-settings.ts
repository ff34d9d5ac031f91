import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { suggestNearest } from './problems';
import type { Problem } from './problems';
import { RuntimeChecks } from './runtime-checks';
import { UnmatchedPatches } from './unmatched-patches';
import type { WrittenSync } from './written-sync';

export interface Settings {
  readonly ignoreUnmatched: boolean;
  readonly runtimeChecks: RuntimeChecks;
  /** The API objects below the patch targets, each once. */
  readonly patchTargets: readonly ApiObject[];
  readonly problems: readonly Problem[];
}

/** Reads the members of SyncOptions. */
export function readSettings(given: WrittenSync['settings']): Settings {
  const problems: Problem[] = [];
  const unmatched = readChoice('unmatchedPatches', given.unmatchedPatches, UnmatchedPatches.ERROR, Object.values(UnmatchedPatches), problems);
  const runtimeChecks = readChoice('runtimeChecks', given.runtimeChecks, RuntimeChecks.ERROR, Object.values(RuntimeChecks), problems);
  const patchTargets = listApiObjects(given.patchTargets, problems);
  return { ignoreUnmatched: unmatched === UnmatchedPatches.IGNORE, runtimeChecks, patchTargets, problems };
}

function readChoice<T extends string>(path: string, value: unknown, fallback: T, allowed: readonly T[], problems: Problem[]): T {
  const chosen = allowed.find((candidate) => candidate === value);
  if (value !== undefined && chosen === undefined) {
    const nearest = typeof value === 'string' ? suggestNearest(value, allowed) : undefined;
    problems.push({
      code: 'INPUT_ENUM', path, rule: `must be one of ${allowed.join(', ')}`, received: value, allowed, remedy: nearest && `did you mean ${nearest}?`,
    });
  }
  return chosen ?? fallback;
}

function listApiObjects(value: unknown, problems: Problem[]): ApiObject[] {
  if (value === undefined) {
    return [];
  }
  if (!Array.isArray(value) || !value.every((target) => Construct.isConstruct(target))) {
    problems.push({ code: 'INPUT_TYPE', path: 'patchTargets', rule: 'must be a list of constructs', received: value });
    return [];
  }
  const objects = (value as IConstruct[]).flatMap((target) => target.node.findAll()).filter((construct) => ApiObject.isApiObject(construct));
  return [...new Set(objects as ApiObject[])];
}
