import { parsePatch } from '../kustomize';
import type { ParsedPatch } from '../kustomize';
import { ProblemSink } from '../problems';
import { isSet, readField, readList, readString } from './fields';
import type { Field } from './fields';
import { compilesAsRegex, isSelector } from './patterns';
import type { Finding, RuntimeRule } from './rule';

const KUSTOMIZATION = ['Kustomization'] as const;
const OPERATIONS = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

/** Rules about a Kustomization's own patches, which kustomize-controller applies, and about its drift ignore rules. */
export const KUSTOMIZATION_PATCH_RULES: readonly RuntimeRule[] = [
  {
    id: 'INLINE_PATCH_BLANK',
    kinds: KUSTOMIZATION,
    field: 'patches',
    severity: 'error',
    message: 'must not be blank',
    cause: 'The build refuses an empty patch.',
    remedy: 'write the patch, or remove the entry',
    find: findPatch(({ form }) => form === 'blank'),
  },
  {
    id: 'INLINE_PATCH_UNPARSABLE',
    kinds: KUSTOMIZATION,
    field: 'patches',
    severity: 'error',
    message: 'must be a list of JSON 6902 operations, or an object with kind and metadata.name',
    cause: 'The build can read it neither as JSON 6902 nor as a strategic merge patch. The latter needs kind and metadata.name even with a target.',
    remedy: 'write a list of operations, or add kind and metadata.name',
    find: findPatch(({ form }) => form === 'neither'),
  },
  {
    id: 'INLINE_PATCH_TARGET_MISSING',
    kinds: KUSTOMIZATION,
    field: 'patches',
    severity: 'error',
    message: 'needs a target, because it is a list of JSON 6902 operations',
    cause: 'Operations do not name an object.',
    remedy: 'add a target',
    find: findPatch(({ form }, entry) => form === 'operations' && !isSet(entry, 'target')),
  },
  {
    id: 'INLINE_PATCH_MANY_DOCUMENTS',
    kinds: KUSTOMIZATION,
    field: 'patches',
    severity: 'error',
    message: 'must be a single document, because it has a target',
    cause: 'The build refuses several strategic merge patches with one target.',
    remedy: 'make each document its own entry',
    find: findPatch((patch, entry) => patch.form === 'objects' && patch.documents.length > 1 && isSet(entry, 'target')),
  },
  {
    id: 'INLINE_PATCH_API_VERSION',
    kinds: KUSTOMIZATION,
    field: 'patches',
    severity: 'error',
    message: 'needs an apiVersion or a target: otherwise it matches no object',
    cause: 'A strategic merge patch without a target finds its object by apiVersion, kind, name and namespace.',
    remedy: 'add the apiVersion, or a target',
    find: findPatch((patch, entry) => patch.form === 'objects' && !isSet(entry, 'target') &&
      patch.documents.some((document) => document.getField('apiVersion') === undefined)),
  },
  {
    id: 'INLINE_PATCH_TARGET_REGEX',
    kinds: KUSTOMIZATION,
    field: 'patches',
    severity: 'error',
    message: 'must be a regular expression that Go accepts',
    cause: 'The fields of a target are regular expressions in Go syntax, which has no look-around and no back-references.',
    remedy: 'correct the expression',
    find: ({ object }) => readList(object, 'spec.patches').flatMap(findBadRegexes),
  },
  {
    id: 'INLINE_PATCH_TARGET_SELECTOR',
    kinds: KUSTOMIZATION,
    field: 'patches',
    severity: 'warning',
    message: 'must be a selector such as app=web,!canary: the build fails as soon as an object matches the rest of the target',
    cause: 'A selector that cannot be parsed fails the build when it is evaluated.',
    remedy: 'write it in Kubernetes\' selector syntax',
    find: ({ object }) => readList(object, 'spec.patches').flatMap(findBadSelectors),
  },
  {
    id: 'INLINE_PATCH_TARGET_VERSION',
    kinds: KUSTOMIZATION,
    field: 'patches',
    severity: 'warning',
    message: 'has the group in it, so the patch selects nothing',
    cause: 'The version of a target is compared without the group. What no object matches is left out in silence.',
    remedy: 'write the group as group, and the version alone',
    find: ({ object }) => readList(object, 'spec.patches').flatMap(findGroupInVersion),
  },
  {
    id: 'INLINE_PATCH_OPERATION',
    kinds: KUSTOMIZATION,
    field: 'patches',
    severity: 'warning',
    message: 'has an operation other than add, remove, replace, move, copy and test: the build fails as soon as the target matches',
    cause: 'JSON 6902 has six operations, in lower case.',
    remedy: 'use one of the six, in lower case',
    find: findPatch((patch) => patch.form === 'operations' &&
      patch.operations.some(({ op }) => !OPERATIONS.includes(op ?? ''))),
  },
  {
    id: 'INLINE_PATCH_JSON_PATH',
    kinds: KUSTOMIZATION,
    field: 'patches',
    severity: 'warning',
    message: 'has a path without a leading slash: its first part is dropped, so that spec/replicas is read as /replicas',
    cause: 'A JSON pointer starts with a slash.',
    remedy: 'write the leading slash, as in /spec/replicas',
    find: findPatch((patch) => patch.form === 'operations' &&
      patch.operations.some(({ path, from }) => [path, from].some((pointer) => (pointer ?? '') !== '' && !pointer!.startsWith('/')))),
  },
  {
    id: 'INLINE_PATCH_MORE_IGNORED',
    kinds: KUSTOMIZATION,
    field: 'patches',
    severity: 'warning',
    message: 'has more documents after the list of operations, which are ignored',
    cause: 'For JSON 6902 only the first document is read.',
    remedy: 'make each document its own entry',
    find: findPatch((patch, entry) => patch.form === 'operations' && hasMoreDocuments(readString(entry, 'patch') ?? '')),
  },
  {
    id: 'DRIFT_IGNORE_TARGET',
    kinds: KUSTOMIZATION,
    field: 'ignore',
    since: '2.9',
    severity: 'error',
    message: 'must be a regular expression that Go accepts, or a selector such as app=web',
    cause: 'The fields of a target are regular expressions in Go syntax. Its selectors are in Kubernetes\' syntax.',
    remedy: 'correct the expression or selector',
    find: ({ object }) => readList(object, 'spec.ignore').flatMap((entry) => [...findBadRegexes(entry), ...findBadSelectors(entry)]),
  },
  {
    id: 'DRIFT_IGNORE_PATH',
    kinds: KUSTOMIZATION,
    field: 'ignore',
    since: '2.9',
    severity: 'warning',
    message: 'must be a JSON pointer with a leading slash, such as /spec/replicas',
    cause: 'A path without a leading slash is accepted, and fails when an object is updated.',
    remedy: 'write the leading slash',
    find: findIgnoredPath((pointer) => !pointer.startsWith('/')),
  },
  {
    id: 'DRIFT_IGNORE_WILDCARD',
    kinds: KUSTOMIZATION,
    field: 'ignore',
    since: '2.9',
    severity: 'warning',
    message: 'has a wildcard, which JSON pointers do not support: it selects nothing',
    cause: 'In a JSON pointer * is an ordinary key.',
    remedy: 'name the list index or the key',
    find: findIgnoredPath((pointer) => /^\/(.*\/)?\*(\/|$)/.test(pointer)),
  },
];

