import { parse } from 'yaml';
import type { KubeObject } from '../harness/api-client';
import { readFixtures } from '../recorded';
import type { Fixture } from '../recorded';

/** The recorded FluxInstance whose objects are the pattern. */
export const PATTERN = 'seed-git';

export function readPattern(): Fixture {
  const fixture = readFixtures().find(({ id }) => id === PATTERN);
  if (fixture === undefined) {
    throw new Error(`there is no recorded FluxInstance ${PATTERN}`);
  }
  return fixture;
}

/**
 * The objects that a FluxInstance with a GitRepository asks for: those that were recorded from the real operator, with the values of this
 * `spec.sync`, and its JSON 6902 patches that add a field. Nothing here comes from the package.
 */
export function buildDesired(instance: KubeObject, { objects }: Fixture): KubeObject[] {
  const { sync, kustomize } = instance.spec;
  if (sync === undefined) {
    return [];
  }
  const [source, kustomization]: KubeObject[] = structuredClone([...objects]);
  source.spec = { ...source.spec, url: sync.url, ref: { name: sync.ref }, secretRef: { name: sync.pullSecret } };
  kustomization.spec = { ...kustomization.spec, path: sync.path };
  for (const { target, patch } of kustomize?.patches ?? []) {
    for (const { path, value } of parse(patch)) {
      const object = target.kind === source.kind ? source : kustomization;
      object.spec[path.replace('/spec/', '')] = value;
    }
  }
  return [source, kustomization];
}
