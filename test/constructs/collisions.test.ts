import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { FluxInstanceSync, FluxSecret } from '../../src';
import { GIT, messageOf } from '../flux-instance-sync/make-sync';

function makeApp(yamlOutputType?: YamlOutputType): App {
  return new App({ outdir: mkdtempSync(join(tmpdir(), 'collisions-')), yamlOutputType });
}

function addSync(scope: Construct, id: string, props: { name?: string; namespace?: string } = {}): FluxInstanceSync {
  return new FluxInstanceSync(scope, id, { ...GIT, ...props });
}

function addSecret(scope: Construct, id: string, props: { name?: string; namespace?: string } = {}): FluxSecret {
  return FluxSecret.bucketAzure(scope, id, { clientId: 'c', allowPlainTextInOutput: true, ...props });
}

/** Synthesizes, and lists the files or the message. */
function synth(app: App): readonly string[] | string {
  try {
    app.synth();
  } catch (error) {
    return (error as Error).message;
  }
  return readdirSync(app.outdir, { recursive: true }).map(String).filter((file) => file.endsWith('.yaml')).sort();
}

describe('the same names in two charts', () => {
  function synthTwo(yamlOutputType?: YamlOutputType): readonly string[] | string {
    const app = makeApp(yamlOutputType);
    addSync(new Chart(app, 'eu'), 'sync');
    addSync(new Chart(app, 'us'), 'sync');
    return synth(app);
  }

  test('are right with a file for each chart, the default', () => {
    expect(synthTwo()).toEqual(['eu.k8s.yaml', 'us.k8s.yaml']);
    expect(synthTwo(YamlOutputType.FILE_PER_CHART)).toEqual(['eu.k8s.yaml', 'us.k8s.yaml']);
  });

  test('are right with a folder for each chart', () => {
    expect(synthTwo(YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE)).toEqual([
      'eu/GitRepository.flux-system.k8s.yaml', 'eu/Kustomization.flux-system.k8s.yaml',
      'us/GitRepository.flux-system.k8s.yaml', 'us/Kustomization.flux-system.k8s.yaml',
    ]);
  });

  test('are refused with a file for each resource, and the message names the file', () => {
    expect(synthTwo(YamlOutputType.FILE_PER_RESOURCE)).toBe([
      'Validation failed with the following errors:',
      '  [us/sync/source] name: eu/sync and us/sync both emit the GitRepository flux-system; the second would overwrite the first in the file'
      + ' GitRepository.flux-system.k8s.yaml; give one of them another name, or a chart of its own and the app the yamlOutputType FILE_PER_CHART [NAME_COLLISION]',
      '  [us/sync/kustomization] name: eu/sync and us/sync both emit the Kustomization flux-system; the second would overwrite the first in the file'
      + ' Kustomization.flux-system.k8s.yaml; give one of them another name, or a chart of its own and the app the yamlOutputType FILE_PER_CHART [NAME_COLLISION]',
    ].join('\n'));
  });

  test('are refused with a file for the app', () => {
    expect(synthTwo(YamlOutputType.FILE_PER_APP)).toContain(
      '[us/sync/source] name: eu/sync and us/sync both emit the GitRepository flux-system in namespace flux-system, in the file app.k8s.yaml;'
      + ' give one of them another name or namespace, or a chart of its own and the app the yamlOutputType FILE_PER_CHART [NAME_COLLISION]');
  });

  test('are refused for Secrets, too', () => {
    const app = makeApp(YamlOutputType.FILE_PER_RESOURCE);
    addSecret(new Chart(app, 'eu'), 'auth', { namespace: 'a' });
    addSecret(new Chart(app, 'us'), 'auth', { namespace: 'b' });
    expect(synth(app)).toContain('eu/auth and us/auth both emit the Secret auth; the second would overwrite the first in the file Secret.auth.k8s.yaml');
  });

  test('are right for different kinds', () => {
    const app = makeApp(YamlOutputType.FILE_PER_RESOURCE);
    addSync(new Chart(app, 'eu'), 'sync', { name: 'apps' });
    addSecret(new Chart(app, 'us'), 'apps');
    expect(synth(app)).toEqual(['GitRepository.apps.k8s.yaml', 'Kustomization.apps.k8s.yaml', 'Secret.apps.k8s.yaml']);
  });

  test.each([
    ['the first chart', (app: App) => app.node.tryRemoveChild('eu')],
    ['the second chart', (app: App) => app.node.tryRemoveChild('us')],
    ['a construct around the first', (app: App) => app.node.findChild('eu').node.tryRemoveChild('group')],
    ['the objects themselves', (app: App) => ['source', 'kustomization'].forEach((id) => app.node.findChild('us').node.findChild('sync').node.tryRemoveChild(id))],
  ])('are right after %s was removed', (_, remove) => {
    const app = makeApp(YamlOutputType.FILE_PER_RESOURCE);
    addSync(new Construct(new Chart(app, 'eu'), 'group'), 'sync');
    addSync(new Chart(app, 'us'), 'sync');
    expect(synth(app)).toContain('NAME_COLLISION');
    remove(app);
    expect(synth(app)).toEqual(['GitRepository.flux-system.k8s.yaml', 'Kustomization.flux-system.k8s.yaml']);
  });
});

