import { ProblemSink } from '../../src/problems';
import type { Problem } from '../../src/problems';
import { checkMetadataFields, checkObject } from '../../src/schema';
import type { KubeObject } from '../harness/api-client';

/** As the package checks what it emits: what the server's decoder refuses, then what the CRD refuses. */
export function checkAsEmitted(object: KubeObject, release: string): readonly Problem[] {
  const sink = new ProblemSink();
  checkMetadataFields(object.metadata, sink.at('metadata'));
  checkObject(object, release, sink);
  return sink.problems;
}
