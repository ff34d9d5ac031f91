import { FLUX_NAMESPACE } from '../flux';
import { escapePointer, isObject } from '../util';
import { renameField } from './derived-instance';
import type { DerivationSinks, DerivedInstance, YamlObject } from './derived-instance';

const SOURCE_GROUP = 'source.toolkit.fluxcd.io/';
const KUSTOMIZATION_GROUP = 'kustomize.toolkit.fluxcd.io/';
const SOURCE_KINDS = ['GitRepository', 'OCIRepository', 'Bucket'];

/** Whether a document is one of the objects that `flux bootstrap` writes to gotk-sync.yaml. */
export function isSyncObject({ apiVersion, kind }: YamlObject): boolean {
  return typeof apiVersion === 'string'
    && (apiVersion.startsWith(SOURCE_GROUP) || (kind === 'Kustomization' && apiVersion.startsWith(KUSTOMIZATION_GROUP)));
}

interface Operation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

/**
 * The FluxInstance for the sync of `flux bootstrap`: a source and the Kustomization that applies it. What `spec.sync` has no field for becomes a patch.
 * `undefined` where the documents have no such pair.
 */
export function readGotkSync(documents: readonly YamlObject[], { problems }: DerivationSinks, version = '2.x'): DerivedInstance | undefined {
  const kustomization = documents.find((document) => document.kind === 'Kustomization' && isSyncObject(document));
  const { sourceRef = {}, ...kustomizationSpec } = readMap(kustomization?.spec);
  const { name, namespace } = readMap(kustomization?.metadata);
  const source = documents.find((document) => isSyncObject(document) && SOURCE_KINDS.includes(String(document.kind))
    && document.kind === readMap(sourceRef).kind && readMap(document.metadata).name === readMap(sourceRef).name);
  if (kustomization === undefined || source === undefined) {
    return undefined;
  }
  if (readMap(source.metadata).name !== name) {
    return problems.at('metadata', 'name').report({
      code: 'INPUT_CONFLICT', rule: 'must be the same for the source and the Kustomization of a FluxInstance', received: name,
    });
  }
  const { url, endpoint, bucketName, ref, secretRef, interval, provider, ...sourceRest } = readMap(source.spec);
  const plainRef = source.kind === 'Bucket' ? { ref: bucketName, operations: [] } : readRef(source.kind, ref);
  const secret = readMap(secretRef);
  const patches = [
    writePatch(source, [...plainRef.operations, ...listAdded(sourceRest)]),
    writePatch(kustomization, listKustomizationChanges(kustomizationSpec)),
  ].filter((patch) => patch !== undefined);
  return {
    instance: {
      apiVersion: 'fluxcd.controlplane.io/v1',
      kind: 'FluxInstance',
      metadata: { name: 'flux', ...namespace === undefined ? {} : { namespace } },
      spec: {
        distribution: { version, registry: 'ghcr.io/fluxcd' },
        sync: {
          kind: source.kind,
          url: url ?? endpoint,
          ref: plainRef.ref,
          path: kustomizationSpec.path ?? './',
          ...name === (namespace ?? FLUX_NAMESPACE) ? {} : { name },
          ...interval === undefined ? {} : { interval },
          ...Object.keys(secret).length === 0 ? {} : { pullSecret: secret.name },
          ...provider === undefined ? {} : { provider },
        },
        ...patches.length === 0 ? {} : { kustomize: { patches } },
      },
    },
    nameField: (field) => renameField(field, [
      ['spec.sync.url', url === undefined ? 'spec.endpoint' : 'spec.url'],
      ['spec.sync.ref', source.kind === 'Bucket' ? 'spec.bucketName' : 'spec.ref'],
      ['spec.sync.path', 'spec.path'],
      ['spec.sync.interval', 'spec.interval'],
      ['spec.sync.pullSecret', 'spec.secretRef.name'],
      ['spec.sync.provider', 'spec.provider'],
      ['spec.sync.name', 'metadata.name'],
    ]),
  };
}

/** The ref as `spec.sync.ref` has it. Where that has no words for it, a patch replaces it. */
function readRef(kind: unknown, given: unknown): { ref: unknown; operations: readonly Operation[] } {
  const ref = readMap(given);
  const [member, ...others] = Object.keys(ref);
  const plain = kind === 'GitRepository'
    ? (GIT_REFS[member]?.(String(ref[member])) ?? (member === undefined ? 'refs/heads/master' : undefined))
    : member === 'tag' ? ref.tag : member === undefined ? 'latest' : undefined;
  return plain !== undefined && others.length === 0
    ? { ref: plain, operations: [] }
    : { ref: kind === 'GitRepository' ? 'refs/heads/main' : 'latest', operations: [{ op: 'replace', path: '/spec/ref', value: given }] };
}

const GIT_REFS: Readonly<Record<string, (value: string) => string>> = {
  branch: (value) => `refs/heads/${value}`,
  tag: (value) => `refs/tags/${value}`,
  name: (value) => value,
};

function listKustomizationChanges({ path, interval, prune, ...rest }: YamlObject): Operation[] {
  const isDefault = interval === '10m0s' || interval === '10m';
  return [
    ...interval === undefined || isDefault ? [] : [{ op: 'replace' as const, path: '/spec/interval', value: interval }],
    ...prune === true ? [] : [{ op: 'replace' as const, path: '/spec/prune', value: prune ?? false }],
    ...listAdded(rest),
  ];
}

function listAdded(fields: YamlObject): Operation[] {
  return Object.entries(fields).map(([field, value]) => ({ op: 'add', path: `/spec/${escapePointer(field)}`, value }));
}

function writePatch({ kind }: YamlObject, operations: readonly Operation[]): YamlObject | undefined {
  return operations.length === 0 ? undefined : { target: { kind }, patch: `${JSON.stringify(operations, undefined, 2)}\n` };
}

function readMap(value: unknown): YamlObject {
  return isObject(value) ? value : {};
}
