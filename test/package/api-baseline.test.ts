import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const baseline = JSON.parse(readFileSync(join(root, 'api/baseline.jsii.json'), 'utf8')) as Assembly;
const { stability } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { stability: string };

interface Assembly {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Record<string, string>;
  readonly types: Record<string, { members?: unknown[]; properties?: { name: string; optional?: boolean }[] }>;
}

let folder: string;

// Outside of the repository: jsii-docgen takes every assembly below its folder for one of the package's.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'api-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What jsii-diff says about the step from one API to the other. Before 1.0.0 everything is experimental, and a break is announced all the same. */
function compare(before: string, after: string): { code: number | null; output: string } {
  const args = [before, after, '--keys', '--error-on', 'all', '--ignore-file', join(root, 'api/.compatignore')];
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules/jsii-diff/bin/jsii-diff'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0] },
  });
  return { code: status, output: `${stdout}${stderr}` };
}

/** jsii-diff reads packages, not assemblies. */
function writePackage(name: string, assembly: Assembly): string {
  const target = join(folder, name);
  mkdirSync(target);
  const { version, dependencies } = assembly;
  writeFileSync(join(target, 'package.json'), JSON.stringify({ name: assembly.name, version, peerDependencies: dependencies, jsii: {} }));
  // The baseline does not have it.
  const types = Object.fromEntries(Object.entries(assembly.types).map(([fqn, type]) => [fqn, { ...type, docs: { stability } }]));
  writeFileSync(join(target, '.jsii'), JSON.stringify({ ...assembly, types }));
  return target;
}

test('the public API breaks nothing that the baseline has, but for what api/.compatignore announces', () => {
  const { code, output } = compare(writePackage('baseline', baseline), root);
  // What was announced is listed as `skip`.
  expect({ code, errors: output.match(/^err .*$/gm) ?? [] }).toEqual({ code: 0, errors: [] });
});

test('a removed option is found', () => {
  const changed = structuredClone(baseline);
  const props = changed.types['cdk8s-flux-instance-sync.FluxInstanceSync'].properties!;
  props.splice(props.findIndex(({ name }) => name === 'warnings'), 1);
  const { code, output } = compare(writePackage('before', baseline), writePackage('after', changed));
  expect(output).toContain('removed:cdk8s-flux-instance-sync.FluxInstanceSync.warnings');
  expect(code).not.toBe(0);
});
