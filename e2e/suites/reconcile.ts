import { applyPath } from '../controller/apply-path';
import { checkNamedHealth } from '../controller/check-named-health';
import { correctDrift } from '../controller/correct-drift';
import { decryptSecret } from '../controller/decrypt-secret';
import { impersonateAccount } from '../controller/impersonate-account';
import { migrateBootstrapped } from '../controller/migrate-bootstrapped';
import { orderDependencies } from '../controller/order-dependencies';
import { pruneRevision } from '../controller/prune-revision';
import { substituteVariables } from '../controller/substitute-variables';
import { syncItself } from '../controller/sync-itself';
import { waitForHealth } from '../controller/wait-for-health';
import { World } from '../controller/world';
import { ArtifactServer } from '../harness/artifact-server';
import type { Binaries } from '../harness/build-binaries';
import type { Lifetime } from '../harness/lifetime';
import type { Report } from '../harness/report';
import type { ApiServer } from '../harness/start-api-server';
import { startKustomizeController } from '../harness/start-kustomize-controller';

const SCENARIOS: Readonly<Record<string, (world: World) => Promise<void>>> = {
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
  'a bootstrapped sync is taken over while it runs': migrateBootstrapped,
};

/** A real kustomize-controller reconciles what the package emits. */
export async function reconcile(binaries: Binaries, lifetime: Lifetime, server: ApiServer, flux: string, report: Report): Promise<void> {
  const controller = startKustomizeController(binaries, lifetime, server);
  const artifacts = await ArtifactServer.start(server.api, lifetime);
  const world = new World(server.api, artifacts, server.kubeconfig, binaries, controller);
  for (const [what, scenario] of Object.entries(SCENARIOS)) {
    await report.step(`kustomize-controller: ${what}`, flux, async (tally) => {
      await scenario(world);
      tally.accepted++;
    });
  }
  await controller.stop();
}
