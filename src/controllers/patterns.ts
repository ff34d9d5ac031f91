import { selectByTarget } from '../kustomize';
import { ProblemSink } from '../problems';
import { lazy } from '../util';

// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadRe2 = lazy(() => require('re2js') as typeof import('re2js'));

/** Whether Go accepts a regular expression. */
export function compilesAsRegex(pattern: string): boolean {
  const { RE2JS, RE2JSException } = loadRe2();
  try {
    RE2JS.compile(pattern);
    return true;
  } catch (error) {
    if (error instanceof RE2JSException) {
      return false;
    }
    throw error;
  }
}

const OBJECT = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'any' } };

/** Whether Kubernetes accepts a label selector: it is tried on an object that nothing else excludes. */
export function isSelector(labelSelector: string): boolean {
  return selectByTarget([OBJECT], { labelSelector }, new ProblemSink()) !== undefined;
}
