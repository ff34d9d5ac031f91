import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import { FluxFleet, FluxInstanceSync, FluxSecret, Patches, RuntimeChecks, SecretValue } from '../../src';
import { GIT, makeChart, makeSync, messageOf, warningsOf } from './make-sync';

let written: string;

beforeEach(() => {
  written = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
});

const LOCKDOWN = Patches.json6902({ kind: 'Deployment' }, JsonPatch.add('/spec/replicas', 2));
const IGNORE = { gitRepository: { ignore: '# nothing' } };
const reason = 'the controllers are patched where Flux is installed';

function manifest(annotation: string): string {
  return `apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata:
  name: flux
  namespace: flux-system
  annotations:
    cdk8s-flux-instance-sync/acknowledge: ${JSON.stringify(annotation)}
spec:
  distribution: {registry: ghcr.io/fluxcd, version: 2.x}
  sync: {kind: GitRepository, url: "https://git.example.com/a.git", ref: refs/heads/main, path: ./}
  kustomize:
    patches:
      - target: {kind: Deployment}
        patch: '[{"op": "add", "path": "/spec/replicas", "value": 2}]'
`;
}

describe('what is acknowledged', () => {
  test('silences its code and leaves the others on', () => {
    const given = { ...IGNORE, patches: [LOCKDOWN] };
    expect(makeSync(given).warnings.map(({ code }) => code)).toEqual(['PATCH_UNAPPLIED', 'GIT_IGNORE_EMPTY']);
    const acknowledge = [{ code: 'PATCH_UNAPPLIED', reason }];
    expect(makeSync({ ...given, acknowledge }).warnings.map(({ code }) => code)).toEqual(['GIT_IGNORE_EMPTY']);
  });

  test('lets an error of a run-time rule pass', () => {
    expect(messageOf(() => makeSync({ ref: 'main' }))).toContain('[GIT_REF_NAME_UNQUALIFIED]');
    expect(makeSync({ ref: 'main', acknowledge: [{ code: 'GIT_REF_NAME_UNQUALIFIED', reason }] }).warnings).toEqual([]);
  });

  test('is written in an annotation of a manifest, with one code on each line', () => {
    expect(FluxInstanceSync.fromYaml(makeChart(), 'sync', manifest(`PATCH_UNAPPLIED: ${reason}\n`)).warnings).toEqual([]);
    expect(FluxInstanceSync.fromYaml(makeChart(), 'sync', manifest(`GIT_IGNORE_EMPTY ${reason}`)).warnings.map(({ code }) => code)).toEqual(['PATCH_UNAPPLIED']);
  });

  test('is part of the data of a fleet', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'fleet-'));
    const fleet = new FluxFleet({ outdir, defaults: { ...GIT, patches: [LOCKDOWN], acknowledge: [{ code: 'PATCH_UNAPPLIED', reason }] } });
    const chart = fleet.addCluster('one');
    fleet.synth();
    expect((chart.node.children[0] as FluxInstanceSync).warnings).toEqual([]);
  });

  test('and silences nothing is told of, at synth', () => {
    const chart = makeChart();
    const sync = new FluxInstanceSync(chart, 'sync', { ...GIT, acknowledge: [{ code: 'PATCH_UNAPPLIED', reason }] });
    expect(sync.warnings).toEqual([]);
    Testing.synth(chart);
    expect(warningsOf(sync)).toEqual(['acknowledge[0].code: silences nothing, received "PATCH_UNAPPLIED"; remove it [ACKNOWLEDGED_WITHOUT_FINDING]']);
  });

  test('may be found at synth only', () => {
    const chart = makeChart();
    const acknowledge = [{ code: 'SECRET_IN_OTHER_NAMESPACE', reason }];
    const sync = new FluxInstanceSync(chart, 'sync', { ...GIT, pullSecret: 'git', acknowledge });
    FluxSecret.gitBasicAuth(chart, 'secret', {
      name: 'git', namespace: 'other', username: 'x', password: SecretValue.unsafePlainText('y'), allowPlainTextInOutput: true,
    });
    Testing.synth(chart);
    expect(sync.warnings).toEqual([]);
  });
});

test.each<[string, unknown, string]>([
  ['a code that does not exist', [{ code: 'PATCH_UNAPLIED', reason }], 'acknowledge[0].code: must be the code of a warning or of a run-time rule; '
    + 'other errors cannot be acknowledged, received "PATCH_UNAPLIED"; did you mean PATCH_UNAPPLIED? [INPUT_FORMAT]'],
  ['an error that the API server would have, too', [{ code: 'SCHEMA_TYPE', reason }], 'acknowledge[0].code: must be the code of a warning'],
  ['no reason', [{ code: 'PATCH_UNAPPLIED' }], 'acknowledge[0].reason: is required; write why the finding is fine here'],
  ['an empty reason', [{ code: 'PATCH_UNAPPLIED', reason: '' }], 'acknowledge[0].reason: must not be empty'],
  ['a code alone', ['PATCH_UNAPPLIED'], 'acknowledge[0]: must be an object'],
  ['no list', { code: 'PATCH_UNAPPLIED', reason }, 'acknowledge: must be a list'],
])('an acknowledgement with %s is refused', (_, acknowledge, message) => {
  expect(messageOf(() => makeSync({ acknowledge: acknowledge as [] }))).toContain(message);
});

test.each([
  ['without a reason', 'PATCH_UNAPPLIED', 'must have a code and its reason on each line, received "PATCH_UNAPPLIED"; write it like PATCH_UNAPPLIED: reason'],
  ['of an unknown code', 'NOTHING because', 'must be the code of a warning or of a run-time rule'],
])('an annotation %s is refused', (_, annotation, message) => {
  expect(messageOf(() => FluxInstanceSync.fromYaml(makeChart(), 'sync', manifest(annotation))))
    .toContain(`metadata.annotations.cdk8s-flux-instance-sync/acknowledge: ${message}`);
});

describe('at synth', () => {
  test('the same warning of many constructs is written once, with some of their paths', () => {
    const app = new App();
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      new FluxInstanceSync(new Chart(app, name), 'sync', { ...GIT, ref: 'main', runtimeChecks: RuntimeChecks.WARN });
    }
    app.charts.forEach((chart) => chart.toJson());
    expect(written.split('\n').slice(0, 1)).toEqual(['cdk8s-flux-instance-sync: 1 warning']);
    expect(written).toContain('  - a/sync, b/sync, c/sync and 2 more: ref (GitRepository spec.ref.name): ');
    expect(written.split('\n')).toHaveLength(3);
  });

  test('a construct that was taken out of the tree is not heard', () => {
    const chart = makeChart();
    new FluxInstanceSync(chart, 'sync', { ...GIT, ...IGNORE });
    chart.node.tryRemoveChild('sync');
    Testing.synth(chart);
    expect(written).toBe('');
  });
});
