import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { SCHEMAS, writeInputSchemas } from '../../projenrc/input-schemas';
import { prepareCluster } from '../../src/fleet/prepare-cluster';
import { readInstance, readProps } from '../../src/instance';
import { ProblemSink } from '../../src/problems';
import type { Problem } from '../../src/problems';
import { isObject } from '../../src/util';
import { listBlocks } from '../docs/list-blocks';
import { readAllCases } from '../golden/cases';
import { OPTION_CASES } from '../options/option-cases';

// The ranges of the recorded cases resolve to the newest release of the day they were recorded.
jest.mock('../../src/flux/releases', () => ({ FLUX_RELEASES: jest.requireActual<string[]>('../golden/releases.json') }));

const root = resolve(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const compile = (name: string) => new Ajv({ strictTypes: false }).compile(JSON.parse(read(`${SCHEMAS}/${name}`)) as object);

const isClusterList = compile('cluster-list.json');
const isFluxInstance = compile('flux-instance.json');

/** What a schema can see: what depends on several members, or on what Flux makes of a string, it cannot. */
const STRUCTURAL = ['INPUT_TYPE', 'INPUT_UNKNOWN', 'INPUT_ENUM', 'INPUT_EMPTY', 'INPUT_REQUIRED'];

function findMistakes(problems: readonly Problem[]): string[] {
  return problems.filter(({ code }) => STRUCTURAL.includes(code)).map(({ code, path }) => `${code} ${path}`);
}

test('the schemas are those of the tables: `npx projen schemas` writes them', () => {
  const written = writeInputSchemas();
  expect(readdirSync(join(root, SCHEMAS)).sort()).toEqual(Object.keys(written).sort());
  for (const [name, text] of Object.entries(written)) {
    expect(read(`${SCHEMAS}/${name}`)).toBe(text);
  }
});

/** The value with one of its parts changed, once for each part. */
function* changeEach(value: unknown, change: (part: unknown) => unknown): Generator {
  yield change(value);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const changed of changeEach(item, change)) {
        yield value.map((other: unknown, place) => (place === index ? changed : other));
      }
    }
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      for (const changed of changeEach(member, change)) {
        yield { ...value, [key]: changed };
      }
    }
  }
}

type Change = [name: string, change: (part: unknown) => unknown];

/** What is put in the place of a part of the input. */
const CHANGES: readonly Change[] = [
  ['a number', () => 7],
  ['a boolean, or a string where it is one', (part: unknown) => (typeof part === 'boolean' ? String(part) : true)],
  ['a list, or its first item where it is one', (part: unknown) => (Array.isArray(part) ? part[0] as unknown : [part])],
  ['an unknown word', () => 'bogus word'],
  ['an empty string', () => ''],
  ['an object with an unknown member', (part: unknown) => (isObject(part) ? { ...part, bogus: 'x' } : part)],
];

/** What is put there as well, to see whether too much is refused. */
const MORE_CHANGES: readonly Change[] = [
  ...CHANGES,
  ['an object without its first member', (part: unknown) => (isObject(part) ? Object.fromEntries(Object.entries(part).slice(1)) : part)],
  ['null', () => null],
];

