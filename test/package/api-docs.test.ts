import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const { types } = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8')) as { types: Record<string, Type> };

interface Documented {
  readonly name: string;
  readonly docs?: {
    readonly summary?: string;
    readonly remarks?: string;
    readonly default?: string;
    readonly see?: string;
    readonly example?: string;
    readonly custom?: { readonly exampleMetadata?: string };
  };
}

interface Callable {
  readonly name?: string;
  readonly docs?: Documented['docs'];
  readonly parameters?: readonly Documented[];
}

interface Type extends Documented {
  readonly kind: 'class' | 'enum' | 'interface';
  readonly datatype?: boolean;
  readonly initializer?: Callable;
  readonly members?: readonly Documented[];
  readonly methods?: readonly Callable[];
  readonly properties?: readonly (Documented & { readonly optional?: boolean })[];
}

/** Every public symbol of a type by its full name: the type, its members and their parameters. */
function listSymbols(type: Type): Documented[] {
  const members = [...type.members ?? [], ...type.methods ?? [], ...type.properties ?? []] as Documented[];
  const callables = [...type.methods ?? [], ...type.initializer === undefined ? [] : [type.initializer]];
  return [
    type,
    ...members.map(({ name, docs }) => ({ name: `${type.name}.${name}`, docs })),
    ...callables.flatMap((callable) => (callable.parameters ?? []).map(({ name, docs }) => ({
      name: `${type.name}.${callable.name ?? 'new'}(${name})`, docs,
    }))),
  ];
}

test('every public symbol has a doc comment', () => {
  const symbols = Object.values(types).flatMap(listSymbols);
  expect(symbols.length).toBeGreaterThan(300);
  expect(symbols.filter(({ docs }) => !docs?.summary).map(({ name }) => name)).toEqual([]);
});

/** Lists of the API show the first sentence only, and for jsii a semicolon ends one, too. */
test('every doc comment begins with a whole sentence', () => {
  const cut = Object.values(types).flatMap(listSymbols).filter(({ docs }) => !docs?.summary?.endsWith('.'));
  expect(cut.map(({ name, docs }) => `${name}: ${docs?.summary}`)).toEqual([]);
});

test('no doc comment has a word that only TypeScript knows', () => {
  const worded = Object.values(types).flatMap(listSymbols).filter(({ docs }) => /`undefined`|\bthrows?\b|\barrays?\b/.test(`${docs?.summary} ${docs?.remarks}`));
  expect(worded.map(({ name }) => name)).toEqual([]);
});

test('every optional member of a struct says what its default is', () => {
  const members = Object.values(types).filter(({ datatype }) => datatype).flatMap(({ name, properties = [] }) => (
    properties.filter(({ optional }) => optional).map((property) => ({ ...property, name: `${name}.${property.name}` }))
  ));
  expect(members.filter(({ docs }) => !docs?.default).map(({ name }) => name)).toEqual([]);
});

/** Structs that stand for nothing of Flux or Kubernetes, and members of the others that do not. */
const OWN = [
  /^(?:FluxFleetProps|FleetDirectoryOptions|FleetPlan|FleetShard|FleetSummary|FleetWarning|FluxWarning|Acknowledgement|FileChange|ObjectChange|SyncChecks)\./,
  /^FleetClusterProps\.(?:manifests|patchChart|variables)$/,
  /^FluxSecretProps\./,
  /^SyncFields\.(?:bucket|gitRepository|kustomization|ociRepository)$/,
  /^(?:DistributionOptions|FluxInstanceProps|SyncOptions)\.manifests$/,
  /^SyncOptions\.patchTargets$/,
];

test('every member of a struct names the field that it sets upstream, or the key of the Secret', () => {
  const members = Object.values(types).filter(({ datatype }) => datatype)
    .flatMap(({ name, properties = [] }) => properties.map((property) => ({ name: `${name}.${property.name}`, docs: property.docs })));
  const silent = members.filter(({ docs }) => !/\bupstream\b|\bkeys?\b/i.test(`${docs?.summary} ${docs?.remarks}`)).map(({ name }) => name);
  expect(silent.filter((name) => OWN.every((own) => !own.test(name)))).toEqual([]);
});

/** Types that are about this package, and not about Flux. */
const WITHOUT_UPSTREAM = [
  /^(?:Fleet|FluxFleet|FluxWarning|FileChange|ObjectChange|ChangeType|OnProblem)/, /^(?:Acknowledgement|RuntimeChecks|UnmatchedPatches)$/,
  /^(?:SyncChecks|SyncOptions|DistributionOptions)$/, /^(?:FluxSecretProps|SecretValue)$/,
];

test('every type that describes a part of Flux leads to Flux\' documentation of it', () => {
  const others = Object.values(types).filter(({ name }) => WITHOUT_UPSTREAM.every((own) => !own.test(name)));
  const pages = ['source/gitrepositories/', 'source/ocirepositories/', 'source/buckets/', 'kustomize/kustomizations/'];
  const known = ['https://fluxoperator.dev/docs/crd/fluxinstance/', ...pages.map((page) => `https://fluxcd.io/flux/components/${page}`)];
  expect(others.length).toBeGreaterThan(60);
  expect(others.filter(({ docs }) => !known.includes(docs?.see ?? '')).map(({ name }) => name)).toEqual([]);
});

/** The types that a member of the API is made of. */
function listTypes(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) => (
    key === 'fqn' && typeof member === 'string' ? [member] : key === 'interfaces' && Array.isArray(member) ? member as string[] : listTypes(member)));
}

test('every class has an example, and every other type belongs to a class', () => {
  const classes = Object.entries(types).filter(([, { kind }]) => kind === 'class');
  expect(classes.filter(([, { docs }]) => docs?.example === undefined).map(([fqn]) => fqn)).toEqual([]);
  const reached = new Set(classes.map(([fqn]) => fqn));
  for (const fqn of reached) {
    const { initializer, methods, properties, interfaces } = types[fqn] as Type & { interfaces?: string[] };
    listTypes({ initializer, methods, properties, interfaces }).filter((name) => name in types).forEach((name) => reached.add(name));
  }
  expect(Object.keys(types).filter((fqn) => !reached.has(fqn))).toEqual([]);
});

test('every example uses the fixture, so that the language tests can complete and run it', () => {
  const examples = Object.values(types).flatMap(listSymbols).filter(({ docs }) => docs?.example !== undefined);
  expect(examples.length).toBeGreaterThan(10);
  expect(examples.filter(({ docs }) => docs?.custom?.exampleMetadata !== 'fixture=chart').map(({ name }) => name)).toEqual([]);
});

test('API.md is what jsii-docgen makes of the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-'));
  try {
    const path = join(folder, 'API.md');
    const docgen = join(root, 'node_modules/jsii-docgen/bin/jsii-docgen');
    const { status, stderr } = spawnSync(process.execPath, [docgen, '-o', path], { cwd: root, encoding: 'utf8' });
    expect(status === 0 ? '' : stderr).toBe('');
    // The message would be the whole file.
    expect(readFileSync(path, 'utf8') === readFileSync(join(root, 'API.md'), 'utf8') ? 'current' : 'run npx projen docgen').toBe('current');
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
