import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A FluxInstance and what the real operator and API server made of it. */
export interface Case {
  readonly id: string;
  readonly family: string;
  readonly instance: any;
  /** The release that its version meant. */
  readonly fluxVersion?: string;
  readonly outcome: 'objects' | 'refused';
  readonly objects?: any[];
  /** For each patch, how many of the sync's objects and of the instance's other objects its target selects. */
  readonly patchMatches?: { sync: number; others: number }[];
}

/** The cases that come with the repository. */
export const RECORDED: readonly Case[] = readCases('instances.jsonl');

/** Every `.jsonl` file of this folder holds such cases. */
export function readAllCases(): readonly Case[] {
  return readdirSync(__dirname).filter((name) => name.endsWith('.jsonl')).flatMap(readCases);
}

function readCases(name: string): readonly Case[] {
  return readFileSync(join(__dirname, name), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Case);
}