/** A FluxInstance that sets each field once. */
const EVERY_FIELD = {
  apiVersion: 'fluxcd.controlplane.io/v1',
  kind: 'FluxInstance',
  metadata: { name: 'flux', namespace: 'flux-system', labels: { a: 'b' }, annotations: { c: 'd' } },
  spec: {
    distribution: {
      version: '2.8.x', registry: 'ghcr.io/fluxcd', variant: 'upstream-alpine', imagePullSecret: 'images', artifact: 'oci://ghcr.io/a/b', artifactPullSecret: 'artifact',
    },
    cluster: {
      type: 'openshift',
      size: 'medium',
      domain: 'cluster.local',
      networkPolicy: false,
      multitenant: true,
      tenantDefaultServiceAccount: 'flux',
      objectLevelWorkloadIdentity: true,
      multitenantWorkloadIdentity: true,
      tenantDefaultDecryptionServiceAccount: 'a',
      tenantDefaultKubeConfigServiceAccount: 'b',
    },
    components: ['source-controller', 'kustomize-controller'],
    commonMetadata: { labels: { a: 'b' }, annotations: { c: 'd' } },
    storage: { class: 'standard', size: '10Gi' },
    sharding: { key: 'sharding.fluxcd.io/key', shards: ['a'], storage: 'ephemeral' },
    migrateResources: true,
    wait: false,
    kustomize: {
      patches: [{
        target: { group: 'apps', version: 'v1', kind: 'Deployment', name: 'a', namespace: 'n', labelSelector: 'a=b', annotationSelector: 'c=d' },
        patch: '- op: add\n  path: /spec/x\n  value: 1\n',
      }],
    },
    sync: {
      name: 'a', kind: 'GitRepository', url: 'https://a.example.com/b', ref: 'refs/heads/main', path: 'p', interval: '1m', provider: 'github', pullSecret: 'git',
    },
  },
};

interface Described {
  readonly properties?: Readonly<Record<string, Described>>;
  readonly items?: Described;
}

/** The paths of the fields that a schema has. */
function listDescribed({ properties, items }: Described): string[] {
  return items !== undefined ? listDescribed(items)
    : Object.entries(properties ?? {}).flatMap(([name, child]) => [name, ...listDescribed(child).map((path) => `${name}.${path}`)]).sort();
}

/** The paths of the fields that a value has. Labels and annotations have names of the user's. */
function listFields(value: unknown): string[] {
  return Array.isArray(value) ? listFields(value[0])
    : !isObject(value) ? []
      : Object.entries(value).flatMap(([name, child]) => [name, ...(/^(?:labels|annotations)$/.test(name) ? [] : listFields(child)).map((path) => `${name}.${path}`)]).sort();
}

describe('the schema of a FluxInstance', () => {
  const verdicts = readAllCases().map(({ id, instance }) => ({
    id, instance: instance as unknown, problems: readInstance(JSON.stringify(instance), undefined).sink.problems,
  }));

  test('accepts every recorded one that the reader accepts', () => {
    const accepted = verdicts.filter(({ problems }) => problems.length === 0);
    expect(accepted.length).toBeGreaterThan(500);
    expect(accepted.filter(({ instance }) => !isFluxInstance(instance)).map(({ id }) => id)).toEqual([]);
  });

  test('refuses every recorded one in which the reader finds a wrong type, name or value', () => {
    const refused = verdicts.filter(({ problems }) => findMistakes(problems).some((mistake) => mistake.includes(' spec')));
    expect(refused.length).toBeGreaterThan(20);
    expect(refused.filter(({ instance }) => isFluxInstance(instance)).map(({ id, problems }) => [id, findMistakes(problems)])).toEqual([]);
  });

  const changeInstance = (change: Change[1]) => [...changeEach(EVERY_FIELD, change)].map((changed) => ({
    changed, schema: isFluxInstance(changed), reader: readInstance(JSON.stringify(changed), undefined).sink.problems,
  }));

  test('has every field', () => {
    expect(readInstance(JSON.stringify(EVERY_FIELD), undefined).sink.problems).toEqual([]);
    const { properties } = JSON.parse(read(`${SCHEMAS}/flux-instance.json`)) as { properties: { spec: Described } };
    expect(listFields(EVERY_FIELD.spec)).toEqual(listDescribed(properties.spec));
  });

  test.each(MORE_CHANGES)('accepts what the reader accepts where a part is %s', (_, change) => {
    expect(changeInstance(change).filter(({ schema, reader }) => reader.length === 0 && !schema).map(({ changed }) => changed)).toEqual([]);
  });

  test.each(CHANGES)('refuses what the reader refuses where a part is %s', (_, change) => {
    const refused = changeInstance(change).filter(({ reader }) => findMistakes(reader).length > 0);
    expect(refused.length).toBeGreaterThan(5);
    expect(refused.filter(({ schema }) => schema).map(({ changed }) => changed)).toEqual([]);
  });

  test('accepts a variable of Flux in the place of any value of the spec', () => {
    const scalars = [...changeEach(EVERY_FIELD.spec, (part) => (typeof part === 'object' ? part : '${cluster_value}'))];
    expect(scalars.filter((spec) => !isFluxInstance({ ...EVERY_FIELD, spec }))).toEqual([]);
  });
});

