import { ProblemSink } from '../problems';
import { checkAnnotations, checkLabels } from '../schema';
import { isObject } from '../util';
import { findString, isSet, markRepeated, readField, readList, readMap, readString, toSteps } from './fields';
import { cleanPath } from './paths';
import { compilesAsRegex } from './patterns';
import type { RuntimeRule } from './rule';

const KUSTOMIZATION = ['Kustomization'] as const;
const REMOTE = /^(git::|gh:|ssh:\/\/|https?:\/\/|git@|github\.com[:/])./is;
const LABELS = 'spec.commonMetadata.labels';
const ANNOTATIONS = 'spec.commonMetadata.annotations';
const GROUP = 'kustomize.toolkit.fluxcd.io';

/** Rules about what a Kustomization builds from the source: components, images, names and common metadata. */
export const KUSTOMIZATION_BUILD_RULES: readonly RuntimeRule[] = [
  {
    id: 'COMPONENT_NOT_LOCAL',
    kinds: KUSTOMIZATION,
    field: 'components',
    severity: 'error',
    message: 'must be a relative path inside the source, and not the path of the Kustomization itself',
    cause: 'Components are directories of the source. URLs, absolute paths and the path of the Kustomization itself are refused.',
    remedy: 'write a path relative to {spec.path}, such as ../components/ingress',
    find: ({ object }) => readList(object, 'spec.components')
      .filter(({ value }) => typeof value === 'string' && !isComponent(value, readString(object, 'spec.path') ?? ''))
      .map(({ steps, value }) => ({ steps, received: value })),
  },
  {
    id: 'IGNORE_MISSING_COMPONENTS_UNUSED',
    kinds: KUSTOMIZATION,
    field: 'ignoreMissingComponents',
    since: '2.7',
    severity: 'warning',
    message: 'has no effect without {spec.components}',
    cause: 'Without components none can be missing.',
    remedy: 'remove it',
    find: ({ object }) => (readField(object, 'spec.ignoreMissingComponents') === true && !isSet(object, 'spec.components')
      ? [{ steps: toSteps('spec.ignoreMissingComponents'), received: true }] : []),
  },
  {
    id: 'IMAGE_NAME_REGEX',
    kinds: KUSTOMIZATION,
    field: 'images',
    severity: 'error',
    message: 'must be an image name: it is used as a regular expression, and is not a valid one',
    cause: 'The name is used as a regular expression, without escaping.',
    remedy: 'write the plain name of the image',
    find: findImage('name', ({ name }) => typeof name === 'string' && !compilesAsRegex(`^${name}$`)),
  },
  {
    id: 'IMAGE_UNCHANGED',
    kinds: KUSTOMIZATION,
    field: 'images',
    severity: 'warning',
    message: 'changes nothing: it needs a name, and newName, newTag or digest',
    cause: 'Without a name no image matches. Without a new name, tag or digest nothing changes.',
    remedy: 'complete the entry, or remove it',
    find: findImage('', (image) => {
      const isGiven = (field: string) => (image[field] ?? '') !== '';
      return !isGiven('name') || !['newName', 'newTag', 'digest'].some(isGiven);
    }),
  },
  {
    id: 'IMAGE_NEW_NAME_MALFORMED',
    kinds: KUSTOMIZATION,
    field: 'images',
    severity: 'warning',
    message: 'must not have a tag or digest, which makes the image malformed',
    cause: 'The tag or digest is appended to the new name as it is.',
    remedy: 'write the tag into newTag, the digest into digest',
    find: findImage('newName', ({ newName }) => typeof newName === 'string' && (newName.includes('@') || newName.lastIndexOf(':') > newName.lastIndexOf('/'))),
  },
  {
    id: 'IMAGE_DIGEST_MALFORMED',
    kinds: KUSTOMIZATION,
    field: 'images',
    severity: 'warning',
    message: 'must start with sha256: or another algorithm, or the image becomes malformed',
    cause: 'The digest is appended after the @ as it is.',
    remedy: 'write sha256: in front of the hexadecimal digits',
    find: findImage('digest', ({ digest }) => typeof digest === 'string' && digest !== '' && !digest.includes(':')),
  },
  {
    id: 'IMAGE_REPEATED',
    kinds: KUSTOMIZATION,
    field: 'images',
    severity: 'warning',
    message: 'is also the name of an earlier entry: this one is merged over it',
    cause: 'Entries with the same name are merged, and the last one wins.',
    remedy: 'keep one entry for each image',
    find: (subject) => {
      const isRepeated = markRepeated(readList(subject.object, 'spec.images').map(({ value }) => readString(value, 'name')));
      return findImage('name', (_image, index) => isRepeated[index])(subject);
    },
  },
  {
    id: 'TARGET_NAMESPACE_INVALID',
    kinds: KUSTOMIZATION,
    field: 'targetNamespace',
    severity: 'error',
    message: 'must be a namespace: letters in lower case, digits and -, starting and ending with a letter or digit',
    cause: 'The API server refuses the objects.',
    remedy: 'correct the name',
    find: findString('spec.targetNamespace', (namespace) => !hasVariable(namespace) && !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace)),
  },
  {
    id: 'NAME_AFFIX_INVALID',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'makes names that Kubernetes refuses: use letters in lower case, digits, - and ., with a letter or digit at the outer end',
    cause: 'The API server refuses the objects.',
    remedy: 'correct it, for example dev- or -v2',
    find: (subject) => [
      ...findString('spec.namePrefix', (prefix) => !hasVariable(prefix) && !/^[a-z0-9][a-z0-9.:-]*$/.test(prefix))(subject),
      ...findString('spec.nameSuffix', (suffix) => !hasVariable(suffix) && !/^[a-z0-9.:-]*[a-z0-9]$/.test(suffix))(subject),
    ],
  },
  {
    id: 'COMMON_LABEL_INVALID',
    kinds: KUSTOMIZATION,
    field: 'commonMetadata',
    severity: 'error',
    message: 'must be labels that Kubernetes accepts',
    cause: 'The API server refuses every object with such a label. Variables are not substituted there.',
    remedy: 'follow Kubernetes\' label syntax: at most 63 letters, digits, ., _ and -',
    find: findBadStrings(LABELS, checkLabels),
  },
  {
    id: 'COMMON_ANNOTATION_INVALID',
    kinds: KUSTOMIZATION,
    field: 'commonMetadata',
    severity: 'error',
    message: 'must be annotations that Kubernetes accepts',
    cause: 'The API server refuses every object with such an annotation.',
    remedy: 'follow Kubernetes\' syntax: an optional DNS name and a slash, then at most 63 letters, digits, ., _ and -',
    find: findBadStrings(ANNOTATIONS, checkAnnotations),
  },
  {
    id: 'COMMON_METADATA_NOT_SUBSTITUTED',
    kinds: KUSTOMIZATION,
    field: 'commonMetadata',
    severity: 'warning',
    message: 'stays as it is: common metadata is added after the substitution',
    cause: 'Variables have no effect there, nor has the annotation that disables the substitution.',
    remedy: 'write the value itself; disable the substitution in the manifests',
    find: findEntry(ANNOTATIONS, (key, value) =>
      (typeof value === 'string' && hasVariable(value)) || (key === `${GROUP}/substitute` && value === 'disabled')),
  },
  {
    id: 'COMMON_METADATA_SKIPS_ALL',
    kinds: KUSTOMIZATION,
    field: 'commonMetadata',
    severity: 'warning',
    message: 'makes the controller skip every object, while the Kustomization still becomes ready',
    cause: 'On all objects this label or annotation turns the Kustomization off.',
    remedy: 'set it on single objects',
    find: (subject) => [LABELS, ANNOTATIONS].flatMap((path) => findEntry(path, skipsAll)(subject)),
  },
  {
    id: 'COMMON_METADATA_OWNER',
    kinds: KUSTOMIZATION,
    field: 'commonMetadata',
    severity: 'warning',
    message: 'replaces the label that says which Kustomization owns an object: nothing is pruned any more',
    cause: 'Pruning finds its objects by these labels.',
    remedy: 'use another label',
    find: findEntry(LABELS, (key) => key === `${GROUP}/name` || key === `${GROUP}/namespace`),
  },
];

