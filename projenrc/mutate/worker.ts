// Tries the mutants of one file that its parent asks for, one after the other.
import { readFileSync } from 'node:fs';
import { Module } from 'node:module';
import { join, resolve, sep } from 'node:path';
import * as ts from 'typescript';
import { listMutants } from './list-mutants';
import { findFailure, TEST_GLOBALS } from './run-tests';

const root = resolve(__dirname, '../..');
const [path, ...testFiles] = process.argv.slice(2);
const original = readFileSync(path, 'utf8');
const mutants = listMutants(path, original);
const compiled = new Map<string, string>();
let source = original;

interface Loader {
  _extensions: Record<string, (module: { _compile(code: string, name: string): void }, name: string) => void>;
  _resolveFilename(request: string, ...rest: unknown[]): string;
}
const loader = Module as unknown as Loader;

loader._extensions['.ts'] = (module, name) => {
  const code = name === path ? compile(source, name) : compiled.get(name) ?? compile(readFileSync(name, 'utf8'), name);
  if (name !== path) {
    compiled.set(name, code);
  }
  module._compile(code, name);
};
const resolveFilename = loader._resolveFilename.bind(loader);
loader._resolveFilename = (request, ...rest) => resolveFilename(request === 'cdk8s-flux-instance-sync' ? join(root, 'src') : request, ...rest);
Object.assign(globalThis, TEST_GLOBALS);

function compile(text: string, fileName: string): string {
  const { outputText } = ts.transpileModule(text, {
    fileName,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true, experimentalDecorators: true },
  });
  return outputText;
}

/** Loads a file anew, and our modules with it; generated and installed ones stay. */
function load(file: string): void {
  const own = ['src', 'test'].map((folder) => `${root}${sep}${folder}${sep}`);
  for (const name of Object.keys(require.cache)) {
    if (own.some((folder) => name.startsWith(folder))) {
      delete require.cache[name];
    }
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require(file);
}

/** What the first failing test is called, if one fails. */
async function tryFiles(): Promise<string | undefined> {
  for (const file of testFiles) {
    const failure = await findFailure(() => load(file));
    if (failure !== undefined) {
      return failure;
    }
  }
  return undefined;
}

process.on('message', (index: number) => {
  source = index < 0 ? original : mutants[index].source;
  void tryFiles().then((failure) => process.send!({ index, failure }));
});
