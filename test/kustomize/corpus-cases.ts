import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Patch } from '../../src/kustomize';
import { ProblemsError } from '../../src/problems';
import { readRefusals } from '../harness/refusals';
import { applyPatches, parseResources } from './engine';

/** Patches, and what kustomize 5.8.1 makes of them. */
export interface CorpusCase {
  readonly name: string;
  readonly family: string;
  readonly resourcesYaml: string;
  readonly patches: readonly Patch[];
  readonly expected?: readonly unknown[];
  readonly errorKind?: string;
  /** Readers of kustomize's own output disagree about this one. */
  readonly ambiguous?: boolean;
}

export const CORPUS: readonly CorpusCase[] = readFileSync(join(__dirname, 'corpus.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));

export const CORPUS_REFUSALS_FILE = join(__dirname, 'refusals.json');

/** By the name of a case that kustomize refuses: the problems that the engine finds, written by `test/record-refusals.ts`. */
export const CORPUS_REFUSALS = readRefusals(CORPUS_REFUSALS_FILE);

/** The result of a case, or its problems. */
export function runCase({ resourcesYaml, patches }: CorpusCase): unknown[] | ProblemsError {
  try {
    return applyPatches(parseResources(resourcesYaml), patches);
  } catch (error) {
    if (error instanceof ProblemsError) {
      return error;
    }
    throw error;
  }
}
