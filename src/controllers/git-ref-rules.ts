import { parseVersionRange } from '../flux';
import { findEffectiveRef, GitRef, GitRefField, listGitRefs } from './find-effective-ref';
import { isGitRefName } from './is-git-ref-name';
import { isSet, readField, readText } from './read-field';
import type { Finding, RuleSubject, RuntimeRule } from './runtime-rule';

const GIT = ['GitRepository'] as const;

/** Rules about which revision a GitRepository checks out. */
export const GIT_REF_RULES: readonly RuntimeRule[] = [
  {
    id: 'GIT_SEMVER_INVALID',
    row: 'G12',
    kinds: GIT,
    severity: 'error',
    message: 'must be a version range such as >=1.2.0 <2.0.0',
    cause: 'The controller cannot read the version range.',
    remedy: 'Write a range that Masterminds/semver reads, such as 1.x or >=1.2.0 <2.0.0.',
    find: findRef(['semver'], ({ text }) => parseVersionRange(text) === undefined),
  },
  {
    id: 'GIT_REF_NAME_UNQUALIFIED',
    row: 'G13',
    kinds: GIT,
    severity: 'error',
    message: 'must be a full ref name such as refs/heads/main, refs/tags/v1.0.0 or refs/pull/1/head',
    cause: 'A ref name is compared with the full names that the Git server lists; main, HEAD or tags/v1 are never among them.',
    remedy: 'Write the full name: refs/heads/main for a branch, refs/tags/v1.0.0 for a tag.',
    find: findRef(['name'], ({ text }) => !text.startsWith('refs/') || text.endsWith('/')),
  },
  {
    id: 'GIT_COMMIT_INVALID',
    row: 'G14',
    kinds: GIT,
    severity: 'error',
    message: 'must be a full commit SHA of 40 hexadecimal digits',
    cause: 'The commit is looked up by its full SHA; short ones are not completed.',
    remedy: 'Write all 40 digits, without a prefix.',
    find: findRef(['commit'], ({ text }) => !/^[0-9a-fA-F]{40}/.test(text)),
  },
  {
    id: 'GIT_COMMIT_TAIL_IGNORED',
    row: 'G14',
    kinds: GIT,
    severity: 'warning',
    message: 'is longer than 40 hexadecimal digits: the rest is ignored',
    cause: 'Only the first 40 digits of a commit are used.',
    remedy: 'Write 40 digits.',
    find: findRef(['commit'], ({ text }) => /^[0-9a-fA-F]{40}./s.test(text)),
  },
  {
    id: 'GIT_REF_SHORT_NAME_INVALID',
    row: 'G15',
    kinds: GIT,
    severity: 'error',
    message: 'must be a short name that Git allows, without refs/heads/ or refs/tags/',
    cause: 'The controller puts refs/heads/ or refs/tags/ before it, so that the remote has no such ref.',
    remedy: 'Write the short name, such as main, or use ref.name for the full one.',
    find: findRef(['branch', 'tag'], ({ text }) => /^refs\/(heads|tags)\//.test(text) || !isGitRefName(text)),
  },
  {
    id: 'GIT_VERIFY_TAG_MISSING',
    row: 'G16',
    kinds: GIT,
    severity: 'error',
    message: 'checks the signature of a tag, but the ref selects none',
    cause: 'The modes Tag and TagAndHEAD need a tag: ref.tag, ref.semver, or a ref.name under refs/tags/.',
    remedy: 'Select a tag, or use the mode HEAD.',
    find: ({ object }) => (verifiesTag(object) && !selectsTag(object) ? [findMode(object)] : []),
  },
  {
    id: 'GIT_VERIFY_TAG_OF_COMMIT',
    row: 'G17',
    kinds: GIT,
    severity: 'error',
    message: 'checks the signature of a tag, which is never loaded where ref.commit is set',
    cause: 'With a commit the tag in ref.name only labels the revision, so the controller finds no signature on it.',
    remedy: 'Remove ref.commit, or use the mode HEAD.',
    find: ({ object }) => (verifiesTag(object) && isSet(object, 'spec.ref.commit') && selectsTag(object) ? [findMode(object)] : []),
  },
  {
    id: 'GIT_REF_HIDDEN',
    row: 'G-S1, G-S4',
    kinds: GIT,
    severity: 'warning',
    message: 'is ignored',
    cause: 'One field of ref decides: commit, else name, else tag, else semver, else branch.',
    remedy: 'Remove the fields that do not decide.',
    find: findHiddenRefs,
  },
  {
    id: 'GIT_REF_NAME_IS_LABEL',
    row: 'G-S3',
    kinds: GIT,
    severity: 'warning',
    message: 'is never looked up beside ref.commit: it only labels the revision',
    cause: 'With a commit the name is not resolved, even if it does not exist or is of another commit.',
    remedy: 'Remove ref.name; ref.branch says which branch the commit is on.',
    find: ({ object }) => {
      const name = readText(object, 'spec.ref.name');
      return name !== undefined && isSet(object, 'spec.ref.commit') ? [{ path: 'spec.ref.name', received: name }] : [];
    },
  },
  {
    id: 'GIT_REF_DEFAULT',
    row: 'G-S5',
    kinds: GIT,
    severity: 'warning',
    message: 'is unset: the branch master is checked out, whatever the default branch of the repository is',
    cause: 'Without a ref the controller takes the branch master.',
    remedy: 'Name the branch.',
    find: ({ object }) => (isSet(object, 'spec') && hasUsableRef(object) && listGitRefs(object).length === 0 ? [{ path: 'spec.ref' }] : []),
  },
  {
    id: 'GIT_COMMIT_FULL_CLONE',
    row: 'G-S5',
    kinds: GIT,
    severity: 'warning',
    message: 'without ref.branch makes the controller clone all branches with their whole history at each interval',
    cause: 'The controller does not know on which branch the commit is.',
    remedy: 'Add ref.branch.',
    find: findRef(['commit'], (_ref, { object }) => !isSet(object, 'spec.ref.branch')),
  },
];

/** Builds the search of a rule about the field that decides. */
function findRef(fields: GitRefField[], isBroken: (ref: GitRef, subject: RuleSubject) => boolean): (subject: RuleSubject) => Finding[] {
  return (subject) => {
    const ref = findEffectiveRef(subject.object, ...fields);
    return ref !== undefined && isBroken(ref, subject) ? [{ path: ref.path, received: ref.text }] : [];
  };
}

function verifiesTag(object: unknown): boolean {
  return ['Tag', 'TagAndHEAD'].includes(readText(object, 'spec.verify.mode') ?? '') && hasUsableRef(object);
}

function findMode(object: unknown): Finding {
  return { path: 'spec.verify.mode', received: readText(object, 'spec.verify.mode') };
}

function selectsTag(object: unknown): boolean {
  if (findEffectiveRef(object, 'tag', 'semver') !== undefined) {
    return true;
  }
  return findEffectiveRef(object, 'commit', 'name') !== undefined && (readText(object, 'spec.ref.name') ?? '').startsWith('refs/tags/');
}

/** Whether `ref` is absent or a map of texts: in all else nothing can be said about what is selected. */
function hasUsableRef(object: unknown): boolean {
  const ref = readField(object, 'spec.ref') ?? {};
  return typeof ref === 'object' && !Array.isArray(ref) && Object.values(ref).every((value) => value === null || typeof value === 'string');
}

function findHiddenRefs({ object }: RuleSubject): Finding[] {
  const [first, ...others] = listGitRefs(object);
  // Beside a commit the branch says where it is, and the name labels the revision.
  const hidden = others.filter(({ field }) => first.field !== 'commit' || (field !== 'branch' && field !== 'name'));
  return hidden.map(({ path, text }) => ({ path, received: text, message: `is ignored: ref.${first.field} decides` }));
}
