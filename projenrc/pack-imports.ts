/*
 * Makes all of `imports/` that follows from the CRDs there and from the CEL library: the packed schemas, the CEL rules as functions and the copy
 * of the library. Part of `npx projen import`; by itself it needs no Go.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { compileRules } from './compile-cel';
import { FLUX_MODULES } from './flux-modules';
import { CHECKSUMS_FILE, computeImportChecksums } from './import-checksums';
import { packSchemas } from './pack-schemas';
import type { Crd } from './pack-schemas';
import { vendorCel } from './vendor-cel';

vendorCel();
rmSync('imports/schemas', { recursive: true, force: true });
mkdirSync('imports/schemas');
const packed = FLUX_MODULES.map(({ minor }) => {
  const schemas = packSchemas(readCrds(minor));
  writeFileSync(`imports/schemas/${minor}.json`, `${JSON.stringify(schemas)}\n`);
  return schemas;
});
writeFileSync('imports/schemas/minors.json', `${JSON.stringify(FLUX_MODULES.map(({ minor }) => minor))}\n`);
writeFileSync('imports/cel-rules.ts', compileRules(packed));
writeFileSync(CHECKSUMS_FILE, `${JSON.stringify(computeImportChecksums(), undefined, 2)}\n`);

function readCrds(minor: string): Crd[] {
  const folder = `imports/crds/${minor}`;
  return readdirSync(folder).sort()
    .flatMap((name) => parseAllDocuments(readFileSync(`${folder}/${name}`, 'utf8')).map((document) => document.toJS() as Crd));
}
