import { parsePatch, selectTargets } from '../kustomize';
import { ProblemSink } from '../problems';

const OBJECT = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'any' } };

/** Whether Kubernetes accepts a label selector: it is tried on an object that nothing else keeps from being selected. */
export function isSelector(labelSelector: string): boolean {
  const sink = new ProblemSink();
  const patch = parsePatch({ patch: '[]', target: { labelSelector } }, sink);
  return patch !== undefined && selectTargets([OBJECT], patch, sink) !== undefined;
}
