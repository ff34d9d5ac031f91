import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const library = JSON.stringify(join(root, 'lib/src'));
const syncs = JSON.stringify(join(__dirname, 'commonjs/syncs.js'));

/** A program that makes each sync, and says what it made of them. */
const PROGRAM = `
  const library = require(${library});
  const props = require(${syncs}).makeProps(library);
  for (const [name, one] of Object.entries(props)) {
    console.log(name + ': ' + library.FluxInstanceSync.manifests(one).map(({ kind }) => kind).join(' '));
  }
`;

test('a Node that cannot require ES modules makes syncs of every kind', () => {
  expect(execFileSync(process.execPath, ['--no-experimental-require-module', '-e', PROGRAM], { encoding: 'utf8' }).trim().split('\n')).toEqual([
    'plain Git: GitRepository Kustomization',
    'Git with a service account: GitRepository Kustomization',
    'a condition on a dependency: GitRepository Kustomization',
    'expressions of health checks: GitRepository Kustomization',
    'a bucket with STS: Bucket Kustomization',
    'a kubeConfig: GitRepository Kustomization',
    'a bucket with a Secret: Bucket Kustomization',
  ]);
});

test('the jest of cdk8s init makes syncs of every kind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jest-'));
  try {
    const template = join(root, 'node_modules/cdk8s-cli/templates/typescript-app');
    copyFileSync(join(template, 'jest.config.js'), join(folder, 'jest.config.js'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { module: 'node16', target: 'ES2022', isolatedModules: true, types: ['jest', 'node'], strict: true } }));
    writeFileSync(join(folder, 'main.test.ts'), `
      const library = require(${library});
      const props: Record<string, unknown> = require(${syncs}).makeProps(library);
      test.each(Object.entries(props))('%s', (_, one) => {
        expect(library.FluxInstanceSync.manifests(one)).toHaveLength(2);
      });
    `);
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'node_modules/jest/bin/jest.js')], { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/Tests: +7 passed, 7 total/) });
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 120_000);
