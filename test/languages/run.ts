import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkError } from './harness/check-error';
import { checkOutput } from './harness/check-output';
import { findCommand } from './harness/find-command';
import { listExamples } from './harness/list-examples';
import { DOWNLOADS, PACKAGES, PROGRAMS, ROOT, WORK } from './harness/paths';
import { Report, writeSeconds } from './harness/report';
import { go } from './toolchains/go';
import { java } from './toolchains/java';
import { python3 } from './toolchains/python';
import type { Toolchain } from './toolchains/toolchain';
import { typescript } from './toolchains/typescript';

const OUTPUT = join(WORK, 'output');
/** jsii unpacks a package once and keeps it: with a cache of its own the first synth of a language is a user's first. */
const CACHE = join(WORK, 'jsii');

const started = Date.now();
const report = new Report();
const examples = listExamples();
const wanted = process.argv.slice(2);

mkdirSync(WORK, { recursive: true });
// An installation of an earlier run would pass for this one: it has the same version.
readdirSync(WORK).map((entry) => join(WORK, entry)).filter((path) => path !== DOWNLOADS)
  .forEach((path) => rmSync(path, { recursive: true }));
for (const folder of [PACKAGES, PROGRAMS, OUTPUT, CACHE, DOWNLOADS]) {
  mkdirSync(folder, { recursive: true });
}
cpSync(join(ROOT, 'examples'), PROGRAMS, { recursive: true });
cpSync(join(ROOT, 'test/languages/errors'), join(PROGRAMS, 'errors'), { recursive: true });

for (const toolchain of [typescript, python3, go, java]) {
  if (wanted.length === 0 || wanted.includes(toolchain.language)) {
    tryLanguage(toolchain);
  }
}
report.addFigure('all in all', writeSeconds((Date.now() - started) / 1000));
process.exitCode = report.finish() ? 0 : 1;

function tryLanguage(toolchain: Toolchain): void {
  const { language } = toolchain;
  const missing = toolchain.commands.filter((command) => !findCommand(command));
  if (missing.length > 0) {
    report.skip(language, `${missing.join(' and ')} not installed`);
    return;
  }
  process.env.JSII_RUNTIME_PACKAGE_CACHE_ROOT = join(CACHE, language);
  const artefacts = measure(`${language}: build the package`, () => toolchain.build());
  if (artefacts === undefined) {
    return;
  }
  artefacts.forEach((path) => report.addFigure(`${language}: ${basename(path)}`, `${Math.round(statSync(path).size / 1024)} KB`));
  measure(`${language}: install the package`, () => toolchain.install());

  const written = examples.filter(({ languages }) => languages.includes(language));
  const seconds = written.map(({ name }) => report.step(`${language}: ${name} gives the checked-in YAML`, () => {
    const output = join(OUTPUT, language, name);
    const { code, stderr, seconds: taken } = runProgram(toolchain, join(PROGRAMS, name), output);
    if (code !== 0) {
      throw new Error(stderr);
    }
    checkOutput(join(ROOT, 'examples', name), output);
    return taken;
  }));
  report.addFigure(`${language}: first synth`, writeTime(seconds[0]));
  report.addFigure(`${language}: each synth after that`, writeTime(Math.min(...seconds.slice(1).map((taken) => taken ?? Infinity))));

  report.step(`${language}: a wrong field is explained`, () => {
    checkError(runProgram(toolchain, join(PROGRAMS, 'errors'), join(OUTPUT, language, 'errors')));
  });
  report.step(`${language}: the publication, rehearsed`, () => toolchain.rehearse());
}

/** The TypeScript program is in the example's own folder, its twins are below it. */
function runProgram(toolchain: Toolchain, example: string, output: string): ReturnType<Toolchain['run']> {
  const folder = toolchain.language === 'typescript' && basename(example) !== 'errors' ? example : join(example, toolchain.language);
  toolchain.compile?.(folder);
  return toolchain.run(folder, output);
}

function measure<T>(what: string, run: () => T): T | undefined {
  const begun = Date.now();
  const result = report.step(what, run);
  report.addFigure(what, writeSeconds((Date.now() - begun) / 1000));
  return result;
}

function writeTime(seconds: number | undefined): string {
  return seconds === undefined ? 'failed' : writeSeconds(seconds);
}
