import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { ROOT } from '../../../projenrc/work-folder';
import { RECORDED } from '../../golden/cases';
import { runOrThrow } from '../../harness/run-command';
import type { Language } from '../toolchains/toolchain';
import { MAIN_FILES } from './list-examples';
import { BUILT, INSTANCES, PROGRAMS, STAGED } from './paths';

/** A range would mean another release as soon as there is one: each has the release that its range meant when it was recorded. */
const ACCEPTED = RECORDED.flatMap(({ id, instance, fluxVersion, objects }) => (objects === undefined ? [] : [{
  id: id.toLowerCase(),
  instance: { ...instance, spec: { ...instance.spec, distribution: { ...instance.spec.distribution, version: fluxVersion } } } as object,
  objects,
}]));

/** Writes FluxInstances: those of `converted/`, which use every option and odd strings, and all recorded ones that the operator accepts. */
export function writeInstances(): void {
  cpSync(join(ROOT, 'test/languages/converted'), INSTANCES, { recursive: true });
  runFluxInstance('build', '.', '--output-dir', BUILT);
  ACCEPTED.forEach(({ id, instance }) => writeFileSync(join(INSTANCES, `${id}.yaml`), JSON.stringify(instance)));
}

/** Lets the command of the staged package write one program for all instances, into a project as another program of the language has it. */
export function writeConverted(language: Language): void {
  const folder = folderOfConverted(language);
  cpSync(join(PROGRAMS, 'errors', language), folder, { recursive: true });
  writeFileSync(join(folder, MAIN_FILES[language].replace(`${language}/`, '')), runFluxInstance('convert', '--to', language, '.'));
}

export function folderOfConverted(language: Language): string {
  return join(PROGRAMS, 'converted', language);
}

/** Throws unless the program wrote, for each instance, the objects that the operator made of it, or that the command builds. */
export function checkConverted(output: string): void {
  const expected = [
    ...readdirSync(BUILT).map((file) => ({ id: file.replace('.yaml', ''), objects: readObjects(join(BUILT, file)) })),
    ...ACCEPTED,
  ];
  const wrong = expected.filter(({ id, objects }) => !isDeepStrictEqual(readObjects(join(output, `${id}.k8s.yaml`)), objects)).map(({ id }) => id);
  if (wrong.length > 0) {
    throw new Error(`${wrong.length} of ${expected.length} instances have other objects: ${wrong.slice(0, 10).join(', ')}`);
  }
}

function readObjects(path: string): unknown[] {
  return parseAllDocuments(readFileSync(path, 'utf8'), { version: '1.1' }).map((document) => document.toJS() as unknown).filter((object) => object !== null);
}

function runFluxInstance(...args: readonly string[]): string {
  return runOrThrow('node', [join(STAGED, 'lib/src/cli/flux-instance.js'), ...args], { cwd: INSTANCES }).stdout;
}
