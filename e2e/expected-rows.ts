import type { ExpectedRows } from './harness/report';

const ALL = ['2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9'];
/** The examples are written for these. */
const EXAMPLES = ['2.8', '2.9'];
/** No object was recorded for Flux 2.2. */
const RECORDED = ALL.slice(1);
const NEWEST = ALL.slice(-1);

/**
 * The rows of a run, by Flux minor. A run with any other rows has failed: a suite that finds nothing to do, because a folder or a format changed,
 * is noticed.
 */
export const EXPECTED_ROWS: ExpectedRows = {
  'the examples\' YAML, applied twice with kubectl': EXAMPLES,
  'what FluxInstances of the fixtures become, applied twice': ALL,
  'recorded objects: same verdict': RECORDED,
  'random objects: same verdict': ALL,
  'strings that YAML readers disagree about: refused, or the same in kubectl': NEWEST,
  'every FluxSecret, applied twice and read back': NEWEST,
  'FluxInstances: the examples, the fixtures and every typed option, applied twice': NEWEST,
  'random patches: what kustomize makes of them': NEWEST,
  'kustomize-controller: a sync becomes Ready and applies the path inside its artifact': NEWEST,
  'kustomize-controller: drift is corrected': NEWEST,
  'kustomize-controller: a new revision prunes': NEWEST,
  'kustomize-controller: `decryption` decrypts a SOPS file with an age key': NEWEST,
  'kustomize-controller: `postBuild` substitutes variables': NEWEST,
  'kustomize-controller: `dependsOn` orders two syncs': NEWEST,
  'kustomize-controller: `wait` waits for health': NEWEST,
  'kustomize-controller: `healthChecks` and `healthCheckExprs` wait for a named object': NEWEST,
  'kustomize-controller: a sync of its own directory neither overwrites nor prunes itself': NEWEST,
  'kustomize-controller: `multitenant` applies as its own ServiceAccount': NEWEST,
  'migration from `flux bootstrap`: nothing is deleted, and nothing is left over': NEWEST,
  'migration from `flux bootstrap`, synced by itself: nothing is deleted, and nothing is left over': NEWEST,
  'migration from `flux bootstrap`, kept from pruning by `prune: Disabled` alone: nothing is deleted, and nothing is left over': NEWEST,
  'migration from the operator, which stays: nothing is deleted, and nothing is left over': NEWEST,
  'migration from the operator with a patch, which stays: nothing is deleted, and nothing is left over': NEWEST,
  'migration from the operator, which goes: nothing is deleted, and nothing is left over': NEWEST,
  'migration to the operator: nothing is deleted, and nothing is left over': NEWEST,
  'migration to another name: nothing is deleted, and nothing is left over': NEWEST,
  'migration to another namespace: nothing is deleted, and nothing is left over': NEWEST,
  'migration to another path: nothing is deleted, and nothing is left over': NEWEST,
  'whole cluster: docs/whole-cluster.md, every object there, and unchanged by a second apply': NEWEST,
  'whole cluster: what recorded FluxInstances become is the operator\'s, and accepted': NEWEST,
  'letting go before taking over empties the objects, as the guide warns': NEWEST,
};
