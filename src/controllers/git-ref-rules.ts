import { isVersionRange, parseVersionRange } from '../flux';
import { isObject } from '../util';
import { isSet, readField, readString, toSteps } from './fields';
import type { Finding, RuleSubject, RuntimeRule } from './rule';

const GIT = ['GitRepository'] as const;

/** Rules about which revision a GitRepository checks out. */
export const GIT_REF_RULES: readonly RuntimeRule[] = [
  {
    id: 'GIT_SEMVER_INVALID',
    kinds: GIT,
    field: 'ref',
    severity: 'error',
    message: 'must be a version range such as >=1.2.0 <2.0.0',
    cause: 'The controller cannot parse the version range.',
    remedy: 'write a range in the syntax of Masterminds/semver, such as 1.x or >=1.2.0 <2.0.0',
    find: findRef(['semver'], ({ text }) => parseVersionRange(text) === undefined),
  },
  {
    id: 'GIT_REF_NAME_UNQUALIFIED',
    kinds: GIT,
    field: 'ref',
    severity: 'error',
    message: 'must be a full ref name such as refs/heads/main, refs/tags/v1.0.0 or refs/pull/1/head',
    cause: 'The name is compared with the full names that the Git server lists. Short names such as main, HEAD and tags/v1 are never among them.',
    remedy: 'write the full name: refs/heads/main for a branch, refs/tags/v1.0.0 for a tag',
    find: findRef(['name'], ({ text }) => !text.startsWith('refs/') || text.endsWith('/'), suggestFullName),
  },
  {
    id: 'GIT_REF_NAME_INVALID',
    kinds: GIT,
    field: 'ref',
    severity: 'error',
    message: 'must be a name that Git allows: no blanks, no line breaks, none of ~ ^ : ? * [ \\, no .. and no //',
    cause: 'No Git server has a ref of such a name (the rules of git check-ref-format). Only the mark of an annotated tag may follow it: ^ and a pair of braces.',
    remedy: 'write the exact name, without blanks and patterns; for a version range {set spec.ref.semver}',
    find: findRef(['name'], ({ text }) => text.startsWith('refs/') && !text.endsWith('/') && !isGitRefName(text.replace(/\^\{\}$/, '')), suggestTrimmed),
  },
  {
    id: 'GIT_REF_NAME_UNUSUAL',
    kinds: GIT,
    field: 'ref',
    severity: 'warning',
    message: 'is not where Git servers keep branches and tags',
    cause: 'Branches are under refs/heads/ and tags under refs/tags/. A ref of another name has to exist on the server exactly as written.',
    remedy: 'write refs/heads/ and the branch, or refs/tags/ and the tag',
    find: ({ object }) => {
      const name = findEffectiveRef(object, 'name')?.text ?? '';
      const usual = isGitRefName(name) ? suggestRefName(name) : undefined;
      return usual === undefined ? [] : [{ steps: toSteps('spec.ref.name'), received: name, remedy: `write ${usual}` }];
    },
  },
  {
    id: 'GIT_COMMIT_INVALID',
    kinds: GIT,
    field: 'ref',
    severity: 'error',
    message: 'must be a full commit SHA of 40 hexadecimal digits',
    cause: 'The commit is looked up by its full SHA. Short SHAs are not completed.',
    remedy: 'write all 40 digits, without a prefix',
    find: findRef(['commit'], ({ text }) => !/^[0-9a-fA-F]{40}/.test(text)),
  },
  {
    id: 'GIT_COMMIT_TAIL_IGNORED',
    kinds: GIT,
    field: 'ref',
    severity: 'warning',
    message: 'is longer than 40 hexadecimal digits: the rest is ignored',
    cause: 'The controller only uses the first 40 digits of a commit.',
    remedy: 'write 40 digits',
    find: findRef(['commit'], ({ text }) => /^[0-9a-fA-F]{40}./s.test(text)),
  },
  {
    id: 'GIT_REF_SHORT_NAME_INVALID',
    kinds: GIT,
    field: 'ref',
    severity: 'error',
    message: 'must be a short name that Git allows, without refs/heads/ or refs/tags/',
    cause: 'The controller puts refs/heads/ or refs/tags/ in front of the name. The repository has no ref of the resulting name.',
    remedy: 'write the short name, such as main, or use {spec.ref.name} for the full name',
    find: findRef(['branch', 'tag'], ({ text }) => /^refs\/(heads|tags)\//.test(text) || !isGitRefName(text), suggestShortName),
  },
  {
    id: 'GIT_VERIFY_TAG_MISSING',
    kinds: GIT,
    field: 'verify',
    severity: 'error',
    message: 'verifies the signature of a tag, but the ref does not select a tag',
    cause: 'The modes Tag and TagAndHEAD need a tag: {spec.ref.tag}, {spec.ref.semver}, or a {spec.ref.name} under refs/tags/.',
    remedy: 'set {spec.ref.tag}, {spec.ref.semver}, or a {spec.ref.name} under refs/tags/, or use the mode HEAD',
    find: ({ object }) => (verifiesTag(object) && !selectsTag(object) ? [findMode(object)] : []),
  },
  {
    id: 'GIT_VERIFY_TAG_OF_COMMIT',
    kinds: GIT,
    field: 'verify',
    severity: 'error',
    message: 'verifies the signature of a tag, which is never fetched where {spec.ref.commit} is set',
    cause: 'Beside a commit the tag in {spec.ref.name} only labels the revision, so the controller finds no signature on it.',
    remedy: 'remove {spec.ref.commit}, or use the mode HEAD',
    find: ({ object }) => (verifiesTag(object) && isSet(object, 'spec.ref.commit') && selectsTag(object) ? [findMode(object)] : []),
  },
  {
    id: 'GIT_REF_HIDDEN',
    kinds: GIT,
    field: 'ref',
    severity: 'warning',
    message: 'is ignored',
    cause: 'Only one field of the ref counts: commit, else name, else tag, else semver, else branch.',
    remedy: 'remove it, or the field that takes precedence',
    find: findHiddenRefs,
  },
  {
    id: 'GIT_REF_NAME_IS_LABEL',
    kinds: GIT,
    field: 'ref',
    severity: 'warning',
    message: 'is never resolved where {spec.ref.commit} is set: it only labels the revision',
    cause: 'Beside a commit the name is not resolved, even if it does not exist or belongs to another commit.',
    remedy: 'remove it, and name the branch that the commit is on in {spec.ref.branch}',
    find: ({ object }) => {
      const name = readString(object, 'spec.ref.name');
      return name !== undefined && isSet(object, 'spec.ref.commit') ? [{ steps: toSteps('spec.ref.name'), received: name }] : [];
    },
  },
  {
    id: 'GIT_REF_DEFAULT',
    kinds: GIT,
    severity: 'warning',
    message: 'is not set: the branch master is checked out, whatever the default branch of the repository is',
    cause: 'Without a ref the controller checks out the branch master.',
    remedy: 'name the branch',
    find: ({ object }) => (isSet(object, 'spec') && hasUsableRef(object) && listGitRefs(object).length === 0 ? [{ steps: toSteps('spec.ref') }] : []),
  },
  {
    id: 'GIT_COMMIT_FULL_CLONE',
    kinds: GIT,
    field: 'ref',
    severity: 'warning',
    message: 'without {spec.ref.branch} makes the controller clone all branches with their whole history at each interval',
    cause: 'The controller does not know on which branch the commit is.',
    remedy: 'name the branch in {spec.ref.branch}',
    find: findRef(['commit'], (_ref, { object }) => !isSet(object, 'spec.ref.branch')),
  },
];

type GitRefField = 'commit' | 'name' | 'tag' | 'semver' | 'branch';

/** Which field counts, first to last. Flux' own documentation puts semver before tag; the code never did. */
const PRECEDENCE: readonly GitRefField[] = ['commit', 'name', 'tag', 'semver', 'branch'];

interface GitRef {
  readonly field: GitRefField;
  readonly text: string;
}

const REF_PATHS: readonly (readonly [field: GitRefField, path: string])[] = PRECEDENCE.map((field) => [field, `spec.ref.${field}`]);

/** The fields of the `ref` that are set, the one that counts first. */
function listGitRefs(object: unknown): GitRef[] {
  return REF_PATHS.flatMap(([field, path]) => {
    const text = readString(object, path);
    return text === undefined ? [] : [{ field, text }];
  });
}

/** The field of the `ref` that counts, if it is one of the given ones. */
export function findEffectiveRef(object: unknown, ...fields: readonly GitRefField[]): GitRef | undefined {
  // Many rules ask: what comes after the first one is not even read.
  for (const [field, path] of REF_PATHS) {
    const text = readString(object, path);
    if (text !== undefined) {
      return fields.includes(field) ? { field, text } : undefined;
    }
  }
  return undefined;
}

/** Makes the `find` of a rule about the field that counts. */
function findRef(
  fields: readonly GitRefField[], isBroken: (ref: GitRef, subject: RuleSubject) => boolean,
  suggest: (ref: GitRef) => string | undefined = () => undefined,
): RuntimeRule['find'] {
  return (subject) => {
    const ref = findEffectiveRef(subject.object, ...fields);
    return ref !== undefined && isBroken(ref, subject) ? [{ steps: ['spec', 'ref', ref.field], received: ref.text, remedy: suggest(ref) }] : [];
  };
}

/** What is written in place of a full name, and the full name. */
const SHORT_FORMS: readonly [pattern: RegExp, fullName: string][] = [
  [/^\/*refs\/(heads|tags)\/(.+)$/, 'refs/$1/$2'],
  [/^\/?(heads|tags)\/(.+)$/, 'refs/$1/$2'],
  [/^(?:remotes\/)?(?:origin|upstream)\/(.+)$/, 'refs/heads/$1'],
  [/^v?[0-9]+\.[0-9]+\.[0-9]+(?:[-+].*)?$/, 'refs/tags/$&'],
];

/** A commit, alone or in the form in which Flux writes a revision: `main@sha1:…`. */
const COMMIT = /^(?:.*@)?(?:sha1:)?[0-9a-f]{40}$/i;
const SHORT_COMMIT = /^(?=.*[0-9])[0-9a-f]{7,39}$/;

/** What to write in place of a name that is not a full one, where that is clear. */
function suggestFullName({ text }: GitRef): string | undefined {
  const name = text.trim();
  if (COMMIT.test(name)) {
    return 'for a commit {set spec.ref.commit}';
  }
  if (isVersionRange(name)) {
    return 'for a range of versions {set spec.ref.semver}';
  }
  const form = SHORT_FORMS.find(([pattern]) => pattern.test(name));
  const fullName = form === undefined ? undefined : name.replace(...form);
  if (fullName !== undefined) {
    return isGitRefName(fullName) ? `write ${fullName}` : undefined;
  }
  // Which branch HEAD is on, only the server knows.
  if (name === 'HEAD' || name.startsWith('refs/') || !isGitRefName(name)) {
    return undefined;
  }
  const written = `write refs/heads/${name} for a branch, refs/tags/${name} for a tag`;
  return SHORT_COMMIT.test(name) ? `${written}; for a commit {set spec.ref.commit}, with all 40 digits` : written;
}

/** A command's output ends with a line break. */
function suggestTrimmed({ text }: GitRef): string | undefined {
  return isGitRefName(text.trim()) ? `write ${text.trim()}, without the blanks` : undefined;
}

function suggestShortName({ field, text }: GitRef): string | undefined {
  const prefix = field === 'branch' ? 'refs/heads/' : 'refs/tags/';
  const name = text.startsWith(prefix) ? text.slice(prefix.length) : text.trim();
  if (name !== text && isGitRefName(name)) {
    return `write ${name}`;
  }
  return field === 'tag' && isVersionRange(name) ? 'for a range of versions {set spec.ref.semver}' : undefined;
}

/** Whether Git allows a branch or tag of this name (the rules of `git check-ref-format`). */
function isGitRefName(name: string): boolean {
  const isWellFormed = name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
  return isWellFormed && !name.endsWith('.') && !/\.\.|@\{|[\u0000-\u0020\u007f~^:?*[\\]/.test(name);
}

/** What is written for branches and tags by mistake, and what it stands for. */
const NEAR_MISSES: readonly [pattern: RegExp, usual: string][] = [
  [/^(?:refs\/)+(?:heads|tags)\/(?:refs\/)+(heads|tags)\/(.+)$/, 'refs/$1/$2'],
  [/^refs\/(?:refs\/)+(heads|tags)\/(.+)$/, 'refs/$1/$2'],
  [/^refs\/(?:head|branch|branches|Heads|HEADS)\/(.+)$/, 'refs/heads/$1'],
  [/^refs\/(?:tag|Tag|Tags|TAGS)\/(.+)$/, 'refs/tags/$1'],
  [/^refs\/remotes\/(?:origin|upstream)\/(.+)$/, 'refs/heads/$1'],
];

/** The usual name for one that looks like a mistake. Any other namespace, such as `refs/pull/`, is left alone: servers have many. */
function suggestRefName(name: string): string | undefined {
  const nearMiss = NEAR_MISSES.find(([pattern]) => pattern.test(name));
  return nearMiss === undefined ? undefined : name.replace(...nearMiss);
}

function verifiesTag(object: unknown): boolean {
  return ['Tag', 'TagAndHEAD'].includes(readString(object, 'spec.verify.mode') ?? '') && hasUsableRef(object);
}

function findMode(object: unknown): Finding {
  return { steps: toSteps('spec.verify.mode'), received: readString(object, 'spec.verify.mode') };
}

function selectsTag(object: unknown): boolean {
  if (findEffectiveRef(object, 'tag', 'semver') !== undefined) {
    return true;
  }
  return findEffectiveRef(object, 'commit', 'name') !== undefined && (readString(object, 'spec.ref.name') ?? '').startsWith('refs/tags/');
}

/** Whether `ref` is absent or has only strings. Otherwise nothing is known about what it selects. */
function hasUsableRef(object: unknown): boolean {
  const ref = readField(object, 'spec.ref') ?? {};
  return isObject(ref) && Object.values(ref).every((value) => value === null || typeof value === 'string');
}

function findHiddenRefs({ object }: RuleSubject): Finding[] {
  const [first, ...others] = listGitRefs(object);
  // Beside a commit the branch says where it is, and the name labels the revision.
  const hidden = others.filter(({ field }) => first.field !== 'commit' || (field !== 'branch' && field !== 'name'));
  return hidden.map(({ field, text }) => (
    { steps: ['spec', 'ref', field], received: text, message: `is ignored: {spec.ref.${first.field}} takes precedence` }
  ));
}
