import { readProps } from '../../src/instance';
import type { AddOperation } from '../../src/options';
import type { Problem } from '../../src/problems';

export interface Rendered {
  readonly source: readonly AddOperation[];
  readonly kustomization: readonly AddOperation[];
  readonly problems: readonly Problem[];
}

/** The operations that typed options make for a sync with a source of that kind. With problems there are none. */
export function renderOptions(kind: string, given: object): Rendered {
  const { operations, sink } = readProps({ kind: kind === 'Kustomization' ? 'Bucket' : kind, url: 'https://git.example.com/fleet.git', path: './', ...given }, undefined);
  const problems = sink.problems.filter(({ path }) => path !== 'ref');
  const list = (target: string) => (problems.length > 0 ? [] : operations.get(target) ?? []);
  return { source: list(kind), kustomization: list('Kustomization'), problems };
}