describe('the same names in two namespaces of a chart', () => {
  const addTwo = (yamlOutputType?: YamlOutputType): App => {
    const app = makeApp(yamlOutputType);
    const chart = new Chart(app, 'cluster');
    addSync(chart, 'a', { namespace: 'team-a', name: 'sync' });
    addSync(chart, 'b', { namespace: 'team-b', name: 'sync' });
    return app;
  };

  test('are right with a file for each chart or for the app', () => {
    expect(synth(addTwo())).toEqual(['cluster.k8s.yaml']);
    expect(synth(addTwo(YamlOutputType.FILE_PER_APP))).toEqual(['app.k8s.yaml']);
  });

  test('are refused at once with a file for each resource', () => {
    expect(messageOf(() => addTwo(YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE)).split('\n')).toEqual([
      'cluster/b: 2 problems',
      '  - name: cluster/a and cluster/b both emit the GitRepository sync; the second would overwrite the first in the file GitRepository.sync.k8s.yaml;'
      + ' give one of them another name or a chart of its own; for two namespaces, the yamlOutputType FILE_PER_CHART will do [NAME_COLLISION]',
      '  - name: cluster/a and cluster/b both emit the Kustomization sync; the second would overwrite the first in the file Kustomization.sync.k8s.yaml;'
      + ' give one of them another name or a chart of its own; for two namespaces, the yamlOutputType FILE_PER_CHART will do [NAME_COLLISION]',
    ]);
    expect(messageOf(() => addTwo(YamlOutputType.FILE_PER_RESOURCE))).toContain('in the file Kustomization.sync.k8s.yaml');
  });
});

test('a sync may be made again after the construct around it was removed', () => {
  const app = makeApp();
  const chart = new Chart(app, 'cluster');
  addSync(new Construct(chart, 'group'), 'sync');
  chart.node.tryRemoveChild('group');
  addSync(new Construct(chart, 'group'), 'sync');
  expect(messageOf(() => addSync(chart, 'again'))).toContain('cluster/group/sync and cluster/again both emit');
  expect(synth(app)).toEqual(['cluster.k8s.yaml']);
});

test('a chart that is no part of an app has its claims, too', () => {
  const chart = new Chart(undefined as never, 'cluster');
  addSecret(chart, 'auth');
  expect(messageOf(() => addSecret(chart, 'other', { name: 'auth' }))).toContain('cluster/auth and cluster/other both emit the Secret auth');
});

test('two copies of the package know of each other', () => {
  const chart = new Chart(makeApp(), 'cluster');
  addSecret(chart, 'auth');
  jest.isolateModules(() => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const copy = require('../../src') as typeof import('../../src');
    expect(copy.FluxSecret).not.toBe(FluxSecret);
    expect(messageOf(() => copy.FluxSecret.bucketAzure(chart, 'other', { clientId: 'c', name: 'auth', allowPlainTextInOutput: true })))
      .toContain('cluster/auth and cluster/other both emit the Secret auth');
  });
});

test('the work of the checks grows with the number of charts, not with its square', () => {
  const countLookUps = (count: number): number => {
    const app = makeApp(YamlOutputType.FILE_PER_APP);
    const charts = Array.from({ length: count }, (_, index) => new Chart(app, `c${index}`));
    charts.forEach((chart) => addSecret(chart, 'auth'));
    const lookUp = jest.spyOn(Object.getPrototypeOf(app.node) as Construct['node'], 'tryFindChild');
    expect(synth(app)).toContain('NAME_COLLISION');
    const { length } = lookUp.mock.calls;
    lookUp.mockRestore();
    return length;
  };
  expect(countLookUps(3000)).toBeLessThan(31 * countLookUps(100));
});
