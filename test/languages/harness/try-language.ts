import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findCommand } from '../../../projenrc/find-command';
import { ROOT } from '../../../projenrc/work-folder';
import { checkOutput } from '../../harness/check-output';
import { writeSeconds } from '../../harness/report';
import type { Report } from '../../harness/report';
import type { Outcome } from '../../harness/run-command';
import type { Toolchain } from '../toolchains/toolchain';
import { checkError } from './check-error';
import { checkConverted, folderOfConverted } from './converted';
import type { Example } from './list-examples';
import { PROGRAMS, WORK } from './paths';
import { checkTranslated, folderOfTranslated, listSnippets } from './translations';

/**
 * Builds and installs the package for one language, and runs what is written in it.
 */
export function tryLanguage(toolchain: Toolchain, examples: readonly Example[], report: Report): void {
  const { language } = toolchain;
  const missing = toolchain.commands.filter((command) => !findCommand(command));
  if (missing.length > 0) {
    report.skip(language, `${missing.join(' and ')} not installed`);
    return;
  }
  // jsii unpacks a package once and keeps it: with a cache of its own the first synth of a language is a user's first.
  process.env.JSII_RUNTIME_PACKAGE_CACHE_ROOT = join(WORK, 'jsii', language);
  const artefacts = report.measure(`${language}: build the package`, () => toolchain.build());
  if (artefacts === undefined) {
    return;
  }
  artefacts.forEach((path) => report.addFigure(`${language}: ${basename(path)}`, `${Math.round(statSync(path).size / 1024)} KB`));
  report.measure(`${language}: install the package`, () => toolchain.install());

  const [first, ...others] = examples.filter(({ languages }) => languages.includes(language)).map(({ name }) => (
    report.step(`${language}: ${name} gives the checked-in YAML`, () => tryExample(toolchain, name))
  ));
  report.addFigure(`${language}: first synth`, writeTime(first));
  report.addFigure(`${language}: each synth after that`, writeTime(Math.min(...others.map((seconds) => seconds ?? Infinity))));

  report.step(`${language}: a wrong field is explained`, () => checkError(runProgram(toolchain, join(PROGRAMS, 'errors', language), 'errors')));
  report.measure(`${language}: converted instances`, () => tryConverted(toolchain));
  report.measure(`${language}: the ${listSnippets(language).length} examples of the README and the API`, () => tryTranslated(toolchain));
  report.step(`${language}: the publication, rehearsed`, () => toolchain.rehearse());
}

/** Returns how many seconds the program took. */
function tryExample(toolchain: Toolchain, name: string): number {
  // The TypeScript program is in the example's own folder, its twins are below it.
  const folder = join(PROGRAMS, name, toolchain.language === 'typescript' ? '' : toolchain.language);
  const { seconds } = runOrThrow(toolchain, folder, name);
  checkOutput(join(ROOT, 'examples', name), outputOf(toolchain, name));
  return seconds;
}

function tryConverted(toolchain: Toolchain): void {
  runOrThrow(toolchain, folderOfConverted(toolchain.language), 'converted');
  checkConverted(outputOf(toolchain, 'converted'));
}

function tryTranslated(toolchain: Toolchain): void {
  const folder = folderOfTranslated(toolchain.language);
  toolchain.format?.(folder);
  runOrThrow(toolchain, folder, 'translated');
  checkTranslated(outputOf(toolchain, 'translated'));
}

function runOrThrow(toolchain: Toolchain, folder: string, name: string): Outcome {
  const outcome = runProgram(toolchain, folder, name);
  if (outcome.code !== 0) {
    throw new Error(`ended with ${outcome.code}:\n${outcome.stdout}${outcome.stderr}`);
  }
  return outcome;
}

function runProgram(toolchain: Toolchain, folder: string, name: string): Outcome {
  toolchain.compile?.(folder);
  return toolchain.run(folder, outputOf(toolchain, name));
}

function outputOf({ language }: Toolchain, name: string): string {
  return join(WORK, 'output', language, name);
}

function writeTime(seconds: number | undefined): string {
  return seconds === undefined ? 'failed' : writeSeconds(seconds);
}
