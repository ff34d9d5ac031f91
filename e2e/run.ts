import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { buildBinaries } from './harness/build-binaries';
import { installCrds, listMinors } from './harness/install-crds';
import { Lifetime } from './harness/lifetime';
import { Report } from './harness/report';
import { startApiServer } from './harness/start-api-server';
import { reconcile } from './suites/reconcile';
import { migrate } from './suites/migrate';

async function main() {
  const report = new Report();
  const lifetime = new Lifetime();
  const folder = mkdtempSync(path.join(tmpdir(), 'flux-e2e-'));
  lifetime.add(() => rmSync(folder, { recursive: true, force: true }));
  try {
    const binaries = await buildBinaries();
    for (const minor of ['2.9']) {
    const server = await startApiServer(binaries, lifetime, path.join(folder, minor));
    await installCrds(server, minor);
    await server.api.mustApply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'flux-system' } });
    await migrate(server, path.join(folder, 'migrate'), minor, report);
    await reconcile(binaries, lifetime, server, minor, report);
    }
  } finally { await lifetime.end(); }
  console.log(report.writeTable());
}
void main();
