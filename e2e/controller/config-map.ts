import { stringify } from 'yaml';
import type { KubeObject } from '../harness/api-client';

/** The plainest object that a repository can hold. */
export function configMap(name: string, data: Readonly<Record<string, string>> = { from: 'git' }): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' }, data };
}

/** Objects as one file of a repository. */
export function file(...objects: readonly KubeObject[]): string {
  return objects.map((object) => stringify(object)).join('---\n');
}
