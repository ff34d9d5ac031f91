import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import * as ts from 'typescript';
import * as thisPackage from '../../src';
import { completeProgram } from './complete-program';
import { listBlocks, listExamples, readPage, ROOT } from './list-blocks';
import { ENVIRONMENT, writePageFiles } from './page-files';

/** A file of tests cannot run within a test: testing.test.ts compares it with the starter. */
const blocks = [...listBlocks('ts', 'typescript').filter(({ text }) => !/^test\(/m.test(text)), ...listExamples()];
const startedIn = process.cwd();

function load(name: string): unknown {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return name === 'cdk8s-flux-instance-sync' ? thisPackage : require(name);
}

beforeEach(() => {
  Object.assign(process.env, ENVIRONMENT);
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  Object.keys(ENVIRONMENT).forEach((name) => delete process.env[name]);
  process.chdir(startedIn);
  jest.restoreAllMocks();
});

test('there are blocks to check', () => {
  expect(blocks.length).toBeGreaterThan(10);
  const marked = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
    .flatMap((path) => [...readPage(`src/${path}`).matchAll(/@exampleMetadata/g)]);
  expect(listExamples()).toHaveLength(marked.length);
});

test('every block of TypeScript compiles', () => {
  const config = ts.parseJsonConfigFileContent(ts.readConfigFile(join(ROOT, 'tsconfig.dev.json'), (path) => ts.sys.readFile(path)).config, ts.sys, ROOT);
  const options: ts.CompilerOptions = { ...config.options, noUnusedLocals: false, incremental: false, tsBuildInfoFile: undefined };
  const programs = new Map(blocks.map((block, index) => [join(ROOT, `block-${index}.ts`), completeProgram(block)]));
  const host = ts.createCompilerHost(options);
  const disk = { ...host };
  host.getSourceFile = (name, ...rest) => (
    programs.has(name) ? ts.createSourceFile(name, programs.get(name)!, ts.ScriptTarget.ES2022) : disk.getSourceFile(name, ...rest)
  );
  host.fileExists = (name) => programs.has(name) || disk.fileExists(name);
  const program = ts.createProgram([...programs.keys()], options, host);
  const problems = [...programs.keys()].flatMap((name, index) => {
    const file = program.getSourceFile(name)!;
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
      .map(({ messageText }) => `${blocks[index].place}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
  expect(problems).toEqual([]);
}, 120_000);

test.each(blocks.map((block) => [block.place, block] as const))('%s runs and synthesizes', (_, block) => {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  writePageFiles(folder);
  process.chdir(folder);
  const log = jest.spyOn(console, 'log').mockReturnValue();
  const app = new App();
  const { outputText } = ts.transpileModule(completeProgram(block), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const given = { app, chart: new Chart(app, 'my-cluster') };
  const names = Object.keys(given).filter((name) => !new RegExp(`^(const|let) ${name}\\b`, 'm').test(outputText)) as (keyof typeof given)[];
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  new Function('require', 'exports', ...names, outputText)(load, {}, ...names.map((name) => given[name]));
  expect(() => app.synth()).not.toThrow();
  const promised = [...block.text.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, output]) => output);
  expect(log.mock.calls.map((args) => args.join(' ')).slice(0, promised.length)).toEqual(promised);
});
