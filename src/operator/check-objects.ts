import { ProblemSink } from '../problems';
import { checkMetadataFields, checkObject } from '../schema';
import type { ObjectProblem } from './trace-problems';

/** Checks objects as the API server of a cluster with that Flux release would. */
export function checkObjects(objects: readonly any[], release: string): ObjectProblem[] {
  return objects.flatMap((object) => {
    const sink = new ProblemSink();
    checkMetadataFields(object.metadata, sink.at('metadata'));
    checkObject(object, release, sink);
    return sink.problems.map((problem) => ({ kind: object.kind, problem }));
  });
}
