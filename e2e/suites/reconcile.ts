import { applyPath } from '../controller/apply-path';
import { checkNamedHealth } from '../controller/check-named-health';
import { correctDrift } from '../controller/correct-drift';
import { decryptSecret } from '../controller/decrypt-secret';
import { impersonateAccount } from '../controller/impersonate-account';
import { orderDependencies } from '../controller/order-dependencies';
import { pruneRevision } from '../controller/prune-revision';
import { substituteVariables } from '../controller/substitute-variables';
import { syncItself } from '../controller/sync-itself';
import { waitForHealth } from '../controller/wait-for-health';
import type { World } from '../controller/world';
import type { Report } from '../harness/report';

export const SCENARIOS: Readonly<Record<string, (world: World) => Promise<void>>> = {
  'a sync becomes Ready and applies the path inside its artifact': applyPath,
  'drift is corrected': correctDrift,
  'a new revision prunes': pruneRevision,
  '`decryption` decrypts a SOPS file with an age key': decryptSecret,
  '`postBuild` substitutes variables': substituteVariables,
  '`dependsOn` orders two syncs': orderDependencies,
  '`wait` waits for health': waitForHealth,
  '`healthChecks` and `healthCheckExprs` wait for a named object': checkNamedHealth,
  'a sync of its own directory neither overwrites nor prunes itself': syncItself,
  '`multitenant` applies as its own ServiceAccount': impersonateAccount,
};

/** A real kustomize-controller reconciles what the package emits. */
export async function reconcile(world: World, flux: string, report: Report): Promise<void> {
  for (const [what, scenario] of Object.entries(SCENARIOS)) {
    await report.step(`kustomize-controller: ${what}`, flux, async (tally) => {
      await scenario(world);
      tally.accepted++;
    });
  }
}
