import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import type { KubeObject } from '../../src/util';

interface Export {
  readonly folder: string;
  readonly release: string;
  readonly namespace: string;
  readonly controllers: readonly string[];
}

/** Writes the manifests of a release as `flux install --export` does for a namespace, from the files that it makes them of. */
export function exportManifests({ folder, release, namespace, controllers }: Export): string {
  const source = join(folder, 'flux', release);
  const objects = readdirSync(source)
    .filter((name) => ['policies.yaml', 'rbac.yaml', ...controllers.map((controller) => `${controller}.yaml`)].includes(name))
    .flatMap((name) => parseAllDocuments(readFileSync(join(source, name), 'utf8')).map((document) => document.toJS() as KubeObject));
  const common = { 'app.kubernetes.io/instance': namespace, 'app.kubernetes.io/part-of': 'flux', 'app.kubernetes.io/version': release };
  const flat = JSON.stringify([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }, ...objects.map((object) => (
    exportObject(object, namespace, controllers.includes('source-watcher'))
  ))]);
  const labelled = (JSON.parse(flat) as KubeObject[]).map((object) => (
    { ...object, metadata: { ...object.metadata, labels: { ...object.metadata.labels, ...common } } }
  ));
  return labelled.map((object) => stringify(object)).join('---\n');
}

function exportObject(object: any, namespace: string, watches: boolean): any {
  const { name } = object.metadata;
  const clustered = ['CustomResourceDefinition', 'ClusterRole', 'ClusterRoleBinding'].includes(object.kind);
  const suffixed = ['ClusterRole', 'ClusterRoleBinding', 'ResourceQuota'].includes(object.kind) ? `${name}-${namespace}` : name;
  const moved = { ...object, metadata: { ...object.metadata, name: suffixed, ...clustered ? {} : { namespace } } };
  if (object.kind === 'ClusterRoleBinding') {
    const { roleRef, subjects } = object;
    return {
      ...moved,
      roleRef: roleRef.name === 'cluster-admin' ? roleRef : { ...roleRef, name: `${roleRef.name}-${namespace}` },
      subjects: subjects.map((subject: any) => ({ ...subject, namespace })),
    };
  }
  return object.kind === 'Deployment' ? exportDeployment(moved, name, watches) : moved;
}

function exportDeployment(object: any, name: string, watches: boolean): any {
  const { template } = object.spec;
  const [container] = template.spec.containers;
  const [, tag] = container.image.split(':');
  const gates = watches && ['kustomize-controller', 'helm-controller'].includes(name) ? ['--feature-gates=ExternalArtifact=true'] : [];
  return {
    ...object,
    spec: {
      ...object.spec,
      template: {
        metadata: { ...template.metadata, labels: { ...template.metadata.labels, 'app.kubernetes.io/instance': object.metadata.namespace } },
        spec: {
          ...template.spec,
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          imagePullSecrets: [{ name: 'from-the-flag' }],
          containers: [{ ...container, image: `ghcr.io/fluxcd/${name}:${tag}`, args: [...container.args, ...gates] }],
        },
      },
    },
  };
}
