import { checkMetadataFields, checkObject } from '../schema';
import type { ObjectProblem } from './trace-problems';

/** Checks objects as the API server of a cluster with that Flux release would. */
export function checkObjects(objects: readonly any[], release: string): ObjectProblem[] {
  return objects.flatMap((object) => (
    [...checkMetadataFields(object.metadata), ...checkObject(object, release)].map((problem) => ({ kind: object.kind, problem }))
  ));
}