/** What an entry of `spec.patches` is for kustomize. */
type InlinePatch =
  | { readonly form: 'blank' | 'neither' }
  | { readonly form: 'operations'; readonly operations: NonNullable<ParsedPatch['operations']> }
  | { readonly form: 'objects'; readonly documents: NonNullable<ParsedPatch['documents']> };

/** Parses a patch as far as the rules need it. */
function readInlinePatch(text: string): InlinePatch {
  const sink = new ProblemSink();
  const patch = parsePatch({ patch: text }, sink);
  if (patch === undefined) {
    return { form: sink.problems.some(({ code }) => code === 'PATCH_EMPTY') ? 'blank' : 'neither' };
  }
  const { operations, documents = [] } = patch;
  return operations === undefined ? { form: 'objects', documents } : { form: 'operations', operations };
}

function findPatch(isBroken: (patch: InlinePatch, entry: unknown) => boolean): RuntimeRule['find'] {
  return ({ object }) => readList(object, 'spec.patches').flatMap(({ steps, value }): Finding[] => {
    const text = readField(value, 'patch');
    return typeof text === 'string' && isBroken(readInlinePatch(text), value) ? [{ steps: [...steps, 'patch'], received: text }] : [];
  });
}

/** Whether YAML continues after its first document with more than comments. */
function hasMoreDocuments(text: string): boolean {
  const [, ...others] = text.replace(/^(\s*#.*\n)*\s*---.*\n/, '').split(/^---.*$/m);
  return others.some((other) => /^\s*[^\s#]/m.test(other));
}

function findBadRegexes(entry: Field): Finding[] {
  return findInTarget(entry, ['group', 'version', 'kind', 'name', 'namespace'], (pattern) => !compilesAsRegex(`^(?:${pattern})$`));
}

/** A plain version with a group before it. Any other regular expression may have its reasons. */
function findGroupInVersion(entry: Field): Finding[] {
  return findInTarget(entry, ['version'], (version) => /^[\w.-]+\/v\w+$/.test(version));
}

function findBadSelectors(entry: Field): Finding[] {
  return findInTarget(entry, ['labelSelector', 'annotationSelector'], (selector) => !isSelector(selector));
}

function findInTarget({ steps, value }: Field, fields: readonly string[], isBroken: (text: string) => boolean): Finding[] {
  return fields.flatMap((field) => {
    const text = readString(value, `target.${field}`);
    return text !== undefined && isBroken(text) ? [{ steps: [...steps, 'target', field], received: text }] : [];
  });
}

function findIgnoredPath(isBroken: (pointer: string) => boolean): RuntimeRule['find'] {
  return ({ object }) => readList(object, 'spec.ignore')
    .flatMap((entry) => readList(entry.value, 'paths').map(({ steps, value }) => ({ steps: [...entry.steps, ...steps], value })))
    .filter(({ value }) => typeof value === 'string' && isBroken(value))
    .map(({ steps, value }) => ({ steps, received: value }));
}
