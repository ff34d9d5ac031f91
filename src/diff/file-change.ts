import { ProblemSink } from '../problems';
import { isObject, lazy } from '../util';
import type { KubeObject } from '../util';
import { ChangeType, compareObjects } from './compare-objects';
import type { ObjectChange } from './compare-objects';

// The patch engine is large, and most runs compare nothing.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadKustomize = lazy(() => require('../kustomize') as typeof import('../kustomize'));

/**
 * How a file differs from what it was.
 */
export interface FileChange {
  /** Name of the file. */
  readonly file: string;

  /** Whether the file is new, differs or is gone. */
  readonly type: ChangeType;

  /** The objects in it that are new, differ or are gone. Empty where only the form differs, such as comments. */
  readonly objects: ObjectChange[];
}

/** The objects of a file. Somebody may have changed it: what is not an object is left out, and so is all of it if it is not YAML. */
export function readObjects(text: string): KubeObject[] {
  const documents = loadKustomize().parseDocuments(text, new ProblemSink()) ?? [];
  return documents.filter((document): document is KubeObject => isObject(document) && isObject(document.metadata));
}

/** Compares what a file holds, before and after. `undefined` stands for no file. */
export function compareFile(file: string, before: readonly KubeObject[] | undefined, after: readonly KubeObject[] | undefined): FileChange {
  const type = before === undefined ? ChangeType.ADDED : after === undefined ? ChangeType.REMOVED : ChangeType.CHANGED;
  return { file, type, objects: compareObjects(before ?? [], after ?? []) };
}

/** Writes the changes of a file for people: a line for the file, and for each object a line and its diff. */
export function formatFileChange({ file, type, objects }: FileChange): string {
  const form = type === ChangeType.CHANGED && objects.length === 0 ? ' (only its form)' : '';
  return [`${type} ${file}${form}\n`, ...objects.map((object) => `${object.type} ${formatObjectName(object)}\n${object.diff}`)].join('');
}

/** `Kustomization flux-system/fleet`, as `kubectl` would name it in a table. */
export function formatObjectName({ kind, namespace, name }: Pick<ObjectChange, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
