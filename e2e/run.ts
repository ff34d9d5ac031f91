import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import * as path from 'node:path';
import { type Binaries, buildBinaries } from './harness/build-binaries';
import { checkNeeds } from './harness/check-needs';
import { installCrds, listMinors } from './harness/install-crds';
import { Lifetime } from './harness/lifetime';
import { Report } from './harness/report';
import { type ApiServer, startApiServer } from './harness/start-api-server';
import { applyExamples } from './suites/apply-examples';
import { applyFixtures } from './suites/apply-fixtures';
import { applySecrets } from './suites/apply-secrets';
import { compareRandomObjects } from './suites/compare-random-objects';
import { compareRecordedObjects } from './suites/compare-recorded-objects';
import { migrate } from './suites/migrate';
import { reconcile } from './suites/reconcile';

/** Asked for with --write: a run alone changes no file of the repository. */
const RESULTS = path.join(__dirname, 'RESULTS.md');

async function main(args: readonly string[]): Promise<void> {
  const unknown = args.filter((arg) => arg !== '--write');
  if (unknown.length > 0) {
    throw new Error(`unknown argument ${unknown.join(' ')}; the only one is --write, which keeps the results in e2e/RESULTS.md`);
  }
  const versions = await checkNeeds();
  const started = Date.now();
  const report = new Report();
  const lifetime = new Lifetime();
  const folder = mkdtempSync(path.join(tmpdir(), 'flux-e2e-'));
  lifetime.add(() => rmSync(folder, { recursive: true, force: true }));
  let built = started;
  try {
    const binaries = await buildBinaries();
    built = Date.now();
    for (const minor of listMinors()) {
      const server = await startApiServer(binaries, lifetime, path.join(folder, minor));
      await installCrds(server, minor);
      await server.api.mustApply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'flux-system' } });
      await tryMinor(binaries, lifetime, server, minor, report);
      await server.stop();
    }
  } finally {
    await lifetime.end();
  }
  const times = `Compiling ${seconds(built - started)} s, everything else ${seconds(Date.now() - built)} s.`;
  const text = `${report.writeTable()}\n${times} ${versions}, ${cpus().length} cores.\n`;
  console.log(`\n${text}`);
  if (args.includes('--write')) {
    writeFileSync(RESULTS, `# Results of \`npx projen e2e --write\`\n\n${text}`);
  }
  process.exitCode = report.failed ? 1 : 0;
}

async function tryMinor(binaries: Binaries, lifetime: Lifetime, server: ApiServer, minor: string, report: Report): Promise<void> {
  const newest = listMinors().at(-1)!;
  await report.step('the examples\' YAML, applied twice with kubectl', minor, (tally) => applyExamples(server, minor, newest, tally));
  await report.step('what FluxInstances of the fixtures become, applied twice', minor, (tally) => applyFixtures(server, minor, tally));
  await report.step('recorded objects: same verdict', minor, (tally) => compareRecordedObjects(server, minor, tally));
  await report.step('random objects: same verdict', minor, (tally) => compareRandomObjects(server, minor, tally));
  if (minor === newest) {
    await report.step('every FluxSecret, applied twice and read back', minor, (tally) => applySecrets(binaries, server, tally));
    await migrate(server, minor, report);
    await reconcile(binaries, lifetime, server, minor, report);
  }
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 1000);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
