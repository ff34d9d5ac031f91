import { compilesAsRegex } from './compiles-as-regex';
import { isSelector } from './is-selector';
import { Field, isSet, readField, readItems, readText } from './read-field';
import { InlinePatch, readInlinePatch } from './read-inline-patch';
import type { Finding, RuntimeRule } from './runtime-rule';

const KUSTOMIZATION = ['Kustomization'] as const;
const OPERATIONS = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

/** Rules about a Kustomization's own patches, which kustomize-controller applies, and its drift ignore rules. */
export const KUSTOMIZATION_PATCH_RULES: readonly RuntimeRule[] = [
  {
    id: 'INLINE_PATCH_BLANK',
    row: 'K8',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'must not be blank',
    cause: 'The build refuses a patch without text.',
    remedy: 'Write the patch, or remove the entry.',
    find: findPatch(({ form }) => form === 'blank'),
  },
  {
    id: 'INLINE_PATCH_UNPARSABLE',
    row: 'K9',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'must be a list of JSON 6902 operations, or an object with kind and metadata.name',
    cause: 'The build reads the text neither as JSON 6902 nor as a strategic merge patch; kind and metadata.name are needed even with a target.',
    remedy: 'Write a list of operations, or add kind and metadata.name.',
    find: findPatch(({ form }) => form === 'neither'),
  },
  {
    id: 'INLINE_PATCH_TARGET_MISSING',
    row: 'K10',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'needs a target, being a list of JSON 6902 operations',
    cause: 'Operations name no object.',
    remedy: 'Add a target.',
    find: findPatch(({ form }, entry) => form === 'operations' && !isSet(entry, 'target')),
  },
  {
    id: 'INLINE_PATCH_MANY_DOCUMENTS',
    row: 'K11',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'must be one document where there is a target',
    cause: 'The build refuses several strategic merge patches with one target.',
    remedy: 'Make each document an entry of its own.',
    find: findPatch((patch, entry) => patch.form === 'objects' && patch.documents.length > 1 && isSet(entry, 'target')),
  },
  {
    id: 'INLINE_PATCH_API_VERSION',
    row: 'K12',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'needs an apiVersion where there is no target: without it no object is found',
    cause: 'A strategic merge patch without target finds its object by apiVersion, kind, name and namespace.',
    remedy: 'Add the apiVersion, or a target.',
    find: findPatch((patch, entry) => patch.form === 'objects' && !isSet(entry, 'target') &&
      patch.documents.some(({ fields }) => !fields.has('apiVersion'))),
  },
  {
    id: 'INLINE_PATCH_TARGET_REGEX',
    row: 'K13',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'must be a regular expression that Go accepts',
    cause: 'The fields of a target are regular expressions in Go\'s syntax; look-around and back-references do not exist there.',
    remedy: 'Correct the expression.',
    find: ({ object }) => readItems(object, 'spec.patches').flatMap(findBadRegexes),
  },
  {
    id: 'INLINE_PATCH_TARGET_SELECTOR',
    row: 'K13',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'must be a selector such as app=web,!canary: the build fails as soon as an object matches the rest of the target',
    cause: 'A selector that cannot be read fails the build when its turn comes.',
    remedy: 'Write it in Kubernetes\' selector syntax.',
    find: ({ object }) => readItems(object, 'spec.patches').flatMap(findBadSelectors),
  },
  {
    id: 'INLINE_PATCH_OPERATION',
    row: 'K14',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'has an operation that is none of add, remove, replace, move, copy and test: the build fails as soon as the target matches',
    cause: 'JSON 6902 knows six operations; they are written in lower case.',
    remedy: 'Use one of the six.',
    find: findPatch((patch) => patch.form === 'operations' &&
      patch.operations.some(({ op }) => !OPERATIONS.includes(op ?? ''))),
  },
  {
    id: 'INLINE_PATCH_JSON_PATH',
    row: 'K-S16',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'has a path without a leading slash: its first part is dropped, so that spec/replicas is /replicas',
    cause: 'A JSON pointer starts with a slash.',
    remedy: 'Write /spec/replicas.',
    find: findPatch((patch) => patch.form === 'operations' &&
      patch.operations.some(({ path, from }) => [path, from].some((pointer) => (pointer ?? '') !== '' && !pointer!.startsWith('/')))),
  },
  {
    id: 'INLINE_PATCH_MORE_IGNORED',
    row: 'K-S16',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'has more documents after the list of operations, which are ignored',
    cause: 'Of JSON 6902 only the first document is read.',
    remedy: 'Make each document an entry of its own.',
    find: findPatch((patch, entry) => patch.form === 'operations' && hasMoreDocuments(readText(entry, 'patch') ?? '')),
  },
  {
    id: 'DRIFT_IGNORE_TARGET',
    row: 'K18',
    kinds: KUSTOMIZATION,
    since: '2.9',
    severity: 'error',
    message: 'must be a regular expression that Go accepts, or a selector such as app=web',
    cause: 'The fields of a target are regular expressions in Go\'s syntax, and selectors in Kubernetes\'.',
    remedy: 'Correct the expression or selector.',
    find: ({ object }) => readItems(object, 'spec.ignore').flatMap((entry) => [...findBadRegexes(entry), ...findBadSelectors(entry)]),
  },
  {
    id: 'DRIFT_IGNORE_PATH',
    row: 'K19',
    kinds: KUSTOMIZATION,
    since: '2.9',
    severity: 'warning',
    message: 'must be a JSON pointer with a leading slash, such as /spec/replicas',
    cause: 'A path without a leading slash is accepted, and fails when an object is updated.',
    remedy: 'Write the slash.',
    find: findIgnoredPath((pointer) => !pointer.startsWith('/')),
  },
  {
    id: 'DRIFT_IGNORE_WILDCARD',
    row: 'K-S19',
    kinds: KUSTOMIZATION,
    since: '2.9',
    severity: 'warning',
    message: 'has a wildcard, which JSON pointers do not know: it selects nothing',
    cause: 'A * is an ordinary key in a JSON pointer.',
    remedy: 'Name the list index or key.',
    find: findIgnoredPath((pointer) => /^\/(.*\/)?\*(\/|$)/.test(pointer)),
  },
];

