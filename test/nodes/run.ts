import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import * as ts from 'typescript';
import { packStaged, stagePackage } from '../../projenrc/stage-package';
import { DOWNLOADS, ROOT, WORK_ROOT } from '../../projenrc/work-folder';
import { checkOutput } from '../harness/check-output';
import { Report } from '../harness/report';
import { runCommand, runOrThrow } from '../harness/run-command';
import { BINARY_PACKAGE, fetchNode } from './node-binary';

/** The oldest that package.json allows, the first of an LTS line that could not yet load ES modules with `require`, and the newest of each. */
const NODES = ['20.0.0', '20', '22.0.0', '22', '24'];

/** The tests whose outcome could depend on Node.js; `npx projen test` runs all of them on the Node.js that runs it. */
const TESTS = ['test/golden', 'test/examples', 'test/bad-input', 'test/fleet', 'test/secrets', 'test/flux-instance-sync'];

const WORK = join(WORK_ROOT, 'nodes');
const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> };
const examples = readdirSync(join(ROOT, 'examples')).filter((name) => ts.sys.directoryExists(join(ROOT, 'examples', name, 'manifests')));

const report = new Report();
prepareProgram();
const own = process.versions.node.split('.')[0];
let expected: string | undefined;
for (const range of NODES) {
  const node = report.step(`fetch Node.js ${range} (${BINARY_PACKAGE})`, () => fetchNode(range));
  if (node === undefined) {
    continue;
  }
  report.step(`${range}: the packed package writes the same YAML`, () => {
    const written = runProgram(node);
    expected ??= written;
    if (written !== expected) {
      throw new Error(written);
    }
  });
  report.step(`${range}: the examples give the checked-in YAML`, () => examples.forEach((name) => tryExample(node, name)));
  if (!range.includes('.') && range !== own) {
    report.measure(`${range}: ${TESTS.join(' ')}`, () => runTests(node));
  }
}
process.exitCode = report.finish() ? 0 : 1;

/** The packed package, installed, and the programs as JavaScript. */
function prepareProgram(): void {
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(DOWNLOADS, { recursive: true });
  const staged = join(WORK, 'staged');
  stagePackage(staged);
  const tarball = packStaged(staged, join(WORK, 'packed'));
  cpSync(join(ROOT, 'test/users/project'), join(WORK, 'program'), { recursive: true });
  for (const name of examples) {
    cpSync(join(ROOT, 'examples', name), join(WORK, name), { recursive: true });
  }
  for (const name of ['program', ...examples]) {
    const { outputText } = ts.transpileModule(readFileSync(join(WORK, name, 'main.ts'), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    writeFileSync(join(WORK, name, 'main.js'), outputText);
  }
  writeFileSync(join(WORK, 'package.json'), JSON.stringify({ name: 'program', version: '1.0.0', private: true }));
  const packages = [tarball, `cdk8s@${devDependencies.cdk8s}`, `constructs@${devDependencies.constructs}`];
  runOrThrow('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error', ...packages], { cwd: WORK });
}

function runProgram(node: string): string {
  const output = join(WORK, 'program/dist');
  rmSync(output, { recursive: true, force: true });
  runOrThrow(node, ['main.js'], { cwd: join(WORK, 'program'), env: { CDK8S_OUTDIR: output } });
  return readFileSync(join(output, 'users.k8s.yaml'), 'utf8');
}

function tryExample(node: string, name: string): void {
  const output = join(WORK, name, 'dist');
  rmSync(output, { recursive: true, force: true });
  const { code, stdout, stderr } = runCommand(node, ['main.js'], { cwd: join(WORK, name), env: { CDK8S_OUTDIR: output } });
  if (code !== 0) {
    throw new Error(`${name} ended with ${code}:\n${stdout}${stderr}`);
  }
  checkOutput(join(ROOT, 'examples', name), output);
}

/** What the tests start as `node` is this Node.js, too. */
function runTests(node: string): void {
  const env = { PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
  runOrThrow(node, [join(ROOT, 'node_modules/jest/bin/jest.js'), '--ci', ...TESTS], { cwd: ROOT, env });
}
