import type { InstanceInput, SyncInput, SyncSpec } from '../instance';
import { formatFieldPath, ProblemSink } from '../problems';
import { isObject } from '../util';
import type { KubeObject } from '../util';
import { listNames } from './explain-no-match';
import type { PatchedSync } from './patch-sync';
import { setMetadata } from './set-metadata';
import type { ObjectProblem } from './trace-problems';

/** Names the patches that are for the controllers, once for all of them, and those that delete an object of the sync. */
export function warnOfPatches({ names, settings }: InstanceInput, patched: PatchedSync, warnings: ProblemSink): void {
  const sink = warnings.at(...names.patches);
  const { unapplied } = patched;
  if (unapplied.length > 0 && !settings.ignoreUnmatched) {
    sink.report({
      code: 'PATCH_UNAPPLIED',
      rule: `${unapplied.length === 1 ? '1 patch is' : `${unapplied.length} patches are`} for Flux's controllers and not applied to them here: ${
        listNames(unapplied.map((index) => sink.at(index).path))}`,
      remedy: 'pass patchTargets, or apply them where the controllers are installed',
    });
  }
  for (const { index, count } of patched.ignoredDocuments) {
    sink.at(index).report({
      code: 'PATCH_DOCUMENTS_IGNORED',
      rule: `has ${count === 1 ? '1 document' : `${count} documents`} after the first, which kustomize ignores`,
      remedy: 'write all operations in one list, or make each document its own patch',
    });
  }
  for (const { index, object } of patched.deleted) {
    sink.at(index).report({
      code: 'PATCH_DELETES_SYNC', rule: `deletes the ${object.kind} ${object.metadata.name} of this sync`, remedy: 'narrow its target, or remove the patch',
    });
  }
}

/** What objects had before the operator set its own, and lost by that. */
export function findOverwritten(objects: readonly KubeObject[], spec: SyncSpec, { names }: SyncInput): ObjectProblem[] {
  return objects.flatMap((object) => {
    if (object.metadata.labels === undefined && object.metadata.annotations === undefined && object.metadata.namespace === spec.namespace) {
      return [];
    }
    const sink = new ProblemSink();
    const { metadata } = setMetadata(object, spec, false);
    const report = (at: ProblemSink, received: unknown, set: unknown, remedy: string) => at.report({
      code: 'PATCH_OVERWRITTEN', rule: `has no effect: the operator sets it to ${JSON.stringify(set)} after the patches`, received, remedy,
    });
    const { namespace } = object.metadata;
    if (namespace !== undefined && namespace !== metadata.namespace) {
      report(sink.at('metadata', 'namespace'), namespace, metadata.namespace, `leave it out, or set ${formatFieldPath(names.namespace)}`);
    }
    for (const map of ['labels', 'annotations'] as const) {
      const before: unknown = object.metadata[map];
      const after: unknown = metadata[map];
      for (const [key, value] of isObject(before) && isObject(after) ? Object.entries(before) : []) {
        const set = (after as Readonly<Record<string, unknown>>)[key];
        if (set !== value) {
          report(sink.at('metadata', map, key), value, set, `leave it out, or set it in ${formatFieldPath(names[map])}`);
        }
      }
    }
    return sink.problems.map((problem) => ({ kind: object.kind, problem }));
  });
}

/**
 * A Kustomization of the sync whose source is not among the objects. A source that was deleted is another matter, and so is one that stands among
 * the patch targets.
 */
export function findMissingSource(objects: readonly KubeObject[], spec: SyncSpec, targets: readonly KubeObject[]): ObjectProblem[] {
  const kustomization = objects.find(({ kind }) => kind === 'Kustomization');
  const sourceKind: string = spec.kind;
  const own = objects.find(({ kind }) => kind === sourceKind);
  const sourceRef = isObject(kustomization?.spec) ? kustomization.spec.sourceRef : undefined;
  if (own === undefined || !isObject(sourceRef)) {
    return [];
  }
  const { kind, name, namespace = spec.namespace } = sourceRef;
  const isThere = [...objects, ...targets].some((object) => (
    object.kind === kind && object.metadata.name === name && (object.metadata.namespace ?? spec.namespace) === namespace));
  const sink = new ProblemSink(['spec', 'sourceRef']);
  if (!isThere && typeof kind === 'string' && typeof name === 'string') {
    sink.report({
      code: 'SOURCE_NOT_EMITTED',
      rule: `names a source that is not emitted here; the source of this sync is ${own.kind} ${own.metadata.name}`,
      received: sourceRef,
      remedy: 'rename both objects with name, or name the source that is emitted',
    });
  }
  return sink.problems.map((problem) => ({ kind: 'Kustomization', problem }));
}