function findPatch(isBroken: (patch: InlinePatch, entry: unknown) => boolean): RuntimeRule['find'] {
  return ({ object }) => readItems(object, 'spec.patches').flatMap(({ path, value }): Finding[] => {
    const text = readField(value, 'patch');
    return typeof text === 'string' && isBroken(readInlinePatch(text), value) ? [{ path: `${path}.patch`, received: text }] : [];
  });
}

/** Whether YAML goes on after its first document with more than comments. */
function hasMoreDocuments(text: string): boolean {
  const [, ...others] = text.replace(/^(\s*#.*\n)*\s*---.*\n/, '').split(/^---.*$/m);
  return others.some((other) => /^\s*[^\s#]/m.test(other));
}

function findBadRegexes(entry: Field): Finding[] {
  return findInTarget(entry, ['group', 'version', 'kind', 'name', 'namespace'], (pattern) => !compilesAsRegex(`^(?:${pattern})$`));
}

function findBadSelectors(entry: Field): Finding[] {
  return findInTarget(entry, ['labelSelector', 'annotationSelector'], (selector) => !isSelector(selector));
}

function findInTarget({ path, value }: Field, fields: readonly string[], isBroken: (text: string) => boolean): Finding[] {
  return fields.flatMap((field) => {
    const text = readText(value, `target.${field}`);
    return text !== undefined && isBroken(text) ? [{ path: `${path}.target.${field}`, received: text }] : [];
  });
}

function findIgnoredPath(isBroken: (pointer: string) => boolean): RuntimeRule['find'] {
  return ({ object }) => readItems(object, 'spec.ignore')
    .flatMap(({ path, value }) => readItems(value, 'paths').map((item) => ({ path: `${path}.${item.path}`, value: item.value })))
    .filter(({ value }) => typeof value === 'string' && isBroken(value))
    .map(({ path, value }) => ({ path, received: value }));
}
