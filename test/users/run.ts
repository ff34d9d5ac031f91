import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DOWNLOADS } from '../../projenrc/work-folder';
import { Report } from '../harness/report';
import { install, packPackage, PEERS, SHARED, TOOLS, WORK } from './installation';
import { folderOf, PROJECTS, tryCommand, tryExample, tryProject, tryStarter } from './projects';
import { tryCompiled, tryPeers, tryPnpm, tryTemplate } from './separate-projects';
import { checkTypes, TYPE_CHECKS } from './type-checks';

/** An app and a fleet. `test:languages` and `test:nodes` run all examples with the packed package. */
const COPIED = ['git-pull-secret', 'fleet'];

const started = Date.now();
const report = new Report();
rmSync(WORK, { recursive: true, force: true });
mkdirSync(DOWNLOADS, { recursive: true });

const tarball = packPackage();
report.measure('install the package, the newest peers and all tools', () => install(SHARED, tarball, { ...PEERS.newest, ...TOOLS }));

const [first, ...others] = PROJECTS;
const expected = report.step(first.name, () => tryProject(first));
if (expected !== undefined) {
  others.forEach((project) => report.step(project.name, () => tryProject(project, expected)));
  report.measure('cdk8s init typescript-app, with jest 29', () => tryTemplate(tarball, expected));
  report.measure('pnpm, without hoisting', () => tryPnpm(tarball, folderOf(first), expected));
}
TYPE_CHECKS.forEach((check) => report.step(`types: ${check.compiler}, ${check.moduleResolution}`, () => checkTypes(check)));

report.step('the installed command', () => tryCommand());
report.step('the starter builds', () => tryStarter());
for (const name of COPIED) {
  report.step(`${name}, copied out, gives the checked-in YAML`, () => tryExample(name));
}

const lowest = join(WORK, 'lowest-peers');
report.step('install the lowest peers', () => install(lowest, tarball, PEERS.lowest));
if (expected !== undefined) {
  report.step('the packed package with the lowest peers', () => tryCompiled(lowest, folderOf(first), expected));
}
for (const [name, folder] of [['lowest', lowest], ['newest', SHARED]]) {
  report.measure(`the recorded cases and the examples with the ${name} peers`, () => tryPeers(folder));
}
report.addFigure('all in all', `${Math.round((Date.now() - started) / 1000)} s`);
process.exitCode = report.finish() ? 0 : 1;
