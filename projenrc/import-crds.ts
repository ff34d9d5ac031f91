/*
 * Makes the CRDs and their typings in `imports/` anew from Flux's published Go API modules. Needs Go; users and the ordinary build do not.
 * `pack-imports.ts` makes the rest.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { findCommand } from './find-command';
import { FLUX_MODULES, SYNC_KINDS } from './flux-modules';
import { generateCrds } from './generate-crds';
import type { Crd } from './generate-crds';

if (!findCommand('go')) {
  throw new Error('npx projen import needs Go, not found on the PATH; imports/ was left as it is');
}

// Nothing in `imports/` changes before all of it has been made: without it the repository does not compile.
const made = mkdtempSync(join(tmpdir(), 'imports-'));
try {
  for (const modules of FLUX_MODULES) {
    writeCrds(join(made, 'crds', modules.minor), chooseCrds(modules.minor, generateCrds(modules)));
  }
  const newest = FLUX_MODULES[FLUX_MODULES.length - 1].minor;
  for (const group of Object.keys(SYNC_KINDS)) {
    execFileSync('npx', ['cdk8s', 'import', join(made, 'crds', newest, `${group}.yaml`), '-l', 'typescript', '-o', made, '--no-save', '--no-check-upgrade']);
  }
  rmSync('imports/crds', { recursive: true, force: true });
  cpSync(made, 'imports', { recursive: true });
} finally {
  rmSync(made, { recursive: true, force: true });
}

function chooseCrds(minor: string, crds: readonly Crd[]): Crd[] {
  return Object.entries(SYNC_KINDS).flatMap(([group, kinds]) => kinds.map((kind) => {
    const crd = crds.find(({ spec }) => spec.group === group && spec.names.kind === kind);
    if (crd === undefined) {
      throw new Error(`Flux ${minor} has no ${kind} in ${group}`);
    }
    return crd;
  }));
}

/** One file per API group, because `cdk8s import` overwrites the typings of one file of a group with those of the next. */
function writeCrds(folder: string, crds: readonly Crd[]): void {
  mkdirSync(folder, { recursive: true });
  for (const group of Object.keys(SYNC_KINDS)) {
    const documents = crds
      .filter(({ spec }) => spec.group === group)
      .map((crd) => `---\n${stringify(crd, { lineWidth: 0, aliasDuplicateObjects: false })}`);
    writeFileSync(`${folder}/${group}.yaml`, documents.join(''));
  }
}
