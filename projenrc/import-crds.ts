/*
 * Remakes all of `imports/` from Flux's published Go API modules. Needs Go; users and the ordinary build do not.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { FLUX_MODULES, SYNC_KINDS } from './flux-modules';
import { generateCrds } from './generate-crds';
import { CHECKSUMS_FILE, computeImportChecksums } from './import-checksums';

rmSync('imports', { recursive: true, force: true });
for (const modules of FLUX_MODULES) {
  writeCrds(`imports/crds/${modules.minor}`, generateCrds(modules));
}
const newest = FLUX_MODULES[FLUX_MODULES.length - 1].minor;
for (const group of Object.keys(SYNC_KINDS)) {
  execFileSync('npx', ['cdk8s', 'import', `imports/crds/${newest}/${group}.yaml`, '-l', 'typescript', '-o', 'imports', '--no-save', '--no-check-upgrade']);
}
writeFileSync(CHECKSUMS_FILE, `${JSON.stringify(computeImportChecksums(), undefined, 2)}\n`);

/** One file per API group, because `cdk8s import` overwrites the typings of one file of a group with those of the next. */
function writeCrds(folder: string, crds: readonly any[]): void {
  mkdirSync(folder, { recursive: true });
  for (const [group, kinds] of Object.entries(SYNC_KINDS)) {
    const chosen = crds.filter((crd) => crd.spec.group === group && kinds.includes(crd.spec.names.kind));
    if (chosen.length !== kinds.length) {
      throw new Error(`${folder}: expected ${kinds.join(', ')} in ${group}, found ${chosen.map((crd) => crd.spec.names.kind).join(', ')}`);
    }
    writeFileSync(`${folder}/${group}.yaml`, chosen.map((crd) => `---\n${stringify(crd, { lineWidth: 0, aliasDuplicateObjects: false })}`).join(''));
  }
}
