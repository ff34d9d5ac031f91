import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DistributionSpec } from '../../src/distribution';
import type { Patch } from '../../src/kustomize';
import type { KubeObject } from '../../src/util';
import { readRefusals } from '../harness/refusals';
import { render } from './render';

/** Patches of a user on an instance of some shape, and what kustomize 5.8.1 makes of it. */
export interface PatchCase {
  readonly id: string;
  readonly shape: Partial<DistributionSpec>;
  readonly patches: readonly Patch[];
  readonly outcome: 'objects' | 'refused';
  /** The objects that are not what they are without the patches. */
  readonly changed: readonly KubeObject[];
  /** The objects that are no longer there, as `Kind name`. */
  readonly gone: readonly string[];
}

export const PATCH_CASES: readonly PatchCase[] = readFileSync(join(__dirname, 'fixtures/patches.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));

export const PATCH_REFUSALS_FILE = join(__dirname, 'fixtures/patch-refusals.json');

/** By the id of a refused case: the problems that are found, written by `test/record-refusals.ts`. */
export const PATCH_REFUSALS = readRefusals(PATCH_REFUSALS_FILE);

export function renderPatched({ shape, patches }: Pick<PatchCase, 'shape' | 'patches'>): ReturnType<typeof render> {
  return render({ ...shape, patches, sync: buildSync(shape.namespace) });
}


function buildSync(namespace = 'flux-system'): KubeObject[] {
  const metadata = { name: namespace, namespace };
  return [
    { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', metadata, spec: { url: 'https://x', interval: '1m0s' } },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata,
      spec: { path: 'x', prune: true, sourceRef: { kind: 'GitRepository', name: namespace }, interval: '10m0s' },
    },
  ];
}
