import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as ts from 'typescript';
import { ROOT } from '../../../projenrc/work-folder';
import { ENVIRONMENT, writePageFiles } from '../../docs/page-files';
import { runOrThrow } from '../../harness/run-command';
import type { Language } from '../toolchains/toolchain';
import { MAIN_FILES } from './list-examples';
import { PROGRAMS, STAGED, TRANSLATED } from './paths';
import { readManifest } from './read-manifest';
import { PROGRAM_WRITERS } from './translated-program';
import type { Snippet } from './translated-program';

interface Tablet {
  readonly snippets: Readonly<Record<string, {
    readonly location: { readonly api: { readonly fqn?: string; readonly memberName?: string }; readonly field: { readonly line?: number } };
    /** By language; the original has the key `$`. */
    readonly translations: Readonly<Record<string, { readonly source: string }>>;
  }>>;
}

/** What the originals write. */
const EXPECTED = join(TRANSLATED, 'output');

/** The README's programs and the examples of the API in a language, as the packages have them: the task `translate` writes them. */
export function listSnippets(language: Language): Snippet[] {
  const { snippets } = JSON.parse(readFileSync(join(ROOT, '.jsii.tabl.json'), 'utf8')) as Tablet;
  return Object.values(snippets).map(({ location: { api: { fqn, memberName = '' }, field: { line } }, translations }) => ({
    name: fqn === undefined ? `Readme${line}` : `${fqn.split('.')[1]}${memberName}`,
    source: translations[language === 'typescript' ? '$' : language].source,
    isProgram: fqn === undefined,
  }));
}

export function folderOfTranslated(language: Language): string {
  return join(PROGRAMS, 'translated', language);
}

/** Writes a program that runs all of them, into a project as another program of the language has it. */
export function writeTranslated(language: Language): void {
  const folder = folderOfTranslated(language);
  cpSync(join(PROGRAMS, 'errors', language), folder, { recursive: true });
  writeProgram(language, folder);
}

/** Runs the originals with the staged package. */
export function runOriginals(): void {
  const linked = { [readManifest().name]: STAGED, ...Object.fromEntries(['cdk8s', 'constructs'].map((name) => [name, join(ROOT, 'node_modules', name)])) };
  mkdirSync(join(TRANSLATED, 'node_modules'), { recursive: true });
  Object.entries(linked).forEach(([name, target]) => symlinkSync(target, join(TRANSLATED, 'node_modules', name)));
  writeProgram('typescript', TRANSLATED);
  const { outputText } = ts.transpileModule(readFileSync(join(TRANSLATED, 'main.ts'), 'utf8'), { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  writeFileSync(join(TRANSLATED, 'main.js'), outputText);
  runOrThrow('node', ['main.js'], { cwd: TRANSLATED, env: { ...ENVIRONMENT, CDK8S_OUTDIR: EXPECTED } });
}

/** Throws unless the translations wrote what the originals write. */
export function checkTranslated(output: string): void {
  const expected = readTree(EXPECTED);
  const written = readTree(output);
  const wrong = [...new Set([...expected.keys(), ...written.keys()])].filter((path) => expected.get(path) !== written.get(path));
  if (expected.size === 0 || wrong.length > 0) {
    throw new Error(`not what the TypeScript writes: ${wrong.join(', ')}`);
  }
}

function writeProgram(language: Language, folder: string): void {
  const main = join(folder, MAIN_FILES[language].replace(`${language}/`, ''));
  mkdirSync(dirname(main), { recursive: true });
  for (const [file, text] of Object.entries(PROGRAM_WRITERS[language](listSnippets(language)))) {
    writeFileSync(join(dirname(main), file), text);
  }
  writePageFiles(folder);
}

function readTree(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile());
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
