import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import type { Problem } from '../problems';
import { readChoice } from './read-choice';
import { RuntimeChecks } from './runtime-checks';
import { readEntries } from '../util';
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

function listApiObjects(value: unknown, problems: Problem[]): ApiObject[] {
  if (value === undefined) {
    return [];
  }
  const found = readEntries(value)?.map(listConstructs);
  if (found === undefined || found.includes(undefined)) {
    problems.push({ code: 'INPUT_TYPE', path: 'patchTargets', rule: 'must be a list of constructs', received: value });
    return [];
  }
  return [...new Set(found.flatMap((constructs) => constructs!.filter((construct) => ApiObject.isApiObject(construct))))] as ApiObject[];
}

/** The construct and all below, or `undefined` for what is none, a proxy that pretends included. */
function listConstructs(target: unknown): IConstruct[] | undefined {
  try {
    return Construct.isConstruct(target) ? (target as IConstruct).node.findAll() : undefined;
  } catch {
    return undefined;
  }
}
