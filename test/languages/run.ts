import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stagePackage } from '../../projenrc/stage-package';
import { DOWNLOADS, ROOT } from '../../projenrc/work-folder';
import { ENVIRONMENT } from '../docs/page-files';
import { Report, writeSeconds } from '../harness/report';
import { writeConverted, writeInstances } from './harness/converted';
import { listExamples } from './harness/list-examples';
import { PACKAGES, PROGRAMS, STAGED, WORK } from './harness/paths';
import { runOriginals, writeTranslated } from './harness/translations';
import { tryLanguage } from './harness/try-language';
import { go } from './toolchains/go';
import { java } from './toolchains/java';
import { python3 } from './toolchains/python';
import { typescript } from './toolchains/typescript';

const TOOLCHAINS = [typescript, python3, go, java];

const started = Date.now();
const report = new Report();
const names = process.argv.slice(2);
const unknown = names.filter((name) => TOOLCHAINS.every(({ language }) => language !== name));
if (unknown.length > 0) {
  throw new Error(`${unknown.join(', ')}: the languages are ${TOOLCHAINS.map(({ language }) => language).join(', ')}`);
}

prepareFolders();
// What the examples of the API read.
Object.assign(process.env, ENVIRONMENT);
TOOLCHAINS.filter(({ language }) => names.length === 0 || names.includes(language))
  .forEach((toolchain) => tryLanguage(toolchain, listExamples(), report));
report.addFigure('all in all', writeSeconds((Date.now() - started) / 1000));
process.exitCode = report.finish() ? 0 : 1;

/** An installation of an earlier run would pass for this one, because it has the same version: only downloads are kept. */
function prepareFolders(): void {
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(DOWNLOADS, { recursive: true });
  mkdirSync(PACKAGES, { recursive: true });
  stagePackage(STAGED);
  // A link to this repository, which `npx projen synth` makes, would pass for an installation.
  cpSync(join(ROOT, 'examples'), PROGRAMS, { recursive: true, filter: (path) => basename(path) !== 'node_modules' });
  cpSync(join(ROOT, 'test/languages/errors'), join(PROGRAMS, 'errors'), { recursive: true });
  writeInstances();
  runOriginals();
  TOOLCHAINS.forEach(({ language }) => {
    writeConverted(language);
    writeTranslated(language);
  });
}