/** The problems that the reader finds in a cluster of a list. */
function readCluster({ cluster, ...props }: Readonly<Record<string, unknown>>, defaults: Readonly<Record<string, unknown>>): readonly Problem[] {
  const sink = new ProblemSink();
  const prepared = prepareCluster(String(cluster), [defaults], props, sink);
  return prepared === undefined ? sink.problems : readProps(prepared.props, undefined, 'data').sink.problems;
}

const KINDS = { gitRepository: 'GitRepository', ociRepository: 'OCIRepository', bucket: 'Bucket', kustomization: 'GitRepository' };

/** A cluster with a typed option. */
function writeCluster(option: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const [[name, given]] = Object.entries(option);
  // A ref would stand beside that of the options.
  const ref = isObject(given) && Object.hasOwn(given, 'ref') ? {} : { ref: 'refs/heads/main' };
  return { cluster: 'eu-1', kind: KINDS[name as keyof typeof KINDS], ...ref, ...option };
}

/** What the schema and the reader say of a list with one cluster. */
function judge(cluster: Readonly<Record<string, unknown>>): { readonly schema: boolean; readonly reader: readonly Problem[] } {
  const defaults = { url: 'https://git.example.com/$(cluster.name).git', path: '.' };
  return { schema: isClusterList({ defaults, clusters: [cluster] }), reader: readCluster(cluster, defaults) };
}

/** Durations as they are written in a file. */
function toData(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(toData);
  }
  if (!isObject(value)) {
    return value;
  }
  const { toMilliseconds } = value;
  return typeof toMilliseconds === 'function'
    ? `${toMilliseconds.call(value)}ms`
    : Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toData(member)]));
}

