import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './list-blocks';

jest.setTimeout(120_000);

const github = parse(readFileSync(join(ROOT, 'docs/ci/github-actions.yaml'), 'utf8'));
const gitlab = parse(readFileSync(join(ROOT, 'docs/ci/gitlab-ci.yaml'), 'utf8'));
const { manifests: { steps } } = github.jobs;

interface Workflow {
  readonly name: string;
  /** What each runner would run, one shell for each. */
  readonly scripts: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

const WORKFLOWS: readonly Workflow[] = [
  { name: 'GitHub Actions', scripts: steps.flatMap((step: { run?: string }) => step.run ?? []), variables: github.env },
  { name: 'GitLab CI', scripts: [[...gitlab.manifests.script, ...gitlab.validate.script].join('\n')], variables: gitlab.variables },
];

/** Programs that need a network or a cluster: they say what they were called with. */
const STAND_INS = ['npm', 'kubectl'];

/** A repository of a user, with what an example synthesizes committed. */
function makeRepository(): string {
  const folder = mkdtempSync(join(tmpdir(), 'repository-'));
  cpSync(join(ROOT, 'examples/git-pull-secret/main.ts'), join(folder, 'main.ts'));
  cpSync(join(ROOT, 'examples/git-pull-secret/manifests'), join(folder, 'manifests'), { recursive: true });
  writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: npx ts-node --transpile-only main.ts\noutput: manifests\n');
  writeFileSync(join(folder, 'tsconfig.json'), '{"compilerOptions": {"target": "ES2022", "module": "commonjs", "ignoreDeprecations": "6.0"}}');
  writeFileSync(join(folder, '.gitignore'), 'node_modules\nbin\n');
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(join(ROOT, 'node_modules')).filter((entry) => entry !== 'cdk8s-flux-instance-sync')) {
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  }
  symlinkSync(ROOT, join(folder, 'node_modules/cdk8s-flux-instance-sync'));
  mkdirSync(join(folder, 'bin'));
  for (const name of STAND_INS) {
    writeFileSync(join(folder, 'bin', name), `#!/bin/sh\necho "${name} $*" >> "${folder}/bin/calls"\n`);
    chmodSync(join(folder, 'bin', name), 0o755);
  }
  commit(folder);
  return folder;
}

function commit(folder: string): void {
  const { status, stderr } = spawnSync('bash', ['-ec', [
    'git init -q',
    'git add --all .',
    'git -c user.name=user -c user.email=user@example.com -c commit.gpgsign=false commit -q -m "Add the app"',
  ].join('\n')], { cwd: folder, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
}

/** Runs the scripts one after the other as a runner does: the first that fails ends it. */
function run({ scripts, variables }: Workflow, folder: string): { failed?: string; output: string } {
  const env = { ...process.env, ...variables, PATH: `${join(folder, 'bin')}:${process.env.PATH}`, GIT_CONFIG_GLOBAL: '/dev/null' };
  for (const script of scripts) {
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], { cwd: folder, encoding: 'utf8', env });
    if (status !== 0) {
      return { failed: script, output: stdout + stderr };
    }
  }
  return { output: '' };
}

function listCalls(folder: string): string[] {
  const path = join(folder, 'bin/calls');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
}

describe.each(WORKFLOWS.map((workflow) => [workflow.name, workflow] as const))('the workflow for %s', (_, workflow) => {
  test('passes where the committed manifests are what the app synthesizes', () => {
    const folder = makeRepository();
    expect(run(workflow, folder)).toEqual({ output: '' });
    expect(listCalls(folder)).toEqual([
      expect.stringMatching(/^npm ci/),
      'kubectl apply --server-side --dry-run=server --force-conflicts --validate=strict --recursive --filename manifests',
    ]);
  });

  test('fails with the difference where a committed manifest is stale', () => {
    const folder = makeRepository();
    appendFileSync(join(folder, 'manifests/my-cluster.k8s.yaml'), '# by hand\n');
    commit(folder);
    const { failed, output } = run(workflow, folder);
    expect(failed).toContain('git diff --cached --exit-code');
    expect(output).toContain('-# by hand');
    expect(listCalls(folder)).toHaveLength(1);
  });
});

describe('a workflow', () => {
  const [workflow] = WORKFLOWS;

  test.each([
    ['was never committed', 'rm manifests/my-cluster.k8s.yaml', '+++ b/manifests/my-cluster.k8s.yaml'],
    ['is of a chart that is gone', 'cp manifests/my-cluster.k8s.yaml manifests/former.k8s.yaml', '--- a/manifests/former.k8s.yaml'],
  ])('fails where a manifest %s', (_, change, difference) => {
    const folder = makeRepository();
    spawnSync('bash', ['-c', change], { cwd: folder });
    commit(folder);
    const { failed, output } = run(workflow, folder);
    expect(failed).toContain('git diff --cached --exit-code');
    expect(output).toContain(difference);
  });

  test('fails with our message where the sync is wrong', () => {
    const folder = makeRepository();
    const main = join(folder, 'main.ts');
    writeFileSync(main, readFileSync(main, 'utf8').replace("'refs/heads/main'", "'main'"));
    const { failed, output } = run(workflow, folder);
    expect(failed).toContain('cdk8s synth');
    expect(output).toContain('my-cluster/sync: 1 problem');
    expect(listCalls(folder)).toHaveLength(1);
  });
});

test('only the step that needs a cluster is optional', () => {
  expect(steps.filter((step: any) => step.if !== undefined).map(({ name }: any) => name)).toEqual(['Validate in a cluster']);
});
