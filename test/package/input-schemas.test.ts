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

/** What is put in the place of a part of an option. */
const CHANGES: readonly Change[] = [
  ['a number', () => 7],
  ['a boolean, or a string where it is one', (part: unknown) => (typeof part === 'boolean' ? String(part) : true)],
  ['a list, or its first item where it is one', (part: unknown) => (Array.isArray(part) ? part[0] as unknown : [part])],
  ['an unknown word', () => 'bogus word'],
  ['an empty string', () => ''],
  ['an object with an unknown member', (part: unknown) => (isObject(part) ? { ...part, bogus: 'x' } : part)],
];

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
    ...CHANGES,
    ['an object without its first member', (part: unknown) => (isObject(part) ? Object.fromEntries(Object.entries(part).slice(1)) : part)],
    ['null', () => null],
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

  test('the list of the example is what its first line says', () => {
    const path = join(root, 'examples/cluster-list/clusters.yaml');
    const [, schema] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(path, 'utf8'))!;
    expect(join(path, '..', schema)).toBe(join(root, SCHEMAS, 'cluster-list.json'));
    isClusterList(parse(readFileSync(path, 'utf8')));
    expect(isClusterList.errors).toBeNull();
  });
});
