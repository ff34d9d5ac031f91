import type { IConstruct } from 'constructs';
import type { KnownSecret } from './controllers';

/** Where the root of a tree keeps its list: several copies of this package may be loaded, and all use the same. */
const LIST = Symbol.for('cdk8s-flux-instance-sync.KnownSecrets');

interface Entry {
  readonly construct: IConstruct;
  /** The values stay behind a function, so that printing the tree does not print them. */
  readonly describe: () => KnownSecret;
}

/**
 * Notes a construct as one that makes a Secret. It is noted at the root, so that nobody has to walk the tree to find it.
 */
export function markKnownSecret(construct: IConstruct, describe: () => KnownSecret): void {
  const { root } = construct.node;
  if (listEntries(root) === undefined) {
    Object.defineProperty(root, LIST, { value: [] });
  }
  listEntries(root)!.push({ construct, describe });
}

/**
 * The Secrets that this package makes anywhere below the scope, as the run-time rules want to know them.
 */
export function listKnownSecrets(scope: IConstruct): KnownSecret[] {
  return (listEntries(scope.node.root) ?? []).filter(({ construct }) => isBelow(construct, scope)).map(({ describe }) => describe());
}

/** How many Secrets were made in the tree so far: another number means that there is more to know. */
export function countKnownSecrets(scope: IConstruct): number {
  return listEntries(scope.node.root)?.length ?? 0;
}

function listEntries(root: IConstruct): Entry[] | undefined {
  return (root as { [LIST]?: Entry[] })[LIST];
}

/** Whether the scope is on the way up, and nothing on it was taken out of the tree. */
function isBelow(construct: IConstruct, scope: IConstruct): boolean {
  const above = construct.node.scope;
  return construct === scope
    || (above !== undefined && above.node.tryFindChild(construct.node.id) === construct && isBelow(above, scope));
}
