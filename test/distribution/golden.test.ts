import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readInstance } from './read-instance';
import type { FluxInstance } from './read-instance';
import { findVariant, readManifests, renderDistribution } from '../../src/distribution';
import { ProblemSink } from '../../src/problems';
import type { KubeObject } from '../../src/util';

/** A FluxInstance and everything that the real operator would apply for it, in its order. */
interface Case {
  readonly id: string;
  readonly instance: FluxInstance;
  readonly fluxVersion: string;
  /** CRDs have a hash instead of their spec. */
  readonly objects: KubeObject[];
}

const SMALL = join(__dirname, 'fixtures/artifact-small');
const SHARED = join(__dirname, '../../../shared');

function readCases(path: string): Case[] {
  return readFileSync(path, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Case);
}

function render({ instance, fluxVersion }: Case, folder: string): KubeObject[] {
  const spec = readInstance(instance, fluxVersion);
  const sink = new ProblemSink();
  const components = spec.components ?? ['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller'];
  const manifests = readManifests({ folder, release: fluxVersion, components, variant: findVariant(spec.distribution) }, sink.at('manifests'));
  const sinks = { spec: sink, patches: sink.at('patches'), warnings: new ProblemSink() };
  const rendered = manifests === undefined ? undefined : renderDistribution(spec, manifests, sinks);
  expect(sink.problems).toEqual([]);
  return rendered!.objects.map(hashSpec);
}

function hashSpec(object: KubeObject): KubeObject {
  if (object.kind !== 'CustomResourceDefinition') {
    return object;
  }
  const { spec, ...rest } = object;
  return { ...rest, specSha256: createHash('sha256').update(JSON.stringify(sortKeys(spec))).digest('hex') } as unknown as KubeObject;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sortKeys);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, member]) => [key, sortKeys(member)]))
    : value;
}

describe.each(readdirSync(__dirname).filter((name) => name.endsWith('.jsonl')))('%s', (name) => {
  test.each(readCases(join(__dirname, name)).map((each) => [each.id, each] as const))('%s gives the objects that the operator applies', (_, each) => {
    expect(render(each, SMALL)).toEqual(each.objects);
  });
});

const LARGE = ['golden/distribution.dev.jsonl', 'artifact'].map((path) => join(SHARED, path));

if (LARGE.every((path) => existsSync(path))) {
  describe('distribution.dev.jsonl, with the CRDs as Flux ships them', () => {
    test.each(readCases(LARGE[0]).map((each) => [each.id, each] as const))('%s gives the objects that the operator applies', (_, each) => {
      expect(render(each, LARGE[1])).toEqual(each.objects);
    });
  });
} else {
  test.skip('the cases with the CRDs as Flux ships them need ../shared/artifact, which only the maintainers have', () => undefined);
}
