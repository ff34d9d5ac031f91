import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ts from 'typescript';
import * as thisPackage from '../../src';
import { FLUX_RELEASES } from '../../src/flux';
import { listBlocks, readPage } from './list-blocks';

const OUTDIR = 'CDK8S_OUTDIR';

afterEach(() => {
  delete process.env[OUTDIR];
});

test('the example of a FluxInstanceSync in the README writes the YAML that it shows', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'readme-'));
  process.env[OUTDIR] = outdir;
  const program = listBlocks('ts').find(({ page, text }) => page === 'README.md' && text.includes('new FluxInstanceSync('))!;
  const { outputText } = ts.transpileModule(program.text, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-require-imports
  new Function('require', 'exports', outputText)((name: string) => (name === 'cdk8s-flux-instance-sync' ? thisPackage : require(name)), {});
  const [shown] = listBlocks('yaml').filter(({ page }) => page === 'README.md');
  expect(readdirSync(outdir).map((file) => readFileSync(join(outdir, file), 'utf8'))).toEqual([shown.text]);
});

test('the README names the first and the newest Flux whose CRDs are there', () => {
  const minorOf = (release: string): string => release.split('.').slice(0, 2).join('.');
  expect(readPage('README.md')).toContain(`(${minorOf(FLUX_RELEASES[0])} to ${minorOf(FLUX_RELEASES[FLUX_RELEASES.length - 1])})`);
});
