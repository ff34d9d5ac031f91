import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import * as path from 'node:path';
import { World } from './controller/world';
import { EXPECTED_ROWS } from './expected-rows';
import { buildBinaries, buildSome } from './harness/build-binaries';
import type { Binaries } from './harness/build-binaries';
import { checkNeeds } from './harness/check-needs';
import { installCrds, listMinors } from './harness/install-crds';
import { Kubectl } from './harness/kubectl';
import { Lifetime } from './harness/lifetime';
import { Report } from './harness/report';
import type { ExpectedRows } from './harness/report';
import { startApiServer } from './harness/start-api-server';
import type { ApiServer } from './harness/start-api-server';
import { listMutationRows } from './mutations/mutations';
import { applyExamples, groupByMinor, synthesizeExamples } from './suites/apply-examples';
import { applyFixtures } from './suites/apply-fixtures';
import { APPLY_INSTANCES, applyInstances, hasInstanceCrd, isInstanceFile } from './suites/apply-instances';
import { applySecrets } from './suites/apply-secrets';
import { carryStrings } from './suites/carry-strings';
import { compareRandomObjects, compareRecordedObjects, hasRecordedObjects } from './suites/compare-objects';
import { COMPARE_PATCHES, comparePatches } from './suites/compare-patches';
import { installWholeCluster, tryDistributions } from './suites/distribute';
import { migrate } from './suites/migrate';
import { mutate } from './suites/mutate';
import { reconcile } from './suites/reconcile';

const RESULTS = path.join(__dirname, 'RESULTS.md');

/** What a run does, by the option that asks for it. Only `--write` changes a file of the repository. */
const MODES = ['--write', '--migrations', '--mutations', '--distribution', '--patches'] as const;
type Mode = typeof MODES[number] | undefined;

/** What the minors of one run share. */
interface Run {
  readonly binaries: Binaries;
  readonly lifetime: Lifetime;
  readonly report: Report;
  readonly folder: string;
}

async function main(args: readonly string[]): Promise<void> {
  const { mode, seed } = readArguments(args);
  const versions = await checkNeeds();
  const started = Date.now();
  const report = new Report();
  const lifetime = new Lifetime();
  const folder = mkdtempSync(path.join(tmpdir(), 'flux-e2e-'));
  lifetime.add(() => rmSync(folder, { recursive: true, force: true }));
  let built = started;
  try {
    if (mode === '--patches') {
      const binaries = await buildSome(['kustomize']);
      built = Date.now();
      await tryPatches({ binaries, report }, seed);
    } else {
      const binaries = await buildBinaries();
      built = Date.now();
      await tryServers({ binaries, lifetime, report, folder }, mode);
    }
  } finally {
    await lifetime.end();
  }
  const times = `Compiling ${seconds(built - started)} s, everything else ${seconds(Date.now() - built)} s.`;
  const text = `${report.writeTable()}\n${times} ${versions}, ${cpus().length} cores.\n`;
  console.log(`\n${text}`);
  if (mode === '--write') {
    writeFileSync(RESULTS, `# Results of \`npx projen e2e --write\`\n\n${text}`);
  }
  const deviations = report.listDeviations(selectRows(mode));
  deviations.forEach((deviation) => console.error(deviation));
  process.exitCode = report.failed || deviations.length > 0 ? 1 : 0;
}

function readArguments(args: readonly string[]): { readonly mode: Mode; readonly seed?: number } {
  const mode = MODES.find((each) => each === args[0]);
  const seed = mode === '--patches' && /^\d{1,3}$/.test(args[1]) ? Number(args[1]) : undefined;
  if (args.length > (seed === undefined ? 1 : 2) || (args.length === 1 && mode === undefined)) {
    throw new Error(`one of ${MODES.join(', ')} can be given, or nothing, and a number behind --patches; received ${args.join(' ')}`);
  }
  return { mode, seed };
}

