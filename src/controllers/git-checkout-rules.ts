import type { PathStep } from '../problems';
import { isSet, readField, readList, readsFrom, readString, toSteps } from './fields';
import { findEffectiveRef } from './git-ref-rules';
import { hasTlsKeys } from './git-secret-rules';
import { cleanPath, isLeftOut, leavesRoot } from './paths';
import type { Finding, RuleSubject, RuntimeRule } from './rule';

const GIT = ['GitRepository'] as const;

/** Rules about what a GitRepository takes from and adds to the checkout: sparse checkout, submodules, includes, ignore. */
export const GIT_CHECKOUT_RULES: readonly RuntimeRule[] = [
  {
    id: 'GIT_INCLUDE_ROOT',
    kinds: GIT,
    field: 'include',
    severity: 'error',
    message: 'must be a directory below the root of the repository',
    cause: 'An included repository cannot replace the root, which is not empty.',
    remedy: 'name a directory',
    find: ({ object }) => listIncludes(object).filter(({ target }) => target === '').map(({ steps, toPath }) => ({ steps, received: toPath })),
  },
  {
    id: 'GIT_INCLUDE_OVERLAP',
    kinds: GIT,
    field: 'include',
    severity: 'error',
    message: 'must not be the directory of an earlier include, or a parent of it',
    cause: 'An included repository cannot replace a directory that already exists.',
    remedy: 'give each include its own toPath; the default is the name of the included repository',
    find: findOverlaps,
  },
  {
    id: 'GIT_INCLUDE_SELF',
    kinds: GIT,
    field: 'include',
    severity: 'error',
    message: 'must not be the repository itself: it would wait for its own artifact',
    cause: 'An include waits until the artifact of the included repository exists.',
    remedy: 'include another GitRepository',
    find: ({ object }) => readList(object, 'spec.include')
      .map(({ steps, value }) => ({ steps: [...steps, 'repository', 'name'], received: readString(value, 'repository.name') }))
      .filter(({ received }) => received !== undefined && received === readString(object, 'metadata.name')),
  },
  {
    id: 'GIT_INCLUDE_CLAMPED',
    kinds: GIT,
    field: 'include',
    severity: 'warning',
    message: 'is outside of the repository: the controller reads it as a path inside',
    cause: 'Absolute paths and paths above the root are read as paths inside the repository, without an error.',
    remedy: 'write a path inside the repository',
    find: ({ object }) => readList(object, 'spec.include').flatMap(({ steps, value }) => ['fromPath', 'toPath'].flatMap((field) => {
      const text = readString(value, field);
      return text !== undefined && (text.startsWith('/') || leavesRoot(text)) ? [{ steps: [...steps, field], received: text }] : [];
    })),
  },
  {
    id: 'GIT_SPARSE_PATH_INVALID',
    kinds: GIT,
    field: 'sparseCheckout',
    since: '2.6',
    severity: 'error',
    message: 'must be a plain path inside the repository: no leading slash, no .., no //, no * and no ?',
    cause: 'Entries are compared literally with file names. This one matches nothing, and the controller fails because the path is missing.',
    remedy: 'write a directory such as apps/base/',
    find: findSparse((entry) => entry !== '/' && (/^\/|(^|\/)\.\.(\/|$)|\/\/|\/\.\/|[*?]/.test(entry) || /^\.\/\.\//.test(entry))),
  },
  {
    id: 'GIT_SPARSE_DOT',
    kinds: GIT,
    field: 'sparseCheckout',
    since: '2.6',
    severity: 'warning',
    message: 'does not select what it seems to: "." selects only files that start with a dot, "/" nothing, "" and "./" everything',
    cause: 'An entry selects the files whose path starts with it.',
    remedy: 'name directories, or leave {spec.sparseCheckout} out',
    find: findSparse((entry) => ['', '.', './', '/'].includes(entry)),
  },
  {
    id: 'GIT_SUBMODULES_SPARSE',
    kinds: GIT,
    field: 'recurseSubmodules',
    since: '2.6',
    severity: 'warning',
    message: 'is ignored where {spec.sparseCheckout} is set',
    cause: 'A sparse checkout does not contain submodules.',
    remedy: 'remove one of the two',
    find: whereSubmodules(({ object }) => readList(object, 'spec.sparseCheckout').length > 0),
  },
  {
    id: 'GIT_SUBMODULES_REF',
    kinds: GIT,
    field: 'recurseSubmodules',
    severity: 'warning',
    message: 'takes the submodules of the cloned branch, not those of the selected commit',
    cause: 'With semver, commit, or a name that is not a branch or tag, the submodules are fetched before the commit is checked out.',
    remedy: 'select a branch or a tag, or a {spec.ref.name} under refs/heads/ or refs/tags/',
    find: whereSubmodules(({ object }) => {
      const ref = findEffectiveRef(object, 'semver', 'commit', 'name');
      return ref !== undefined && !(ref.field === 'name' && /^refs\/(heads|tags)\//.test(ref.text));
    }),
  },
  {
    id: 'GIT_SUBMODULES_PROXY',
    kinds: GIT,
    field: 'recurseSubmodules',
    severity: 'warning',
    message: 'fetches submodules without the proxy and the TLS keys of the repository',
    cause: 'Only the credentials are used for submodules, and they are sent to the host of every submodule.',
    remedy: 'make submodules reachable without the proxy and the CA, or do not use submodules',
    find: whereSubmodules((subject) => isSet(subject.object, 'spec.proxySecretRef') || hasTlsKeys(subject)),
  },
  {
    id: 'GIT_IGNORE_EMPTY',
    kinds: GIT,
    field: 'ignore',
    severity: 'warning',
    message: 'has no pattern: the built-in ones stay in force',
    cause: 'A value without a pattern has no effect.',
    remedy: 'write a pattern, such as !*, to replace the built-in ones, or leave it out',
    find: ({ object }) => {
      const text = readField(object, 'spec.ignore');
      return typeof text === 'string' && text.split('\n').every((line) => line.trim() === '' || line.startsWith('#'))
        ? [{ steps: toSteps('spec.ignore'), received: text }] : [];
    },
  },
  {
    id: 'GIT_SPARSE_LEAVES_OUT_PATH',
    kinds: GIT,
    field: 'sparseCheckout',
    looksAtOthers: true,
    since: '2.6',
    severity: 'error',
    message: 'leaves out the path of the Kustomization',
    cause: 'The Kustomization builds a directory that is not in the sparse checkout, and fails.',
    remedy: 'add that directory to {spec.sparseCheckout}',
    find: findLeftOutPaths,
  },
];

interface Include {
  readonly steps: readonly PathStep[];
  readonly toPath: string;
  /** The directory that it is copied to, empty for the root. */
  readonly target: string;
}

function listIncludes(object: unknown): Include[] {
  return readList(object, 'spec.include').flatMap(({ steps, value }) => {
    const toPath = readString(value, 'toPath') ?? readString(value, 'repository.name');
    return toPath === undefined ? [] : [{ steps: [...steps, 'toPath'], toPath, target: cleanPath(toPath) }];
  });
}

// A type alias cannot refer to itself.
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
interface Directory extends Map<string, Directory> {}

function findOverlaps({ object }: RuleSubject): Finding[] {
  const root: Directory = new Map();
  return listIncludes(object)
    .filter(({ target }) => target !== '' && !addDirectory(root, target))
    .map(({ steps, toPath }) => ({ steps, received: toPath }));
}

/** Adds a directory to a tree. `false` where it was there already, itself or as a parent of another one. */
function addDirectory(root: Directory, path: string): boolean {
  let directory = root;
  let isNew = false;
  for (const name of path.split('/')) {
    const known = directory.get(name);
    const next: Directory = known ?? new Map();
    directory.set(name, next);
    directory = next;
    isNew = known === undefined;
  }
  return isNew;
}

function findSparse(isBroken: (entry: string) => boolean): RuntimeRule['find'] {
  return ({ object }) => readList(object, 'spec.sparseCheckout')
    .filter(({ value }) => typeof value === 'string' && isBroken(value))
    .map(({ steps, value }) => ({ steps, received: value }));
}

function whereSubmodules(isBroken: (subject: RuleSubject) => boolean): RuntimeRule['find'] {
  return (subject) => (readField(subject.object, 'spec.recurseSubmodules') === true && isBroken(subject)
    ? [{ steps: toSteps('spec.recurseSubmodules'), received: true }] : []);
}

function findLeftOutPaths({ object, objects }: RuleSubject): Finding[] {
  const entries = readList(object, 'spec.sparseCheckout').map(({ value }) => value);
  if (entries.length === 0 || !entries.every((entry) => typeof entry === 'string')) {
    return [];
  }
  const prefixes = entries.map((entry) => (entry.startsWith('./') ? entry.slice(2) : entry));
  const included = listIncludes(object).map(({ target }) => `${target}/`);
  return objects
    .filter((other) => readsFrom(other, object))
    .map((other) => readString(other, 'spec.path') ?? '')
    // Includes are copied in after the checkout.
    .filter((path) => isLeftOut(path, [...prefixes, ...included]))
    .map((path) => ({ steps: toSteps('spec.sparseCheckout'), received: entries, message: `leaves out the path of the Kustomization, ${path}` }));
}
