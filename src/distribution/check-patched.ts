import type { ProblemSink } from '../problems';
import { isObject } from '../util';
import type { KubeObject } from '../util';
import { readContainers } from './fields';
import { isImage } from './images';
import type { Build, PatchedResource } from './run-build';
import type { CompleteSpec } from './spec';

/**
 * Reports what the operator refuses in the objects once the patches were applied, each at the last patch that selected the object. The objects are
 * in their namespace and have their images.
 *
 * @returns whether there was nothing to report
 */
export function checkPatched(patched: readonly PatchedResource[], selected: Build['selected'], spec: CompleteSpec, sink: ProblemSink): boolean {
  const before = sink.problems.length;
  const causes = new Map<number, number>();
  selected.forEach((places, i) => places.forEach((place) => causes.set(place, i)));
  const findCause = (origin: number): ProblemSink => {
    const cause = causes.get(origin);
    return cause === undefined ? sink : sink.at(cause);
  };
  checkUnique(patched, findCause);
  for (const { object, origin } of patched) {
    if (causes.has(origin)) {
      checkLabels(object, findCause(origin));
    }
    if (object.kind === 'Deployment' && spec.components.includes(object.metadata.name ?? '')) {
      checkImage(object, findCause(origin));
    }
  }
  return sink.problems.length === before;
}

function checkUnique(patched: readonly PatchedResource[], findCause: (origin: number) => ProblemSink): void {
  const seen = new Set<string>();
  for (const { object, origin } of patched) {
    const id = JSON.stringify([object.apiVersion, object.kind, object.metadata.namespace, object.metadata.name]);
    if (seen.has(id)) {
      findCause(origin).report({ code: 'PATCH_OBJECT_INVALID', rule: `leaves two objects that are ${describeObject(object)}` });
    }
    seen.add(id);
  }
}

/** The operator would drop all labels of such an object without a warning. */
function checkLabels(object: KubeObject, sink: ProblemSink): void {
  const { labels } = object.metadata as { labels?: unknown };
  if (labels !== undefined && labels !== null && !isObject(labels)) {
    sink.report({ code: 'META_FIELD', rule: `leaves ${describeObject(object)} with metadata.labels that are not an object`, received: labels });
    return;
  }
  for (const [key, value] of Object.entries(labels ?? {})) {
    if (value !== null && typeof value !== 'string') {
      sink.report({
        code: 'META_FIELD', rule: `leaves ${describeObject(object)} with the label ${key}, which must be a string`, received: value, remedy: 'put it in quotes',
      });
    }
  }
}

/** The operator reads the image of the container `manager` in the Deployment of each controller. */
function checkImage(object: KubeObject, sink: ProblemSink): void {
  const containers = readContainers(object);
  if (containers === undefined) {
    sink.report({ code: 'PATCH_OBJECT_INVALID', rule: `leaves ${describeObject(object)} without a list of containers` });
    return;
  }
  const manager = containers.findIndex((container) => isObject(container) && container.name === 'manager');
  if (containers.slice(0, manager < 0 ? undefined : manager).some((container) => !isObject(container) || typeof container.name !== 'string')) {
    sink.report({ code: 'PATCH_OBJECT_INVALID', rule: `leaves ${describeObject(object)} with a container that has no name` });
  }
  const image = isObject(containers[manager]) ? containers[manager].image : undefined;
  if (manager >= 0 && (typeof image !== 'string' || !isImage(image))) {
    sink.report({
      code: 'PATCH_OBJECT_INVALID',
      rule: `leaves ${describeObject(object)} with an image of the container manager that is not <registry>/<repository>:<tag>`,
      received: image,
    });
  }
}

function describeObject({ kind, metadata: { name, namespace } }: KubeObject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