describe('the schema of a list of clusters', () => {
  const options = OPTION_CASES.map(({ given }) => toData(given) as Readonly<Record<string, unknown>>);
  const changeOptions = (change: (part: unknown) => unknown) => options.flatMap((option) => (
    [...changeEach(option, change)].slice(1).map((changed) => changed as Readonly<Record<string, unknown>>)
  )).map((changed) => ({ changed, ...judge(writeCluster(changed)) }));

  test('accepts every typed option', () => {
    expect(options.length).toBeGreaterThan(80);
    expect(options.map(writeCluster).map(judge).filter(({ schema, reader }) => !schema || reader.length > 0)).toEqual([]);
  });

  test.each<Change>([
    ...MORE_CHANGES,
    ['a variable', () => '$(cluster.name)'],
  ])('accepts what the reader accepts where a part of an option is %s', (_, change) => {
    expect(changeOptions(change).filter(({ schema, reader }) => reader.length === 0 && !schema).map(({ changed }) => changed)).toEqual([]);
  });

  // What a struct lacks, or `null` removes, may come from the defaults or not.
  test.each(CHANGES)('refuses what the reader refuses where a part of an option is %s', (_, change) => {
    const refused = changeOptions(change).filter(({ reader }) => findMistakes(reader).length > 0);
    expect(refused.length).toBeGreaterThan(50);
    expect(refused.filter(({ schema }) => schema).map(({ changed }) => changed)).toEqual([]);
  });

  test.each<[string, object, boolean]>([
    ['null, which removes a default', { kustomization: null, patches: null, interval: null, provider: null }, true],
    ['variables in the place of any string', { provider: '$(var.p)', interval: '$(var.i)', variables: { p: 'aws', i: '5m' } }, true],
    ['a part of what a struct needs, since the rest may be in the defaults', { gitRepository: { verify: { mode: 'HEAD' } } }, true],
    ['what only fleets have', { patchChart: true, manifests: 'flux' }, true],
    ['constructs', { patchTargets: [] }, false],
    ['a name of two lines for a variable', { variables: { region: 'a\nb' } }, false],
    ['null in a list', { patches: [{ patch: null }] }, false],
    ['an acknowledgement without a reason', { acknowledge: [{ code: 'PRUNE_OFF' }] }, false],
  ])('knows %s', (_, props, isAccepted) => {
    expect(isClusterList({ defaults: props, clusters: [{ cluster: 'eu-1', ...props }] })).toBe(isAccepted);
  });

  test.each<[string, unknown]>([
    ['without a name', { clusters: [{ kind: 'Bucket' }] }],
    ['whose name is no name of a file', { clusters: [{ cluster: '../eu-1' }] }],
    ['in the defaults', { defaults: { cluster: 'eu-1' }, clusters: [] }],
    ['that is not in a list', { clusters: { cluster: 'eu-1' } }],
    ['beside a member that no list has', { cluster: 'eu-1', clusters: [] }],
  ])('refuses a cluster %s', (_, list) => {
    expect(isClusterList(list)).toBe(false);
  });

  test('has the members of FleetClusterProps, and the name of the cluster', () => {
    const { types } = JSON.parse(read('.jsii')) as { types: Record<string, { interfaces?: string[]; properties?: { name: string }[] }> };
    const list = (fqn: string): string[] => [
      ...(types[fqn].properties ?? []).map(({ name }) => name), ...(types[fqn].interfaces ?? []).flatMap(list),
    ];
    const { definitions } = JSON.parse(read(`${SCHEMAS}/cluster-list.json`)) as { definitions: { cluster: { properties: object } } };
    expect(Object.keys(definitions.cluster.properties).sort()).toEqual(['cluster', ...list('cdk8s-flux-instance-sync.FleetClusterProps')].sort());
  });
});

describe('what the documentation and the examples show', () => {
  const lists = listBlocks('yaml').filter(({ text }) => /^clusters:$/m.test(text)).map(({ place, text }) => [place, text] as const);
  const instances = listBlocks('yaml').filter(({ text }) => /^kind: FluxInstance$/m.test(text) && !text.includes('\n---')).map(({ place, text }) => [place, text] as const);

  test.each(lists)('%s is a list of clusters', (_, text) => {
    isClusterList(parse(text));
    expect(isClusterList.errors).toBeNull();
  });

  test.each(instances)('%s is a FluxInstance', (_, text) => {
    isFluxInstance(parse(text));
    expect(isFluxInstance.errors).toBeNull();
  });

  test('a first line for an editor names a schema of the package, and it is the one of the file', () => {
    const marked = listBlocks('yaml').filter(({ text }) => text.startsWith('# yaml-language-server:'));
    expect(marked.map(({ page }) => page)).toEqual(['docs/command.md', 'docs/fleets.md']);
    const judged = marked.map(({ text }) => {
      const [, name] = /^# yaml-language-server: \$schema=node_modules\/cdk8s-flux-instance-sync\/schemas\/(\S+)\n/.exec(text)!;
      return compile(name)(parse(text));
    });
    expect(judged).toEqual([true, true]);
  });

  test('the list of the example is what its first line says', () => {
    const path = join(root, 'examples/cluster-list/clusters.yaml');
    const [, schema] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(path, 'utf8'))!;
    expect(join(path, '..', schema)).toBe(join(root, SCHEMAS, 'cluster-list.json'));
    isClusterList(parse(readFileSync(path, 'utf8')));
    expect(isClusterList.errors).toBeNull();
  });
});
