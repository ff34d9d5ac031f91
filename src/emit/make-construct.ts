import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { ProblemsError, ProblemSink } from '../problems';
import { constructPath } from './claim-object';

/**
 * Returns the id of a construct that is about to be made, once it is certain that it can be: the `constructs` library would fail with an error that
 * does not name the cause, some of them only when the construct is in the tree already.
 *
 * @throws ProblemsError where the scope is not in a chart, or the id is not valid
 */
export function checkPlace(scope: unknown, id: unknown): string {
  const sink = new ProblemSink();
  const chart = 'a chart, or a construct in one';
  if (!isConstruct(scope)) {
    sink.at('scope').report({ code: 'INPUT_TYPE', rule: `must be ${chart}` });
  } else if (!scope.node.scopes.some((above) => Chart.isChart(above))) {
    sink.at('scope').report({ code: 'INPUT_TYPE', rule: `must be ${chart}; ${scope.node.path || 'the root of the app'} is not` });
  }
  if (typeof id !== 'string') {
    sink.at('id').report({ code: 'INPUT_TYPE', rule: 'must be a string', received: id });
  } else if (id === '') {
    sink.at('id').report({ code: 'INPUT_EMPTY', rule: 'must not be empty' });
  } else if (id in Object.prototype) {
    // The library keeps children in an object with a prototype, and takes its members for children.
    sink.at('id').report({ code: 'INPUT_FORMAT', rule: 'cannot be the id of a construct, because all objects of JavaScript have a member of that name', received: id });
  }
  if (sink.problems.length > 0 || typeof id !== 'string') {
    throw new ProblemsError(isConstruct(scope) && typeof id === 'string' ? constructPath(scope, id) : 'the new construct', sink.problems);
  }
  return id;
}

/** Does a part of what makes a construct. Where it throws, the construct leaves the tree: its id is free again, and nothing half-made is emitted. */
export function orRemove<T>(construct: Construct, make: () => T): T {
  try {
    return make();
  } catch (error) {
    // The id that the library made of the one it was given: it has no slashes.
    construct.node.scope?.node.tryRemoveChild(construct.node.id);
    throw error;
  }
}

function isConstruct(value: unknown): value is IConstruct {
  try {
    return Construct.isConstruct(value) && typeof value.node === 'object';
  } catch {
    // A proxy that throws.
    return false;
  }
}
