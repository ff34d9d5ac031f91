import { ProblemSink } from '../../src/problems';
import type { Problem } from '../../src/problems';
import * as schema from '../../src/schema';

/** What is wrong with an object, as a list. */
export function checkObject(object: unknown, fluxVersion: string, names?: schema.CheckedNames): readonly Problem[] {
  return listProblems((sink) => schema.checkObject(object, fluxVersion, sink, names));
}

/** What is wrong with a value, as a list. */
export function checkValue(value: unknown, of: schema.Schema, path: string, codes?: schema.SchemaCodes): readonly Problem[] {
  return listProblems((sink) => schema.checkValue(value, of, sink, codes), path);
}

/** What a check reports, as a list. */
export function listProblems(check: (sink: ProblemSink) => void, path = ''): readonly Problem[] {
  const sink = new ProblemSink([path]);
  check(sink);
  return sink.problems;
}
