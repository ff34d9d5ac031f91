import { checkSarif } from './sarif-schema';
import { inFolder, INSTANCE, RELEASE, run } from './terminal';

const FILES = {
  'eu/flux.yaml': INSTANCE.replace('https://github.com', 'github.com'),
  'us, west/flux.yaml': RELEASE.replace('path: ./', 'path: ./\n        ignore: "*.md"'),
};

function check(output: string): string {
  return inFolder(FILES, () => run(['check', '.', '--output', output]).stdout);
}

const REFUSED = 'must match ^(http|https|ssh)://.*$, received "github.com/acme/fleet.git"';
const DROPPED = 'is not written by the flux-instance chart, so it changes nothing';

test('json has all that is known of each finding', () => {
  expect(JSON.parse(check('json'))).toEqual({
    files: 2,
    instances: 2,
    passedOver: 0,
    findings: [
      expect.objectContaining({
        file: 'eu/flux.yaml', line: 12, column: 10, severity: 'error', code: 'SCHEMA_PATTERN', path: 'spec.sync.url (GitRepository spec.url)', message: REFUSED,
      }),
      {
        file: 'us, west/flux.yaml',
        line: 15,
        column: 17,
        severity: 'warning',
        code: 'CHART_VALUE_DROPPED',
        path: 'spec.values.instance.sync.ignore',
        message: DROPPED,
        remedy: 'write it as a patch in instance.kustomize.patches',
      },
    ],
  });
});

test('github has a workflow command for each finding', () => {
  const [first, second, ...more] = check('github').split('\n');
  expect(more).toEqual(['']);
  expect(first).toMatch(/^::error file=eu\/flux\.yaml,line=12,col=10,title=SCHEMA_PATTERN::spec\.sync\.url \(GitRepository spec\.url\): must match/);
  expect(second).toBe('::warning file=us%2C west/flux.yaml,line=15,col=17,title=CHART_VALUE_DROPPED::spec.values.instance.sync.ignore: '
    + `${DROPPED}; write it as a patch in instance.kustomize.patches`);
});

test('gitlab has a code quality report, whose fingerprints do not depend on the line', () => {
  const report = JSON.parse(check('gitlab')) as { fingerprint: string }[];
  expect(report).toEqual([
    {
      description: expect.stringContaining(REFUSED),
      check_name: 'SCHEMA_PATTERN',
      fingerprint: expect.stringMatching(/^[0-9a-f]{40}$/),
      severity: 'major',
      location: { path: 'eu/flux.yaml', lines: { begin: 12 } },
    },
    expect.objectContaining({ check_name: 'CHART_VALUE_DROPPED', severity: 'minor' }),
  ]);
  const moved = inFolder({ 'eu/flux.yaml': `# moved\n${FILES['eu/flux.yaml']}` }, () => run(['check', '.', '--output', 'gitlab']).stdout);
  expect((JSON.parse(moved) as { fingerprint: string }[])[0].fingerprint).toBe(report[0].fingerprint);
});

test('sarif is as its schema wants it', () => {
  const sarif = JSON.parse(check('sarif'));
  expect(checkSarif(sarif)).toEqual([]);
  expect(sarif.runs[0].results).toEqual([
    expect.objectContaining({ ruleId: 'SCHEMA_PATTERN', ruleIndex: 1, level: 'error' }),
    expect.objectContaining({ ruleId: 'CHART_VALUE_DROPPED', ruleIndex: 0, level: 'warning' }),
  ]);
  expect(sarif.runs[0].results[1].locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: 'us,%20west/flux.yaml' }, region: { startLine: 15, startColumn: 17 },
  });
});

test('sarif of correct input is valid, too', () => {
  expect(checkSarif(JSON.parse(run(['check', '-', '--output', 'sarif'], INSTANCE).stdout))).toEqual([]);
});

test('the check of SARIF finds what is wrong', () => {
  expect(checkSarif({ version: '2.1.0', runs: [{ tool: { driver: {} }, results: [{ level: 'bad' }] }] }).length).toBeGreaterThan(2);
});
