import { isDnsSubdomain } from '../schema';
import { isSet, listAllStrings, listStrings, readField, readString } from './fields';
import type { StringField } from './fields';
import type { Finding, RuleKind, RuleSubject, RuntimeRule } from './rule';

const ALL: readonly RuleKind[] = ['GitRepository', 'OCIRepository', 'Bucket', 'Kustomization'];

/** The fields that name a Secret. */
const SECRETS: readonly string[] = [
  'spec.secretRef.name', 'spec.certSecretRef.name', 'spec.proxySecretRef.name', 'spec.verify.secretRef.name', 'spec.verify.trustedRootSecretRef.name',
  'spec.sts.secretRef.name', 'spec.sts.certSecretRef.name', 'spec.decryption.secretRef.name', 'spec.kubeConfig.secretRef.name',
];

/** The fields that name an object in the same namespace. */
const OWN_NAMESPACE: readonly string[] = [
  ...SECRETS, 'spec.kubeConfig.configMapRef.name', 'spec.serviceAccountName', 'spec.decryption.serviceAccountName', 'spec.include.*.repository.name',
];

/** The fields that name an object, beside a field for its namespace. */
const ANY_NAMESPACE: readonly string[] = ['spec.sourceRef.name', 'spec.dependsOn.*.name'];

/** Rules about the names of other objects that a spec refers to. */
export const REFERENCE_RULES: readonly RuntimeRule[] = [
  {
    id: 'REFERENCE_NAME_INVALID',
    kinds: ALL,
    severity: 'error',
    message: 'must be the name of an object: lower case letters, digits, - and ., starting and ending with a letter or digit',
    cause: 'No Secret, ConfigMap, service account, source or Kustomization can have such a name, so the controller never finds the object.',
    remedy: 'write the name of the object as it is in the cluster',
    find: ({ object }) => [
      ...findInvalid(listAllStrings(object, OWN_NAMESPACE), 'the object is always looked up in the namespace of the sync'),
      ...findInvalid(listAllStrings(object, ANY_NAMESPACE), 'the namespace has a field of its own'),
      ...findInvalid(listVariableSources(object).map(({ name }) => name), 'the object is always looked up in the namespace of the sync'),
    ],
  },
  {
    id: 'SECRET_IN_OTHER_NAMESPACE',
    kinds: ALL,
    severity: 'warning',
    message: 'names a Secret that is in another namespace',
    cause: 'A Secret is always looked up in the namespace of the object that names it. The same chart creates one of this name, in another namespace.',
    remedy: 'create the Secret in the namespace of the sync',
    find: findInOtherNamespace,
  },
];

/** The entries of `substituteFrom` that must exist. Optional ones may be missing, even where they cannot exist. */
function listVariableSources(object: unknown): { name: StringField; kind?: string }[] {
  return listStrings(object, 'spec.postBuild.substituteFrom.*.name').flatMap((name) => {
    const entry = readField(object, 'spec.postBuild.substituteFrom');
    const source: unknown = Array.isArray(entry) ? entry[Number(name.steps[3])] : undefined;
    return readField(source, 'optional') === true ? [] : [{ name, kind: readString(source, 'kind') }];
  });
}

function findInvalid(names: readonly StringField[], about: string): Finding[] {
  return names.filter(({ value }) => !isDnsSubdomain(value)).map(({ steps, value }) => {
    const [namespace, name, ...more] = value.split('/');
    const isQualified = more.length === 0 && isDnsSubdomain(namespace) && name !== undefined && isDnsSubdomain(name);
    return { steps, received: value, ...(isQualified ? { remedy: `write ${name} alone: ${about}` } : {}) };
  });
}

function findInOtherNamespace({ object, secrets }: RuleSubject): Finding[] {
  const namespace = readString(object, 'metadata.namespace');
  if (namespace === undefined || !isSet(object, 'spec')) {
    return [];
  }
  const names = [
    ...listAllStrings(object, SECRETS),
    ...listVariableSources(object).filter(({ kind }) => kind === 'Secret').map(({ name }) => name),
  ];
  return names.flatMap(({ steps, value }) => {
    const others = secrets.find(namespace, value) === undefined ? secrets.findNamespaces(value) : [];
    const message = `names a Secret that this chart creates in ${others.join(', ')}, not in ${namespace}, where it is looked up`;
    return others.length === 0 ? [] : [{ steps, received: value, message }];
  });
}
