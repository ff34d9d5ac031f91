import type { KubeObject } from '../harness/api-client';

/** What the user and the defaults of the CRD say, without what the server and the controllers note. */
export function describeContent({ apiVersion, kind, metadata, spec }: KubeObject): KubeObject {
  const { name, namespace, labels, annotations } = metadata;
  return { apiVersion, kind, metadata: { name, namespace, labels, annotations }, spec };
}

/** Who applied the object, and so keeps fields of it alive. */
export function listOwners({ metadata }: KubeObject): string[] {
  return metadata.managedFields.filter((entry: KubeObject) => entry.operation === 'Apply').map((entry: KubeObject) => entry.manager);
}
