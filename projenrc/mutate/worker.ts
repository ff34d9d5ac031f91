// Tries the mutants of one file that its parent asks for, one after the other.
import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { join, resolve, sep } from 'node:path';
import * as ts from 'typescript';
import { lazy } from '../../src/util';
import { listMutants } from './list-mutants';
import { findFailure, limitRows, TEST_GLOBALS } from './run-tests';

const root = resolve(__dirname, '../..');
const [path, maxRows, ...testFiles] = process.argv.slice(2);
const original = readFileSync(path, 'utf8');
const mutants = listMutants(path, original);
const compiled = new Map<string, string>();
let source = original;

interface Loader {
  _extensions: Record<string, (module: { _compile(code: string, name: string): void }, name: string) => void>;
  _load(request: string, parent: unknown, ...rest: unknown[]): unknown;
  _resolveFilename(request: string, ...rest: unknown[]): string;
}
const loader = Module as unknown as Loader;
const installed = `${root}${sep}node_modules${sep}`;
/** What `jest.mock` replaces, for the file of tests that runs. */
const replaced = new Map<string, () => unknown>();

loader._extensions['.ts'] = (module, name) => {
  const code = name === path ? compile(source, name) : compiled.get(name) ?? compile(readFileSync(name, 'utf8'), name);
  if (name !== path) {
    compiled.set(name, code);
  }
  module._compile(code, name);
};
const resolveFilename = loader._resolveFilename.bind(loader);
loader._resolveFilename = (request, ...rest) => resolveFilename(request === 'cdk8s-flux-instance-sync' ? join(root, 'src') : request, ...rest);
const loadModule = loader._load.bind(loader);
loader._load = (request, parent, ...rest) => {
  const replacement = replaced.size > 0 ? replaced.get(loader._resolveFilename(request, parent, ...rest)) : undefined;
  return replacement === undefined ? loadModule(request, parent, ...rest) : replacement();
};
Object.assign(globalThis, TEST_GLOBALS);
limitRows(maxRows === '' ? Infinity : Number(maxRows));

/** Like ts-jest, this moves `jest.mock` above the imports. */
function hoistMocks(): ts.Transformer<ts.SourceFile> {
  const isMock = (node: ts.Statement): boolean => ts.isExpressionStatement(node) && node.getText().startsWith('jest.mock(');
  return (file) => {
    const mocks = file.statements.filter(isMock);
    return mocks.length === 0 ? file : ts.factory.updateSourceFile(file, [...mocks, ...file.statements.filter((each) => !mocks.includes(each))]);
  };
}

function compile(text: string, fileName: string): string {
  const { outputText } = ts.transpileModule(text, {
    fileName,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true, experimentalDecorators: true },
    transformers: { before: [hoistMocks] },
  });
  return outputText;
}

/** Takes our modules from the cache; installed ones and JSON stay. */
function forgetModules(): Record<string, NodeJS.Module | undefined> {
  const forgotten: Record<string, NodeJS.Module | undefined> = {};
  for (const name of Object.keys(require.cache)) {
    if (name.endsWith('.ts') && name.startsWith(root) && !name.startsWith(installed)) {
      forgotten[name] = require.cache[name];
      delete require.cache[name];
    }
  }
  return forgotten;
}

/** Loads a file anew, and our modules with it. */
function load(file: string): void {
  forgetModules();
  replaced.clear();
  const requireActual = createRequire(file);
  Object.assign(TEST_GLOBALS.jest, {
    mock: (request: string, make: () => unknown) => replaced.set(requireActual.resolve(request), lazy(make)),
    requireActual: (request: string) => {
      const name = requireActual.resolve(request);
      const replacement = replaced.get(name);
      replaced.delete(name);
      try {
        return requireActual(request) as unknown;
      } finally {
        if (replacement !== undefined) {
          replaced.set(name, replacement);
        }
      }
    },
    isolateModules: (run: () => void) => {
      const kept = forgetModules();
      run();
      forgetModules();
      Object.assign(require.cache, kept);
    },
  });
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
