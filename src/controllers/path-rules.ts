import { listAllStrings, readField, readsFrom, readString, toSteps } from './fields';
import type { StringField } from './fields';
import { cleanPath, ignoresDirectory, isLeftOut } from './paths';
import type { Finding, RuleKind, RuleSubject, RuntimeRule } from './rule';

const SOURCES: readonly RuleKind[] = ['GitRepository', 'OCIRepository', 'Bucket'];
const ALL: readonly RuleKind[] = [...SOURCES, 'Kustomization'];

const DIRECTORIES = ['spec.path', 'spec.components.*', 'spec.sparseCheckout.*', 'spec.include.*.fromPath', 'spec.include.*.toPath'];
const PLACES = [
  ...DIRECTORIES, 'spec.url', 'spec.ref.branch', 'spec.ref.tag', 'spec.ref.name', 'spec.bucketName', 'spec.prefix',
];
const VARIABLE_PLACES = [...PLACES, 'spec.healthChecks.*.name', 'spec.healthChecks.*.namespace'];

/** Rules about paths, and other strings that code puts together, that cannot be what is meant. */
export const PATH_RULES: readonly RuntimeRule[] = [
  {
    id: 'PATH_BACKSLASH',
    kinds: ['GitRepository', 'Kustomization'],
    severity: 'warning',
    message: 'has a backslash, which does not separate directories in a source',
    cause: 'The controllers run on Linux, where only / separates directories. Code on Windows writes backslashes.',
    remedy: 'write / between directories',
    find: ({ object }) => listAllStrings(object, DIRECTORIES)
      .filter(({ value }) => value.includes('\\'))
      .map(({ steps, value }) => ({ steps, received: value, remedy: `write ${value.replace(/\\+/g, '/')}` })),
  },
  {
    id: 'UNDEFINED_IN_PATH',
    kinds: ALL,
    severity: 'warning',
    message: 'has undefined, NaN or [object Object] in it, which code writes where it has no value',
    cause: 'JavaScript writes undefined, NaN or [object Object] into a string where a variable has no value, or is not a string.',
    remedy: 'correct the code that puts the string together',
    find: ({ object }) => listAllStrings(object, PLACES).filter(({ value }) => hasUndefined(value)).map(toFinding),
  },
  {
    id: 'VARIABLE_NOT_SUBSTITUTED',
    kinds: ALL,
    severity: 'warning',
    message: 'has a variable that is never substituted: substitution changes what a Kustomization builds, not the objects of the sync',
    cause: 'The variables of a Kustomization are substituted in what it builds, and never in its own fields and those of its source.',
    remedy: 'write the value',
    find: ({ object }) => listAllStrings(object, VARIABLE_PLACES)
      .filter(({ value }) => /\$\{[_A-Za-z][_A-Za-z0-9]*(:?[-=+?][^}$]*)?\}/.test(value))
      .map(toFinding),
  },
  {
    id: 'BUCKET_PREFIX_LEAVES_OUT_PATH',
    kinds: ['Bucket'],
    field: 'prefix',
    looksAtOthers: true,
    severity: 'error',
    message: 'leaves out the path of the Kustomization',
    cause: 'Only keys that start with the prefix are downloaded, so the Kustomization has no directory to build.',
    remedy: 'begin the path of the Kustomization with {spec.prefix}, or leave {spec.prefix} out',
    find: (subject) => {
      const prefix = readString(subject.object, 'spec.prefix');
      // How a store lists keys that begin with a slash or a dot is not certain.
      return prefix === undefined || /^[./]|\/\//.test(prefix) ? [] : listPaths(subject)
        .filter((path) => isLeftOut(path, [prefix]))
        .map((path) => ({ steps: toSteps('spec.prefix'), received: prefix, message: `leaves out the path of the Kustomization, ${path}` }));
    },
  },
  {
    id: 'IGNORE_LEAVES_OUT_PATH',
    kinds: SOURCES,
    field: 'ignore',
    looksAtOthers: true,
    severity: 'error',
    message: 'leaves out the path of the Kustomization',
    cause: 'What {spec.ignore} excludes is not in the artifact, so the Kustomization has no directory to build. The last pattern that matches decides.',
    remedy: 'include the path again at the end of {spec.ignore}, such as !/clusters/my-cluster',
    find: (subject) => {
      const ignore = readString(subject.object, 'spec.ignore');
      const isCopied = readField(subject.object, 'spec.layerSelector.operation') === 'copy';
      return ignore === undefined || isCopied ? [] : listPaths(subject)
        .filter((path) => ignoresDirectory(ignore, path))
        .map((path) => ({ steps: toSteps('spec.ignore'), received: ignore, message: `leaves out the path of the Kustomization, ${path}` }));
    },
  },
];

function toFinding({ steps, value }: StringField): Finding {
  return { steps, received: value };
}

function hasUndefined(value: string): boolean {
  return /\[object [A-Z]\w*\]/.test(value) || value.split('/').some((segment) => /^(undefined|NaN)(\.git)?$/.test(segment));
}

/** The directories that Kustomizations of the same sync build from the source. */
function listPaths({ object, objects }: RuleSubject): string[] {
  return objects.filter((other) => readsFrom(other, object)).map((other) => cleanPath(readString(other, 'spec.path') ?? ''));
}