/** The rows that a run has to have. */
function selectRows(mode: Mode): ExpectedRows {
  if (mode === '--mutations') {
    return listMutationRows(newestMinor());
  }
  const rows = Object.entries(EXPECTED_ROWS).filter(([what]) => (
    mode === '--migrations' ? /^(migration|letting go) /.test(what)
      : mode === '--distribution' ? what.startsWith('whole cluster: ')
        : mode === '--patches' ? what === COMPARE_PATCHES : what !== APPLY_INSTANCES || hasInstanceCrd()));
  return Object.fromEntries(rows);
}

async function tryServers(run: Run, mode: Mode): Promise<void> {
  if (mode === '--distribution') {
    await tryWholeClusters(run);
  } else {
    await (mode === '--migrations' || mode === '--mutations' ? tryMigrations(run, mode) : tryEverything(run));
  }
}

/** Objects and patches without a server. */
async function tryPatches({ binaries, report }: { readonly binaries: Pick<Binaries, 'kustomize'>; readonly report: Report }, seed?: number): Promise<void> {
  await report.step(COMPARE_PATCHES, newestMinor(), (tally) => comparePatches(binaries, tally, seed));
}

async function tryEverything(run: Run): Promise<void> {
  const { binaries, lifetime, report } = run;
  const files = await synthesizeExamples(path.join(run.folder, 'examples'));
  const examples = groupByMinor(files.filter((file) => !isInstanceFile(file)), newestMinor());
  for (const minor of listMinors()) {
    const server = await startServer(run, minor);
    if (examples.has(minor)) {
      await report.step('the examples\' YAML, applied twice with kubectl', minor, (tally) => applyExamples(server, examples.get(minor)!, tally));
    }
    await report.step('what FluxInstances of the fixtures become, applied twice', minor, (tally) => applyFixtures(server, minor, tally));
    if (hasRecordedObjects(minor)) {
      await report.step('recorded objects: same verdict', minor, (tally) => compareRecordedObjects(server, minor, tally));
    }
    await report.step('random objects: same verdict', minor, (tally) => compareRandomObjects(server, minor, tally));
    if (minor === newestMinor()) {
      const kubectl = new Kubectl(server.kubeconfig);
      await report.step('strings that YAML readers disagree about: refused, or the same in kubectl', minor, (tally) => (
        carryStrings((yaml) => kubectl.read(yaml), tally)
      ));
      await report.step('every FluxSecret, applied twice and read back', minor, (tally) => applySecrets(binaries, server, tally));
      if (hasInstanceCrd()) {
        await report.step(APPLY_INSTANCES, minor, (tally) => applyInstances(server, files.filter(isInstanceFile), tally));
      } else {
        console.log('skipped: FluxInstances; FLUX_OPERATOR_CRDS names no folder with fluxinstances.yaml');
      }
      const world = await World.start(binaries, lifetime, server);
      await reconcile(world, minor, report);
      await migrate(world, minor, report);
      await world.stop();
    }
    await server.stop();
  }
  await tryPatches(run);
  await tryWholeClusters(run);
}

/** All of Flux, into a cluster that has nothing. */
async function tryWholeClusters({ binaries, lifetime, folder, report }: Run): Promise<void> {
  const server = await startApiServer(binaries, lifetime, path.join(folder, 'empty'));
  const minor = newestMinor();
  await report.step('whole cluster: docs/whole-cluster.md, every object there, and unchanged by a second apply', minor, (tally) => (
    installWholeCluster(server, path.join(folder, 'whole-cluster'), tally)
  ));
  await report.step('whole cluster: what recorded FluxInstances become is the operator\'s, and accepted', minor, (tally) => tryDistributions(server, tally));
  await server.stop();
}

async function tryMigrations(run: Run, mode: '--migrations' | '--mutations'): Promise<void> {
  const minor = newestMinor();
  const server = await startServer(run, minor);
  const world = await World.start(run.binaries, run.lifetime, server);
  await (mode === '--mutations' ? mutate : migrate)(world, minor, run.report);
  await world.stop();
  await server.stop();
}

async function startServer({ binaries, lifetime, folder }: Run, minor: string): Promise<ApiServer> {
  const server = await startApiServer(binaries, lifetime, path.join(folder, minor));
  await installCrds(server, minor);
  await server.api.mustApply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'flux-system' } });
  return server;
}

function newestMinor(): string {
  return listMinors().at(-1)!;
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 1000);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
