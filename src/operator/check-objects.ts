import { ProblemSink } from '../problems';
import { checkMetadataFields, checkObject } from '../schema';
import type { CheckedNames } from '../schema';
import type { ObjectProblem } from './trace-problems';

/** Checks objects as the API server of a cluster with that Flux release would. */
export function checkObjects(objects: readonly any[], release: string, names: CheckedNames): ObjectProblem[] {
  return objects.flatMap((object) => {
    const sink = new ProblemSink();
    checkMetadataFields(object.metadata, sink.at('metadata'));
    checkObject(object, release, sink, names);
    return sink.problems.map((problem) => ({ kind: object.kind, problem }));
  });
}