function isComponent(component: string, path: string): boolean {
  const isLocal = component !== '' && !REMOTE.test(component) && !/^(file:\/\/)?\//i.test(component);
  return isLocal && cleanPath(`${path}/${component}`) !== cleanPath(path);
}

type Image = Readonly<Record<string, unknown>>;

function findImage(field: string, isBroken: (image: Image, index: number) => boolean): RuntimeRule['find'] {
  return ({ object }) => readList(object, 'spec.images').flatMap(({ steps, value }, index) => {
    if (!isObject(value) || !isBroken(value, index)) {
      return [];
    }
    return [field === '' ? { steps, received: value } : { steps: [...steps, field], received: value[field] }];
  });
}

/** The map at a path, or an empty one where not all its values are strings: the schema check reports that. */
function readStrings(object: unknown, path: string): Record<string, unknown> {
  const entries = readMap(object, path);
  return entries.every(([, value]) => typeof value === 'string') ? Object.fromEntries(entries) : {};
}

function findEntry(path: string, isBroken: (key: string, value: unknown) => boolean): RuntimeRule['find'] {
  return ({ object }) => readMap(object, path)
    .filter(([key, value]) => isBroken(key, value))
    .map(([key, value]) => ({ steps: toSteps(path), received: Object.fromEntries([[key, value]]) }));
}

function skipsAll(key: string, value: unknown): boolean {
  return typeof value === 'string' &&
    ((key === `${GROUP}/reconcile` && value.toLowerCase() === 'disabled') || (key === `${GROUP}/ssa` && value.toLowerCase() === 'ignore'));
}

function hasVariable(text: string): boolean {
  return text.includes('${');
}

function findBadStrings(path: string, check: (strings: unknown, sink: ProblemSink) => void): RuntimeRule['find'] {
  return ({ object }) => {
    const sink = new ProblemSink();
    check(readStrings(object, path), sink);
    return sink.problems.map(({ rule, received }) => ({ steps: toSteps(path), message: rule, received }));
  };
}
