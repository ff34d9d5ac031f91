import type { IConstruct } from 'constructs';
import type { KnownSecret } from './controllers';

/** Known by this mark and not by its class: several copies of this package may be loaded. */
const MARK = Symbol.for('cdk8s-flux-instance-sync.KnownSecret');

/**
 * Marks a construct as one that makes a Secret. The values stay behind a function, so that printing the construct does not print them.
 */
export function markKnownSecret(construct: IConstruct, describe: () => KnownSecret): void {
  Object.defineProperty(construct, MARK, { value: describe });
}

/**
 * The Secrets that this package makes anywhere below the scope, as the run-time rules want to know them.
 */
export function listKnownSecrets(scope: IConstruct): KnownSecret[] {
  return scope.node.findAll().flatMap((construct) => {
    const describe = (construct as { [MARK]?: () => KnownSecret })[MARK];
    return describe === undefined ? [] : [describe()];
  });
}
