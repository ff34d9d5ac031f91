import * as ts from 'typescript';
import * as thisPackage from '../../src';
import { listBlocks } from '../docs/list-blocks';
import { makeChart } from '../flux-instance-sync/make-sync';

const PAGE = 'docs/flux-instance.md';
const programs = listBlocks('ts').filter(({ page, text }) => page === PAGE && !text.includes('1.10'));
const manifests = listBlocks('yaml').filter(({ page }) => page === PAGE);

function run(program: string): thisPackage.FluxInstance {
  const { Duration } = jest.requireActual<typeof import('cdk8s')>('cdk8s');
  const { outputText } = ts.transpileModule(`return ${program}`, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  const names = Object.keys(thisPackage);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const make = new Function('chart', 'Duration', ...names, outputText) as (...args: readonly unknown[]) => thisPackage.FluxInstance;
  return make(makeChart(), Duration, ...Object.values(thisPackage));
}

test('each scenario of the page stands beside its manifest', () => {
  expect([programs.length, manifests.length]).toEqual([6, 6]);
});

test.each(programs.map(({ text }, index) => [text.split('\n')[3], text, manifests[index]?.text] as const))('%s gives what its manifest gives', (_, program, manifest) => {
  expect(run(program).syncObjects).toEqual(thisPackage.FluxInstance.fromYaml(makeChart(), 'flux', manifest).syncObjects);
});
