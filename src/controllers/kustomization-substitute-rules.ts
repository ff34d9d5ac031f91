import { isObject } from '../util';
import { readField, readList, readMap, readString, toSteps } from './fields';
import type { Field } from './fields';
import type { Finding, RuleSubject, RuntimeRule } from './rule';
import { findSecret } from './secret-conditions';
import type { KnownSecret } from './secret-index';

const KUSTOMIZATION = ['Kustomization'] as const;

/** Rules about the variables that a Kustomization substitutes after the build. */
export const KUSTOMIZATION_SUBSTITUTE_RULES: readonly RuntimeRule[] = [
  {
    id: 'SUBSTITUTE_NAME_INVALID',
    kinds: KUSTOMIZATION,
    field: 'postBuild',
    severity: 'error',
    message: 'must be a variable name: letters, digits and _, not starting with a digit',
    cause: 'A single invalid variable name fails the whole build, even if it is not used.',
    remedy: 'rename it, for example to CLUSTER_NAME',
    find: ({ object }) => readMap(object, 'spec.postBuild.substitute')
      .filter(([name]) => !isVariableName(name))
      .map(([name]) => ({ steps: toSteps('spec.postBuild.substitute'), received: name })),
  },
  {
    id: 'SUBSTITUTE_SECRET_KEYS',
    kinds: KUSTOMIZATION,
    field: 'postBuild',
    severity: 'error',
    message: 'names a Secret with keys that are not valid variable names',
    cause: 'Every key of the Secret becomes a variable. A single invalid name fails the whole build, even if it is not used.',
    remedy: 'use a Secret that has only variables, with names such as CLUSTER_NAME',
    find: (subject) => readList(subject.object, 'spec.postBuild.substituteFrom').flatMap(({ steps, value }) => {
      const secret = findSubstituteSecret(value, subject);
      const keys = (secret?.keys ?? []).filter((key) => !isVariableName(key));
      const message = `names a Secret with keys that are not valid variable names: ${keys.join(', ')}`;
      return keys.length === 0 ? [] : [{ steps: [...steps, 'name'], received: secret?.name, message }];
    }),
  },
  {
    id: 'SUBSTITUTE_VALUE_LINES',
    kinds: KUSTOMIZATION,
    field: 'postBuild',
    severity: 'warning',
    message: 'has several lines: the line breaks are deleted',
    cause: 'Line breaks are removed from the values of variables.',
    remedy: 'write the value in one line',
    // A value can be confidential, and is not shown.
    find: ({ object }) => readMap(object, 'spec.postBuild.substitute')
      .filter(([, value]) => typeof value === 'string' && value.includes('\n'))
      .map(([name]) => ({ steps: [...toSteps('spec.postBuild.substitute'), name] })),
  },
  {
    id: 'SUBSTITUTE_NOTHING',
    kinds: KUSTOMIZATION,
    field: 'postBuild',
    severity: 'warning',
    message: 'defines no variable: nothing is substituted, not even defaults such as ${x:=d}',
    cause: 'Without any variable the controller skips the substitution.',
    remedy: 'define a variable; from Flux 2.9 you can also set {spec.postBuild.substituteStrategy} to Always',
    find: ({ object }) => {
      const isEmpty = isObject(readField(object, 'spec.postBuild')) &&
        !isFilled(object, 'spec.postBuild.substitute') && !isFilled(object, 'spec.postBuild.substituteFrom');
      return isEmpty && readString(object, 'spec.postBuild.substituteStrategy') !== 'Always' ? [{ steps: toSteps('spec.postBuild') }] : [];
    },
  },
  {
    id: 'SUBSTITUTE_UNDEFINED',
    kinds: KUSTOMIZATION,
    field: 'postBuild',
    since: '2.9',
    severity: 'warning',
    message: 'uses a variable that is not defined, which fails the build unless StrictPostBuildSubstitutions is off',
    cause: 'From Flux 2.9 an undefined variable without a default is an error, unless the feature gate StrictPostBuildSubstitutions is off.',
    remedy: 'define it, write a default such as ${x:=d}, or write $${x} for the text ${x}',
    find: findUndefined,
  },
];

function isVariableName(name: string): boolean {
  return /^[_A-Za-z][_A-Za-z0-9]*$/.test(name);
}

function isFilled(object: unknown, path: string): boolean {
  const value = readField(object, path);
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** The known Secret that an entry of `substituteFrom` names. */
function findSubstituteSecret(entry: unknown, subject: RuleSubject): KnownSecret | undefined {
  return readString(entry, 'kind') === 'Secret' ? findSecret(subject, readString(entry, 'name')) : undefined;
}

/** The names of all variables that a Kustomization substitutes, or `undefined` where a ConfigMap or Secret with variables is not known. */
function listVariables(subject: RuleSubject): Set<string> | undefined {
  const names = new Set(readMap(subject.object, 'spec.postBuild.substitute').map(([name]) => name));
  for (const { value } of readList(subject.object, 'spec.postBuild.substituteFrom')) {
    const secret = findSubstituteSecret(value, subject);
    if (secret === undefined) {
      return undefined;
    }
    secret.keys.forEach((key) => names.add(key));
  }
  return names;
}

/** The strings of a Kustomization that become part of the built objects before the substitution. */
function listBuiltStrings(object: unknown): Field[] {
  const fields = ['spec.targetNamespace', 'spec.namePrefix', 'spec.nameSuffix'].map((path) => ({ steps: toSteps(path), value: readField(object, path) }));
  const patches = readList(object, 'spec.patches').map(({ steps, value }) => ({ steps: [...steps, 'patch'], value: readField(value, 'patch') }));
  return [...fields, ...patches];
}

function findUndefined(subject: RuleSubject): Finding[] {
  const names = listVariables(subject);
  const isOn = names !== undefined && (names.size > 0 || readString(subject.object, 'spec.postBuild.substituteStrategy') === 'Always');
  if (!isOn) {
    return [];
  }
  return listBuiltStrings(subject.object).flatMap(({ steps, value }) => {
    const used = typeof value === 'string' ? [...value.matchAll(/(?<!\$)\$\{([_A-Za-z][_A-Za-z0-9]*)\}/g)].map(([, name]) => name) : [];
    const missing = [...new Set(used)].filter((name) => !names.has(name));
    return missing.length === 0 ? [] : [{ steps, message: `uses variables that are not defined (${missing.join(', ')}), which fails the build` }];
  });
}
