import { KnownSecret } from './known-secret';
import { readEntries, readItems, readText } from './read-field';
import type { RuleSubject } from './runtime-rule';

/** The names of all variables that a Kustomization substitutes, or `undefined` where one of their origins is not known here. */
export function listSubstituteNames({ object, secrets }: RuleSubject): string[] | undefined {
  const names = readEntries(object, 'spec.postBuild.substitute').map(([name]) => name);
  for (const { value } of readItems(object, 'spec.postBuild.substituteFrom')) {
    const secret = findSubstituteSecret(value, readText(object, 'metadata.namespace'), secrets);
    if (secret === undefined) {
      return undefined;
    }
    names.push(...secret.keys);
  }
  return names;
}

/** The known Secret that an entry of `substituteFrom` names. */
export function findSubstituteSecret(entry: unknown, namespace: string | undefined, secrets: readonly KnownSecret[]): KnownSecret | undefined {
  const name = readText(entry, 'name');
  return readText(entry, 'kind') === 'Secret' ? secrets.find((secret) => secret.namespace === namespace && secret.name === name) : undefined;
}
