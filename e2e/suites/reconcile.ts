import { applyPath, correctDrift, impersonateAccount, pruneRevision, syncItself } from '../controller/apply';
import { decryptSecret, substituteVariables } from '../controller/build';
import { checkNamedHealth, orderDependencies, waitForHealth } from '../controller/wait';
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
