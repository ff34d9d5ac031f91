import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as cdk8s from 'cdk8s';
import * as typescript from 'typescript';
import { parseAllDocuments } from 'yaml';
import * as own from '../../src';
import { RECORDED } from '../golden/cases';
import { inFolder, run } from './terminal';

// The ranges of the cases resolve to the newest release of the day they were recorded.
jest.mock('../../src/flux/releases', () => ({ FLUX_RELEASES: jest.requireActual<string[]>('../golden/releases.json') }));
jest.setTimeout(300_000);

const ACCEPTED = RECORDED.filter(({ outcome }) => outcome === 'objects');
const FAMILIES = [...new Set(ACCEPTED.map(({ family }) => family))];

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'convert-'));
  process.env.CDK8S_OUTDIR = folder;
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterAll(() => {
  delete process.env.CDK8S_OUTDIR;
  rmSync(folder, { recursive: true, force: true });
  jest.restoreAllMocks();
});

/** Compiles a program, runs it as a user would, and reads what it wrote for each chart. */
function runProgram(program: string): ReadonlyMap<string, any[]> {
  const { outputText, diagnostics } = typescript.transpileModule(program, {
    compilerOptions: { module: typescript.ModuleKind.CommonJS, target: typescript.ScriptTarget.ES2022 }, reportDiagnostics: true,
  });
  expect(diagnostics).toEqual([]);
  const modules: Readonly<Record<string, unknown>> = { 'cdk8s': cdk8s, 'cdk8s-flux-instance-sync': own };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  new Function('require', 'exports', outputText)((name: string) => modules[name], {});
  const written = new Map(readdirSync(folder).map((file) => [file.replace('.k8s.yaml', ''), parse(readFileSync(join(folder, file), 'utf8'))]));
  written.forEach((_, id) => rmSync(join(folder, `${id}.k8s.yaml`)));
  return written;
}

function parse(text: string): any[] {
  return parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS()).filter((object) => object !== null);
}

describe.each(FAMILIES)('the accepted instances of the family %s', (family) => {
  const ofFamily = ACCEPTED.filter((each) => each.family === family);
  const files = Object.fromEntries(ofFamily.map(({ id, instance }) => [`${id.toLowerCase()}.yaml`, JSON.stringify(instance)]));

  test('become one program, which emits the same objects', () => {
    const { code, stdout, stderr } = inFolder(files, () => run(['convert', '.', '--to', 'typescript']));
    expect([code, stderr.replace(/^.*: (?:warning: |\d+ patch(?:es are| is) for Flux's controllers).*\n/gm, '')]).toEqual([0, '']);
    const written = runProgram(stdout);
    for (const { id, objects } of ofFamily) {
      expect([id, written.get(id.toLowerCase())]).toEqual([id, objects]);
    }
  });

  test('become the same FluxInstances', () => {
    const { code, stdout } = inFolder(files, () => run(['convert', '.']));
    const sorted = [...ofFamily].sort((a, b) => (`${a.id.toLowerCase()}.yaml` < `${b.id.toLowerCase()}.yaml` ? -1 : 1));
    expect([code, parse(stdout)]).toEqual([0, sorted.map(({ instance }) => instance)]);
  });
});
