import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeObject } from '../../src/util';
import type { FluxInstance } from './read-instance';

/** A FluxInstance and everything that the real operator would apply for it, in its order. */
export interface Case {
  readonly id: string;
  readonly instance: FluxInstance;
  readonly fluxVersion: string;
  /** CRDs have a hash instead of their spec. */
  readonly objects: KubeObject[];
}

export const SHARED = join(__dirname, '../../../shared');

export function readCases(path: string): Case[] {
  return readFileSync(path, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Case);
}

export function hashSpec(object: KubeObject): KubeObject {
  if (object.kind !== 'CustomResourceDefinition') {
    return object;
  }
  const { spec, ...rest } = object;
  return { ...rest, specSha256: createHash('sha256').update(JSON.stringify(sortKeys(spec))).digest('hex') };
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sortKeys);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, member]) => [key, sortKeys(member)]))
    : value;
}
