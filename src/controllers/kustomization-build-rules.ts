import { cleanPath } from './clean-path';
import { compilesAsRegex } from './compiles-as-regex';
import { isVariableName } from './is-variable-name';
import { listSubstituteNames } from './list-substitute-names';
import { Field, isMap, isSet, readEntries, readField, readItems, readText } from './read-field';
import type { Finding, RuleSubject, RuntimeRule } from './runtime-rule';

const KUSTOMIZATION = ['Kustomization'] as const;
const REMOTE = /^(git::|gh:|ssh:\/\/|https?:\/\/|git@|github\.com[:/])./is;

/** Rules about how a Kustomization builds: components, images and substitution. */
export const KUSTOMIZATION_BUILD_RULES: readonly RuntimeRule[] = [
  {
    id: 'COMPONENT_NOT_LOCAL',
    row: 'K7',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'must be a relative path inside the source, other than the path itself',
    cause: 'Components are directories of the source; URLs, absolute paths and the Kustomization\'s own path are refused.',
    remedy: 'Write a path relative to spec.path, such as ../components/ingress.',
    find: ({ object }) => readItems(object, 'spec.components')
      .filter(({ value }) => typeof value === 'string' && !isComponent(value, readText(object, 'spec.path') ?? ''))
      .map(({ path, value }) => ({ path, received: value })),
  },
  {
    id: 'IGNORE_MISSING_COMPONENTS_UNUSED',
    row: 'K-S19',
    kinds: KUSTOMIZATION,
    since: '2.7',
    severity: 'warning',
    message: 'has no effect without components',
    cause: 'Nothing can be missing.',
    remedy: 'Remove it.',
    find: ({ object }) => (readField(object, 'spec.ignoreMissingComponents') === true && !isSet(object, 'spec.components')
      ? [{ path: 'spec.ignoreMissingComponents', received: true }] : []),
  },
  {
    id: 'IMAGE_NAME_REGEX',
    row: 'K15',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'must be an image name: it is read as a regular expression, and is none',
    cause: 'The name is used as a regular expression without escaping it.',
    remedy: 'Write the plain name of the image.',
    find: findImage('name', ({ name }) => typeof name === 'string' && !compilesAsRegex(`^${name}$`)),
  },
  {
    id: 'IMAGE_UNCHANGED',
    row: 'K-S17',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'changes nothing: it needs a name, and newName, newTag or digest',
    cause: 'Without a name no image is found; without a new name, tag or digest nothing changes.',
    remedy: 'Complete or remove the entry.',
    find: findImage('', (image) => {
      const isGiven = (field: string) => (image[field] ?? '') !== '';
      return !isGiven('name') || !['newName', 'newTag', 'digest'].some(isGiven);
    }),
  },
  {
    id: 'IMAGE_NEW_NAME_MALFORMED',
    row: 'K-S17',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'must not carry a tag or digest: the image becomes malformed',
    cause: 'The new name is put before the tag or digest as it stands.',
    remedy: 'Write the tag into newTag, the digest into digest.',
    find: findImage('newName', ({ newName }) => typeof newName === 'string' && /:[^/]*$|@/.test(newName)),
  },
  {
    id: 'IMAGE_DIGEST_MALFORMED',
    row: 'K-S17',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'must start with sha256: or another algorithm: the image becomes malformed',
    cause: 'The digest is put behind the @ as it stands.',
    remedy: 'Write sha256: before the hexadecimal digits.',
    find: findImage('digest', ({ digest }) => typeof digest === 'string' && digest !== '' && !digest.includes(':')),
  },
  {
    id: 'IMAGE_REPEATED',
    row: 'K-S17',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'stands in an earlier entry too: the later one is merged over it',
    cause: 'Entries with the same name are merged, the last one winning.',
    remedy: 'Keep one entry for each image.',
    find: (subject) => {
      const names = readItems(subject.object, 'spec.images').map(({ value }) => readText(value, 'name'));
      return findImage('name', ({ name }, index) => typeof name === 'string' && name !== '' && names.indexOf(name) < index)(subject);
    },
  },
  {
    id: 'SUBSTITUTE_NAME_INVALID',
    row: 'K16',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'must be a variable name: letters, digits and _, not starting with a digit',
    cause: 'One name that is no variable name fails the whole build, even if it is not used.',
    remedy: 'Rename it, such as CLUSTER_NAME.',
    find: ({ object }) => readEntries(object, 'spec.postBuild.substitute')
      .filter(([name]) => !isVariableName(name))
      .map(([name]) => ({ path: 'spec.postBuild.substitute', received: name })),
  },
  {
    id: 'SUBSTITUTE_VALUE_LINES',
    row: 'K-S11',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'has several lines: the line breaks are deleted',
    cause: 'Line breaks are removed from the values of variables.',
    remedy: 'Write the value in one line.',
    // A value can be confidential, and is not shown.
    find: ({ object }) => readEntries(object, 'spec.postBuild.substitute')
      .filter(([, value]) => typeof value === 'string' && value.includes('\n'))
      .map(([name]) => ({ path: `spec.postBuild.substitute.${name}` })),
  },
  {
    id: 'SUBSTITUTE_NOTHING',
    row: 'K-S10',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'names no variable: nothing is substituted, not even defaults such as ${x:=d}',
    cause: 'Without any variable the controller skips the substitution.',
    remedy: 'Define a variable; from Flux 2.9 on, or set substituteStrategy to Always.',
    find: ({ object }) => {
      const isEmpty = isMap(readField(object, 'spec.postBuild')) &&
        !isFilled(object, 'spec.postBuild.substitute') && !isFilled(object, 'spec.postBuild.substituteFrom');
      return isEmpty && readText(object, 'spec.postBuild.substituteStrategy') !== 'Always' ? [{ path: 'spec.postBuild' }] : [];
    },
  },
  {
    id: 'SUBSTITUTE_UNDEFINED',
    row: 'K17',
    kinds: KUSTOMIZATION,
    since: '2.9',
    severity: 'warning',
    message: 'uses a variable that is not defined, which fails the build unless StrictPostBuildSubstitutions is off',
    cause: 'From Flux 2.9 on an undefined variable without a default is an error.',
    remedy: 'Define it, write a default such as ${x:=d}, or $${x} for the text itself.',
    find: findUndefined,
  },
];

