import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import type { ProblemSink } from '../problems';
import { readEntries } from '../util';

/** The API objects at and below the constructs of a list, each once. */
export function listApiObjects(value: unknown, sink: ProblemSink): readonly ApiObject[] {
  if (value === undefined) {
    return [];
  }
  const found = readEntries(value)?.map(listConstructs);
  if (found?.every((constructs) => constructs !== undefined) !== true) {
    sink.report({ code: 'INPUT_TYPE', rule: 'must be a list of constructs', received: value });
    return [];
  }
  return [...new Set(found.flat().filter((construct) => ApiObject.isApiObject(construct)))];
}

/** The construct and all below it, or `undefined` for any other value. */
function listConstructs(target: unknown): IConstruct[] | undefined {
  try {
    return Construct.isConstruct(target) ? (target as IConstruct).node.findAll() : undefined;
  } catch {
    // A proxy that only looks like a construct.
    return undefined;
  }
}
