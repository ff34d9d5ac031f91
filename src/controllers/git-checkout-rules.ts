import { cleanPath, leavesRoot } from './clean-path';
import { findEffectiveRef } from './find-effective-ref';
import { hasTlsKeys } from './has-tls-keys';
import { isSet, readField, readItems, readText } from './read-field';
import type { Finding, RuleSubject, RuntimeRule } from './runtime-rule';

const GIT = ['GitRepository'] as const;

/** Rules about what a GitRepository takes from and adds to the checkout: sparse checkout, submodules, includes, ignore. */
export const GIT_CHECKOUT_RULES: readonly RuntimeRule[] = [
  {
    id: 'GIT_INCLUDE_ROOT',
    row: 'G19',
    kinds: GIT,
    severity: 'error',
    message: 'must lead to a directory below the root of the repository',
    cause: 'An included repository cannot be moved over the root, which is not empty.',
    remedy: 'Name a directory.',
    find: ({ object }) => listIncludes(object).filter(({ target }) => target === '').map(({ path, toPath }) => ({ path, received: toPath })),
  },
  {
    id: 'GIT_INCLUDE_OVERLAP',
    row: 'G20',
    kinds: GIT,
    severity: 'error',
    message: 'must not be the directory of an earlier include, or one above it',
    cause: 'An included repository cannot be moved over a directory that already is there.',
    remedy: 'Give each include its own toPath; by default it is the name of the included repository.',
    find: findOverlaps,
  },
  {
    id: 'GIT_INCLUDE_SELF',
    row: 'G21',
    kinds: GIT,
    severity: 'error',
    message: 'must not be the repository itself: it would wait for its own artifact',
    cause: 'An include waits until the included repository is there.',
    remedy: 'Include another GitRepository.',
    find: ({ object }) => readItems(object, 'spec.include')
      .map(({ path, value }) => ({ path: `${path}.repository.name`, received: readText(value, 'repository.name') }))
      .filter(({ received }) => received !== undefined && received === readText(object, 'metadata.name')),
  },
  {
    id: 'GIT_INCLUDE_CLAMPED',
    row: 'G-S16',
    kinds: GIT,
    severity: 'warning',
    message: 'leads out of the repository: the controller keeps it inside',
    cause: 'Paths that are absolute or lead above the root are read as paths inside it, without an error.',
    remedy: 'Write a path inside the repository.',
    find: ({ object }) => readItems(object, 'spec.include').flatMap(({ path, value }) => ['fromPath', 'toPath'].flatMap((field) => {
      const text = readText(value, field);
      return text !== undefined && (text.startsWith('/') || leavesRoot(text)) ? [{ path: `${path}.${field}`, received: text }] : [];
    })),
  },
  {
    id: 'GIT_SPARSE_PATH_INVALID',
    row: 'G22',
    kinds: GIT,
    since: '2.6',
    severity: 'error',
    message: 'must be a plain path inside the repository: no leading slash, no .., no doubled slash, no * or ?',
    cause: 'Entries are compared with file names as they stand, so that this one selects nothing, and the controller fails on the missing path.',
    remedy: 'Write a directory such as apps/base/.',
    find: findSparse((entry) => entry !== '/' && (/^\/|(^|\/)\.\.(\/|$)|\/\/|\/\.\/|[*?]/.test(entry) || /^\.\/\.\//.test(entry))),
  },
  {
    id: 'GIT_SPARSE_DOT',
    row: 'G-S10',
    kinds: GIT,
    since: '2.6',
    severity: 'warning',
    message: 'selects not what it seems to: "." only files that start with a dot, "/" nothing, "" and "./" everything',
    cause: 'Entries are compared with the start of file names.',
    remedy: 'Name directories, or leave sparseCheckout out.',
    find: findSparse((entry) => ['', '.', './', '/'].includes(entry)),
  },
  {
    id: 'GIT_SUBMODULES_SPARSE',
    row: 'G-S6',
    kinds: GIT,
    since: '2.6',
    severity: 'warning',
    message: 'is ignored beside sparseCheckout',
    cause: 'A sparse checkout leaves out submodules.',
    remedy: 'Use one of the two.',
    find: whereSubmodules(({ object }) => readItems(object, 'spec.sparseCheckout').length > 0),
  },
  {
    id: 'GIT_SUBMODULES_REF',
    row: 'G-S7',
    kinds: GIT,
    severity: 'warning',
    message: 'takes the submodules of the cloned branch, not those of the selected commit',
    cause: 'With semver, commit or a name beyond branches and tags the submodules are loaded before the commit is selected.',
    remedy: 'Select by branch, tag, or a name under refs/heads/ or refs/tags/.',
    find: whereSubmodules(({ object }) => {
      const ref = findEffectiveRef(object, 'semver', 'commit', 'name');
      return ref !== undefined && !(ref.field === 'name' && /^refs\/(heads|tags)\//.test(ref.text));
    }),
  },
  {
    id: 'GIT_SUBMODULES_PROXY',
    row: 'G-S8',
    kinds: GIT,
    severity: 'warning',
    message: 'loads submodules without the proxy and the TLS keys of the repository',
    cause: 'Only the credentials are passed on to submodules, and they go to every submodule\'s host.',
    remedy: 'Let submodules be reachable without proxy and own CA, or do without them.',
    find: whereSubmodules((subject) => isSet(subject.object, 'spec.proxySecretRef') || hasTlsKeys(subject)),
  },
  {
    id: 'GIT_IGNORE_EMPTY',
    row: 'G-S15',
    kinds: GIT,
    severity: 'warning',
    message: 'has no pattern: the built-in ones stay in force',
    cause: 'An ignore text without a pattern is the same as none.',
    remedy: 'Write a pattern to replace the built-in ones, such as !*, or leave it out.',
    find: ({ object }) => {
      const text = readField(object, 'spec.ignore');
      return typeof text === 'string' && text.split('\n').every((line) => line.trim() === '' || line.startsWith('#'))
        ? [{ path: 'spec.ignore', received: text }] : [];
    },
  },
  {
    id: 'GIT_SPARSE_LEAVES_OUT_PATH',
    row: 'lint',
    kinds: GIT,
    since: '2.6',
    severity: 'warning',
    message: 'leaves out the path of the Kustomization',
    cause: 'The Kustomization builds a directory that the sparse checkout does not take.',
    remedy: 'Add the directory to sparseCheckout.',
    find: findLeftOutPaths,
  },
];

interface Include {
  readonly path: string;
  readonly toPath: string;
  /** The directory it leads to, empty for the root. */
  readonly target: string;
}

function listIncludes(object: unknown): Include[] {
  return readItems(object, 'spec.include').flatMap(({ path, value }) => {
    const toPath = readText(value, 'toPath') ?? readText(value, 'repository.name');
    return toPath === undefined ? [] : [{ path: `${path}.toPath`, toPath, target: cleanPath(toPath) }];
  });
}

function findOverlaps({ object }: RuleSubject): Finding[] {
  const includes = listIncludes(object).filter(({ target }) => target !== '');
  return includes
    .filter(({ target }, index) => includes.slice(0, index).some((earlier) => `${earlier.target}/`.startsWith(`${target}/`)))
    .map(({ path, toPath }) => ({ path, received: toPath }));
}

function findSparse(isBroken: (entry: string) => boolean): RuntimeRule['find'] {
  return ({ object }) => readItems(object, 'spec.sparseCheckout')
    .filter(({ value }) => typeof value === 'string' && isBroken(value))
    .map(({ path, value }) => ({ path, received: value }));
}

function whereSubmodules(isBroken: (subject: RuleSubject) => boolean): RuntimeRule['find'] {
  return (subject) => (readField(subject.object, 'spec.recurseSubmodules') === true && isBroken(subject)
    ? [{ path: 'spec.recurseSubmodules', received: true }] : []);
}

function findLeftOutPaths({ object, objects }: RuleSubject): Finding[] {
  const entries = readItems(object, 'spec.sparseCheckout').map(({ value }) => value);
  if (entries.length === 0 || !entries.every((entry) => typeof entry === 'string')) {
    return [];
  }
  const taken = entries.map((entry) => (entry.startsWith('./') ? entry.slice(2) : entry));
  return objects
    .filter((other) => readText(other, 'kind') === 'Kustomization' && readsFrom(other, object))
    .map((other) => readText(other, 'spec.path') ?? '')
    .filter((path) => isLeftOut(`${cleanPath(path)}/`, taken))
    .map((path) => ({ path: 'spec.sparseCheckout', received: entries, message: `leaves out the path of the Kustomization, ${path}` }));
}

function readsFrom(kustomization: unknown, source: unknown): boolean {
  const namespace = readText(source, 'metadata.namespace');
  return readText(kustomization, 'spec.sourceRef.kind') === readText(source, 'kind') &&
    readText(kustomization, 'spec.sourceRef.name') === readText(source, 'metadata.name') &&
    (readText(kustomization, 'spec.sourceRef.namespace') ?? readText(kustomization, 'metadata.namespace')) === namespace;
}

/** Entries are prefixes of file names. The root is never left out. */
function isLeftOut(directory: string, taken: readonly string[]): boolean {
  return directory !== '/' && !taken.some((entry) => directory.startsWith(entry) || entry.startsWith(directory));
}