function isComponent(component: string, path: string): boolean {
  const isLocal = component !== '' && !REMOTE.test(component) && !/^(file:\/\/)?\//i.test(component);
  return isLocal && cleanPath(`${path}/${component}`) !== cleanPath(path);
}

function isFilled(object: unknown, path: string): boolean {
  const value = readField(object, path);
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

type Image = Readonly<Record<string, unknown>>;

function findImage(field: string, isBroken: (image: Image, index: number) => boolean): RuntimeRule['find'] {
  return ({ object }) => readItems(object, 'spec.images').flatMap(({ path, value }, index) => {
    if (!isMap(value) || !isBroken(value, index)) {
      return [];
    }
    return [field === '' ? { path, received: value } : { path: `${path}.${field}`, received: value[field] }];
  });
}

/** The texts of a Kustomization that end up in the built objects before the substitution. */
function listBuiltTexts(object: unknown): Field[] {
  const fields = ['spec.targetNamespace', 'spec.namePrefix', 'spec.nameSuffix'].map((path) => ({ path, value: readField(object, path) }));
  const patches = readItems(object, 'spec.patches').map(({ path, value }) => ({ path: `${path}.patch`, value: readField(value, 'patch') }));
  return [...fields, ...patches];
}

function findUndefined(subject: RuleSubject): Finding[] {
  const names = listSubstituteNames(subject);
  const isOn = names !== undefined && (names.length > 0 || readText(subject.object, 'spec.postBuild.substituteStrategy') === 'Always');
  if (!isOn) {
    return [];
  }
  return listBuiltTexts(subject.object).flatMap(({ path, value }) => {
    const used = typeof value === 'string' ? [...value.matchAll(/(?<!\$)\$\{([_A-Za-z][_A-Za-z0-9]*)\}/g)].map(([, name]) => name) : [];
    const missing = [...new Set(used)].filter((name) => !names.includes(name));
    return missing.length === 0 ? [] : [{ path, message: `uses variables that are not defined (${missing.join(', ')}), which fails the build` }];
  });
}
