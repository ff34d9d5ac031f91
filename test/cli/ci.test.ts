import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { inFolder, INSTANCE } from './terminal';

const ROOT = resolve(__dirname, '../..');

function read(path: string): any {
  return parse(readFileSync(join(ROOT, path), 'utf8'));
}

const github = read('docs/ci/check-github-actions.yaml').jobs.check.steps;
const gitlab = read('docs/ci/check-gitlab-ci.yaml');

interface Workflow {
  readonly check: string;
  readonly compare: string;
  /** The program that posts the difference. */
  readonly poster: string;
}

const WORKFLOWS: Readonly<Record<string, Workflow>> = {
  'GitHub Actions': { check: github.find(({ name }: any) => name === 'Check').run, compare: github.find(({ name }: any) => name === 'Compare').run, poster: 'gh' },
  'GitLab CI': { check: gitlab.check.script.join('\n'), compare: gitlab.compare.script.join('\n'), poster: 'curl' },
};

/** Runs a script as a runner does, with our program in place of what npx would fetch. */
function run(script: string): { status: number | null; stdout: string } {
  mkdirSync('bin', { recursive: true });
  const programs = { npx: `shift 2; exec "${process.execPath}" "${ROOT}/lib/src/cli/flux-instance.js" "$@"`, gh: 'echo "gh $*"', curl: 'echo "curl $*"' };
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(`bin/${name}`, `#!/bin/sh\n${text}\n`);
    chmodSync(`bin/${name}`, 0o755);
  }
  const env = {
    ...process.env,
    PATH: `${resolve('bin')}:${process.env.PATH}`,
    FLUX_INSTANCES: 'clusters',
    BASE: 'HEAD',
    CI_MERGE_REQUEST_DIFF_BASE_SHA: 'HEAD',
    PULL_REQUEST: '1',
    GITLAB_TOKEN: 'x',
  };
  const { status, stdout } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], { encoding: 'utf8', env });
  return { status, stdout };
}

function inRepository(step: () => void): void {
  inFolder({ 'clusters/eu.yaml': INSTANCE }, () => {
    spawnSync('bash', ['-ec', 'git init -q; git add .; git -c user.name=u -c user.email=u@example.com -c commit.gpgsign=false commit -qm Add']);
    step();
  });
}

describe.each(Object.entries(WORKFLOWS))('the job for %s', (_, { check, compare, poster }) => {
  test('passes where nothing is wrong and nothing changes', () => {
    inRepository(() => {
      expect(run(check).status).toBe(0);
      expect(run(compare)).toEqual({ status: 0, stdout: '' });
    });
  });

  test('fails for a finding, and posts what changes', () => {
    inRepository(() => {
      writeFileSync('clusters/eu.yaml', INSTANCE.replace('clusters/eu', 'clusters/us'));
      const { status, stdout } = run(compare);
      expect([status, stdout.includes(`${poster} `)]).toEqual([0, true]);
      writeFileSync('clusters/eu.yaml', INSTANCE.replace('https', 'htps'));
      expect(run(check).status).toBe(1);
    });
  });
});

test('the hook of pre-commit runs the command, on the files that it is for', () => {
  const [hook, ...more] = read('.pre-commit-hooks.yaml');
  expect(more).toEqual([]);
  expect(hook).toMatchObject({ id: 'flux-instance', entry: 'npx --yes cdk8s-flux-instance-sync check', language: 'system' });
  const files = new RegExp(hook.files);
  expect(['clusters/eu/flux-instance.yaml', 'flux/fluxinstance.yml', 'gotk-sync.yaml'].every((file) => files.test(file))).toBe(true);
  expect(files.test('deployment.yaml')).toBe(false);
});
