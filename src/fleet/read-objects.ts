import { ProblemSink } from '../problems';
import { isObject, lazy } from '../util';
import type { KubeObject } from '../util';

// The patch engine is large, and most runs compare nothing.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadKustomize = lazy(() => require('../kustomize') as typeof import('../kustomize'));

/** The objects of a file of the output folder. Somebody may have changed it: what is not an object is left out, and so is all of it if it is not YAML. */
export function readObjects(text: string): KubeObject[] {
  const documents = loadKustomize().parseDocuments(text, new ProblemSink()) ?? [];
  return documents.filter((document): document is KubeObject => isObject(document) && isObject(document.metadata));
}
