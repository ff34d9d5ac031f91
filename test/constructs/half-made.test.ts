import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { FluxInstanceSync, FluxSecret, Patches, SecretValue, SyncKind } from '../../src';
import { revoked, throwing } from '../bad-input/hostile-values';

const GOOD = { kind: SyncKind.GIT_REPOSITORY, url: 'https://github.com/my-org/my-fleet', ref: 'refs/heads/main', path: 'clusters/my-cluster' };
const LOGIN = { username: 'git', password: SecretValue.unsafePlainText('pLaNtEd'), allowPlainTextInOutput: true };

let chart: Chart;

beforeEach(() => {
  chart = new Chart(new App(), 'cluster', { namespace: 'flux-system' });
});

/** The message of the error; the tree must be as it was. */
function refuse(make: () => unknown): string {
  const before = chart.node.root.node.findAll().map(({ node }) => node.path);
  let message: string | undefined;
  try {
    make();
  } catch (error) {
    expect((error as Error).name).toBe('ProblemsError');
    ({ message } = error as Error);
  }
  expect(chart.node.root.node.findAll().map(({ node }) => node.path)).toEqual(before);
  return message ?? 'was accepted';
}

/** A construct whose owner has not finished it. */
function addBroken(id: string, kind: string, toJson: () => unknown): ApiObject {
  return Object.assign(new ApiObject(chart, id, { apiVersion: 'v1', kind, metadata: { name: id } }), { toJson });
}

describe('a construct that cannot be made leaves the tree as it was', () => {
  test.each([
    ['a kind that is a number', 'apiVersion: v1\nkind: 5\nmetadata: {name: x}', 'patches[0]: finds no 5 x'],
    ['a kind that is a boolean', 'apiVersion: v1\nkind: yes\nmetadata: {name: x}', 'patches[0]: finds no yes x'],
    ['annotations that are a list', 'apiVersion: v1\nkind: X\nmetadata: {name: x, annotations: [a]}', 'patches[0]: must not leave a list in metadata.annotations'],
  ])('where a patch has %s', (_, patch, message) => {
    expect(refuse(() => new FluxInstanceSync(chart, 'sync', { ...GOOD, patches: [{ patch }] }))).toContain(`cluster/sync: 1 problem\n  - ${message}`);
  });

  test.each<[string, (o: { self?: unknown }) => unknown, string]>([
    ['throws', () => {
      throw new Error('no image');
    }, 'no image'],
    ['throws something else', () => {
      throw revoked({}) as Error;
    }, 'an error without a message'],
    ['returns a number', () => 5, 'its toJson must return an object with apiVersion, kind and metadata'],
    ['returns no Kubernetes object', () => ({ kind: 'Deployment' }), 'its toJson must return an object with apiVersion, kind and metadata'],
    ['returns an object that contains itself', (o) => Object.assign(o, { apiVersion: 'apps/v1', kind: 'Deployment', metadata: {}, self: o }), 'Converting circular structure to JSON'],
  ])('where the toJson of a patch target %s', (_, toJson, reason) => {
    addBroken('app', 'Deployment', () => toJson({}));
    expect(refuse(() => new FluxInstanceSync(chart, 'sync', { ...GOOD, patchTargets: [chart] }))).toBe(
      `cluster/sync: 1 problem\n  - patchTargets: holds cluster/app, which cannot be synthesized: ${reason}; make it complete before the sync [INPUT_TYPE]`);
  });

  test('where its id has a slash', () => {
    expect(refuse(() => new FluxInstanceSync(chart, 'my/sync', { ...GOOD, path: '' }))).toContain('path: must not be empty');
  });

  test.each(['constructor', 'toString', '__proto__'])('where its id is %s, which the constructs library cannot keep', (id) => {
    for (const make of [() => new FluxInstanceSync(chart, id, GOOD), () => FluxSecret.gitBasicAuth(chart, id, LOGIN)]) {
      expect(refuse(make)).toBe(
        `cluster/${id}: 1 problem\n  - id: cannot be the id of a construct, because all objects of JavaScript have a member of that name, received "${id}" [INPUT_FORMAT]`);
    }
  });

  test.each<[string, any, string]>([
    ['nothing', undefined, 'must be a chart, or a construct in one'],
    ['a proxy that was revoked', revoked({}), 'must be a chart, or a construct in one'],
    ['an object with a node that throws', throwing('node'), 'must be a chart, or a construct in one'],
    ['an app', new App(), 'must be a chart, or a construct in one; the root of the app is not'],
  ])('where its scope is %s', (_, scope, rule) => {
    for (const make of [
      () => new FluxInstanceSync(scope, 'sync', GOOD), () => FluxInstanceSync.fromFile(scope, 'sync', 'flux.yaml'), () => FluxSecret.gitBasicAuth(scope, 's', LOGIN),
    ]) {
      expect(refuse(make)).toContain(`  - scope: ${rule} [INPUT_TYPE]`);
    }
  });

  test('where its id is no string', () => {
    expect(refuse(() => new FluxInstanceSync(chart, Symbol('id') as unknown as string, GOOD))).toContain('id: must be a string, received Symbol(id)');
    expect(refuse(() => FluxSecret.gitBasicAuth(chart, 5 as unknown as string, LOGIN))).toContain('id: must be a string, received 5');
  });
});

