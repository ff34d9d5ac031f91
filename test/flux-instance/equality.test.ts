import * as fc from 'fast-check';
import { FLUX_RELEASES } from '../../src/flux/releases';
import { FLUX_INSTANCE_PROPS, readInstanceProps, readManifest, readProps, RuntimeChecks } from '../../src/instance';
import { checkInstance, renderSync, writeInstance } from '../../src/operator';
import { OPTION_CASES } from '../options/option-cases';

const CONTEXT = { labels: {}, patchTargets: [] };
const OPTION_PROPS = { GitRepository: 'gitRepository', OCIRepository: 'ociRepository', Bucket: 'bucket', Kustomization: 'kustomization' } as const;
const URLS = { GitRepository: 'https://git.example.com/fleet.git', OCIRepository: 'oci://registry.example.com/fleet', Bucket: 'minio.example.com' };

const PATCHES = [
  { target: { kind: 'Kustomization' }, patch: '- op: add\n  path: /spec/wait\n  value: true\n' },
  { target: { kind: 'Kustomization' }, patch: '[{"op": "replace", "path": "/spec/path", "value": "./other"}]' },
  { target: { kind: '.*Repository|Bucket' }, patch: '- {op: add, path: /spec/timeout, value: 2m0s}' },
  { target: { kind: 'GitRepository|OCIRepository' }, patch: '- op: replace\n  path: /metadata/name\n  value: renamed\n' },
  { patch: 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: flux-system, namespace: flux-system}\nspec: {force: true}\n' },
  { target: { kind: 'Deployment' }, patch: '- op: add\n  path: /spec/replicas\n  value: 2\n' },
];

/** Strings that YAML may read as something else. */
const oddString = fc.oneof(
  fc.constantFrom('1.10', '20240101', '1e3', '0x1f', 'true', 'null', '~', '2024-01-01', 'a #b', '\'x\'', '{a}', '|', 'yes', 'a: b', '- a', '007'),
  fc.stringMatching(/^[a-z0-9./-]{1,12}$/),
  fc.string({ minLength: 1, maxLength: 10 }),
);

const sync = fc.record({
  kind: fc.constantFrom('GitRepository', 'OCIRepository', 'Bucket'),
  ref: fc.oneof({ weight: 4, arbitrary: fc.constant('main') }, oddString),
  path: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('./', 'clusters/prod') }, oddString),
  name: fc.option(fc.constantFrom('fleet', '123', '1e3', 'flux-system'), { nil: undefined }),
  pullSecret: fc.option(fc.constantFrom('git', '007', 'no'), { nil: undefined }),
  cases: fc.array(fc.nat({ max: OPTION_CASES.length - 1 }), { maxLength: 4 }),
});

const instance = fc.record({
  sync,
  version: fc.oneof(fc.constantFrom(...FLUX_RELEASES), fc.constantFrom('2.x', '2.9.x', '2.8.x', '~2.6')),
  multitenant: fc.boolean(),
  namespace: fc.constantFrom(undefined, 'flux-system', 'gitops', '123'),
  commonMetadata: fc.constantFrom(undefined, { labels: { team: 'a', size: '1' } }, { annotations: { 'example.com/note': 'a: b\n' } }),
  patches: fc.subarray(PATCHES, { maxLength: 2 }),
});

/** The props of the same instance, for both constructs. */
function toProps({ sync: { cases, ...values }, version, multitenant, ...rest }: any): { readonly flat: object; readonly nested: object } {
  const options: Record<string, object> = {};
  let provider: string | undefined;
  for (const option of cases.map((index: number) => OPTION_CASES[index])) {
    if (option.kind === values.kind || option.kind === 'Kustomization') {
      const prop = OPTION_PROPS[option.kind as keyof typeof OPTION_PROPS];
      options[prop] = { ...options[prop], ...option.given[prop] };
      provider = option.provider ?? provider;
    }
  }
  const hasRef = 'ref' in (options.gitRepository ?? options.ociRepository ?? {});
  const given = { ...values, ...options, provider, ...hasRef ? { ref: undefined } : {}, url: URLS[values.kind as keyof typeof URLS] };
  const common = { ...rest, runtimeChecks: RuntimeChecks.OFF, unmatchedPatches: 'ignore' };
  return {
    flat: { ...given, ...common, fluxVersion: version, multitenant },
    nested: { ...common, distribution: { version }, cluster: { multitenant }, sync: given },
  };
}

const hasSameObjects = (given: any, seen: Set<string>): boolean => {
  const { flat, nested } = toProps(given);
  const expected = renderSync(readProps(flat, undefined), CONTEXT);
  const input = readInstanceProps(FLUX_INSTANCE_PROPS, nested, undefined);
  const checked = checkInstance(input, {});
  expect(checked.problems.map(({ code, rule }) => [code, rule.replace(/distribution\.version|fluxVersion/g, '')]))
    .toEqual(expected.problems.map(({ code, rule }) => [code, rule.replace(/distribution\.version|fluxVersion/g, '')]));
  expect(checked.objects).toEqual(expected.objects);
  if (expected.problems.length > 0) {
    seen.add('refused');
    return true;
  }
  const written = writeInstance(input, { labels: {} });
  if (written.manifest === undefined) {
    expect(new Set(written.problems.map(({ code }) => code))).toEqual(new Set(['UNQUOTED_STRING_BREAKS']));
    seen.add('breaks');
    return true;
  }
  const text = JSON.stringify(written.manifest);
  const manifest = readManifest(text, { runtimeChecks: RuntimeChecks.OFF, unmatchedPatches: 'ignore' });
  expect(renderSync(manifest, CONTEXT)).toMatchObject({ problems: [], objects: expected.objects });
  // What was mended once needs nothing more.
  expect(writeInstance(manifest, { labels: {} })).toEqual({ problems: [], warnings: [], manifest: written.manifest });
  expect(JSON.stringify(writeInstance(readInstanceProps(FLUX_INSTANCE_PROPS, nested, undefined), { labels: {} }).manifest)).toBe(text);
  seen.add(written.warnings.length > 0 ? 'mended' : 'equal');
  return true;
};

test('the operator makes of an emitted FluxInstance what FluxInstanceSync emits for the same props', () => {
  const seen = new Set<string>();
  fc.assert(fc.property(instance, (given) => hasSameObjects(given, seen)), { numRuns: 2500, seed: 16 });
  expect([...seen].sort()).toEqual(['breaks', 'equal', 'mended', 'refused']);
});

describe('each option', () => {
  test.each(OPTION_CASES.map((option, index) => [option.kind, option.patch, index] as const))('%s %s reaches the operator', (kind, _, index) => {
    const seen = new Set<string>();
    const values = { kind: kind === 'Kustomization' ? 'GitRepository' : kind, ref: 'main', path: './', cases: [index] };
    hasSameObjects({ sync: values, version: '2.9.x', multitenant: false, patches: [] }, seen);
    expect([...seen]).toEqual(['equal']);
  });
});
