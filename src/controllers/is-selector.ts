import { selectTargets } from '../kustomize';

const OBJECT = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'any' } };

/** Whether Kubernetes accepts a label selector: it is tried on an object that nothing else keeps from being selected. */
export function isSelector(labelSelector: string): boolean {
  try {
    selectTargets([OBJECT], { patch: '[]', target: { labelSelector } });
    return true;
  } catch {
    return false;
  }
}
