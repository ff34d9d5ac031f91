import { findText } from './find-text';
import { readEntries } from './read-field';
import type { Finding, RuntimeRule } from './runtime-rule';
import { ProblemSink } from '../problems';
import { checkAnnotations, checkLabels } from '../schema';

const KUSTOMIZATION = ['Kustomization'] as const;
const LABELS = 'spec.commonMetadata.labels';
const ANNOTATIONS = 'spec.commonMetadata.annotations';
const GROUP = 'kustomize.toolkit.fluxcd.io';

/** Rules about what a Kustomization writes into the metadata of its objects. */
export const KUSTOMIZATION_METADATA_RULES: readonly RuntimeRule[] = [
  {
    id: 'COMMON_LABEL_INVALID',
    row: 'K23',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'must be labels that Kubernetes accepts',
    cause: 'The API server refuses every object with such a label; variables are not substituted there.',
    remedy: 'Follow Kubernetes\' label syntax: at most 63 letters, digits, -, _ and .',
    find: findBadTexts(LABELS, checkLabels),
  },
  {
    id: 'COMMON_ANNOTATION_INVALID',
    row: 'K23',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'must be annotations that Kubernetes accepts',
    cause: 'The API server refuses every object with such an annotation.',
    remedy: 'Follow Kubernetes\' syntax: an optional DNS name and a slash, then at most 63 letters, digits, -, _ and .',
    find: findBadTexts(ANNOTATIONS, checkAnnotations),
  },
  {
    id: 'TARGET_NAMESPACE_INVALID',
    row: 'K23',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'must be a namespace: lower-case letters, digits and -, starting and ending with a letter or digit',
    cause: 'The API server refuses the objects.',
    remedy: 'Correct the name.',
    find: findText('spec.targetNamespace', (namespace) => !hasVariable(namespace) && !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace)),
  },
  {
    id: 'NAME_AFFIX_INVALID',
    row: 'K23',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'makes names that Kubernetes refuses: only lower-case letters, digits, - and . are allowed, and a letter or digit at the outer end',
    cause: 'The API server refuses the objects.',
    remedy: 'Correct it, such as dev- or -v2.',
    find: (subject) => [
      ...findText('spec.namePrefix', (prefix) => !hasVariable(prefix) && !/^[a-z0-9][a-z0-9.:-]*$/.test(prefix))(subject),
      ...findText('spec.nameSuffix', (suffix) => !hasVariable(suffix) && !/^[a-z0-9.:-]*[a-z0-9]$/.test(suffix))(subject),
    ],
  },
  {
    id: 'COMMON_METADATA_NOT_SUBSTITUTED',
    row: 'K-S12',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'stays as it is: common metadata is added after the substitution',
    cause: 'Neither variables nor the annotation that disables the substitution have an effect there.',
    remedy: 'Write the value itself; disable the substitution in the manifests.',
    find: findEntry(ANNOTATIONS, (key, value) =>
      (typeof value === 'string' && hasVariable(value)) || (key === `${GROUP}/substitute` && value === 'disabled')),
  },
  {
    id: 'COMMON_METADATA_SKIPS_ALL',
    row: 'K-S13',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'makes the controller skip every object, and still report the Kustomization as ready',
    cause: 'Set on all objects, this label or annotation turns the Kustomization off.',
    remedy: 'Set it on single objects.',
    find: (subject) => [LABELS, ANNOTATIONS].flatMap((path) => findEntry(path, skipsAll)(subject)),
  },
  {
    id: 'COMMON_METADATA_OWNER',
    row: 'K-S14',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'replaces the label that says who owns an object: nothing is pruned any more',
    cause: 'Pruning finds its objects by these labels.',
    remedy: 'Use another label.',
    find: findEntry(LABELS, (key) => key === `${GROUP}/name` || key === `${GROUP}/namespace`),
  },
];

/** What the API server says of every object that the labels or annotations are added to. */
function findBadTexts(path: string, check: (texts: unknown, sink: ProblemSink) => void): RuntimeRule['find'] {
  return ({ object }) => {
    const entries = readEntries(object, path);
    const sink = new ProblemSink([path]);
    if (entries.every(([, value]) => typeof value === 'string')) {
      check(Object.fromEntries(entries), sink);
    }
    return sink.problems.map(({ path: at, rule, received }) => ({ path: at, message: rule, received }));
  };
}

function findEntry(path: string, isBroken: (key: string, value: unknown) => boolean): RuntimeRule['find'] {
  return ({ object }) => readEntries(object, path)
    .filter(([key, value]) => isBroken(key, value))
    .map(([key, value]): Finding => ({ path, received: Object.fromEntries([[key, value]]) }));
}

function skipsAll(key: string, value: unknown): boolean {
  return typeof value === 'string' &&
    ((key === `${GROUP}/reconcile` && value.toLowerCase() === 'disabled') || (key === `${GROUP}/ssa` && value.toLowerCase() === 'ignore'));
}

function hasVariable(text: string): boolean {
  return text.includes('${');
}