test('a patch target that breaks after the sync was made is a problem of the synthesis', () => {
  let image: string | undefined = 'nginx';
  const produce = () => {
    if (image === undefined) {
      throw new Error('no image');
    }
    return image;
  };
  new ApiObject(chart, 'app', { apiVersion: 'v1', kind: 'Pod', spec: { image: Lazy.any({ produce }) } });
  new FluxInstanceSync(chart, 'sync', { ...GOOD, patchTargets: [chart] });
  image = undefined;
  expect(chart.node.root.node.findAll().flatMap(({ node }) => node.validate())).toEqual([
    'patchTargets: holds cluster/app, which cannot be synthesized: Error: no image; make it complete before the sync [INPUT_TYPE]',
  ]);
});

describe('a JSON patch of a FluxSecret that fails', () => {
  const message = 'operation 0: cannot be synthesized: TEST_OPERATION_FAILED: Test operation failed; correct the JSON patches of the Secret [CLUSTER_SYNTH]';

  test('does not show the values of the Secret', () => {
    const { secret } = FluxSecret.gitBasicAuth(chart, 'login', LOGIN);
    secret.addJsonPatch(JsonPatch.test('/stringData/password', 'aNoThEr'));
    expect(() => void chart.toJson()).toThrow(`cluster/login/Resource: 1 problem\n  - ${message}`);
    expect(() => void chart.toJson()).not.toThrow(/pLaNtEd|aNoThEr/);
  });

  test('does not show them where the Secret is a patch target', () => {
    const { secret } = FluxSecret.gitBasicAuth(chart, 'login', LOGIN);
    secret.addJsonPatch(JsonPatch.test('/stringData/password', 'aNoThEr'));
    expect(refuse(() => new FluxInstanceSync(chart, 'sync', { ...GOOD, patchTargets: [secret] }))).toBe(
      'cluster/sync: 1 problem\n  - patchTargets: holds cluster/login/Resource, which cannot be synthesized; make it complete before the sync [INPUT_TYPE]');
  });
});

describe('Patches', () => {
  /** Gives something else each time it is read. */
  function changing(...values: unknown[]): object {
    return Object.defineProperty({}, 'a', { enumerable: true, get: () => values.shift() });
  }

  test('reads each value once', () => {
    expect(Patches.strategicMerge(changing(1, 10n))).toEqual({ patch: '{"a":1}' });
    expect(Patches.json6902({ kind: 'X' }, JsonPatch.add('/a', changing(1, 10n))).patch).toBe('[{"op":"add","path":"/a","value":{"a":1}}]');
  });

  test('writes the members of an object, whatever its class does for JSON', () => {
    class Fields {
      public readonly a = 1;
      public toJSON(): never {
        throw new Error('not that');
      }
    }
    expect(Patches.strategicMerge(new Fields())).toEqual({ patch: '{"a":1}' });
  });

  test.each([
    ['a member that throws', throwing('a'), 'fields.a: must be a value that can be read [INPUT_TYPE]'],
    ['a list', [], 'fields: must be an object, received [] [INPUT_TYPE]'],
    ['a big integer', { a: 10n }, 'fields.a: must be a value that JSON can write, received 10 [INPUT_TYPE]'],
  ])('refuses %s', (_, fields, problem) => {
    expect(() => Patches.strategicMerge(fields)).toThrow(`Patches.strategicMerge: 1 problem\n  - ${problem}`);
  });
});
