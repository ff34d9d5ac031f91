import type { Chart } from 'cdk8s';
import { SyncKind } from '../../src';
import type { FluxInstanceSyncProps } from '../../src';

/** One thing that a user may do wrong. */
export interface BadInput {
  readonly name: string;
  /** Does it, in a chart; the construct's id is `bad`. */
  readonly make: (chart: Chart) => unknown;
  /** Each problem that the error must list, and no other: code and path. */
  readonly problems: readonly string[];
}

/** A row of a table: what is wrong, the input, and each problem as code and path. */
export type Row<T> = readonly [name: string, input: T, ...problems: string[]];

/** A sync with which nothing is wrong. */
export const GOOD_PROPS: FluxInstanceSyncProps = {
  kind: SyncKind.GIT_REPOSITORY,
  url: 'https://git.example.com/fleet.git',
  ref: 'refs/heads/main',
  path: 'clusters/one',
};

/** The good props with some members replaced; getters stay getters, and `__proto__` stays a member. */
export function change(members: object): FluxInstanceSyncProps {
  return Object.defineProperties({ ...GOOD_PROPS }, Object.getOwnPropertyDescriptors(members));
}
