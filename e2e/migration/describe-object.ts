import type { ApiClient, KubeObject } from '../harness/api-client';

/** What the user and the defaults of the CRD say, without what the server and the controllers note. */
export function describeContent({ apiVersion, kind, metadata, spec }: KubeObject): KubeObject {
  const { name, namespace, labels, annotations } = metadata;
  return { apiVersion, kind, metadata: { name, namespace, labels, annotations: withoutRequest(annotations) }, spec };
}

/** Who applied the object, and so keeps fields of it alive. */
export function listOwners({ metadata }: KubeObject): string[] {
  return metadata.managedFields.filter((entry: KubeObject) => entry.operation === 'Apply').map((entry: KubeObject) => entry.manager);
}

/** The uids of objects by kind and name. An object that is being deleted, or is not there, has none. */
export async function readUids(api: Pick<ApiClient, 'get'>, objects: readonly KubeObject[]): Promise<Record<string, string>> {
  const uids = await Promise.all(objects.map(async (object) => {
    const { status, body } = await api.get(object);
    return [`${object.kind} ${object.metadata.name}`, status === 200 ? describeLife(body.metadata) : `not there (${status})`];
  }));
  return Object.fromEntries(uids);
}

function describeLife({ uid, deletionTimestamp }: KubeObject): string {
  return deletionTimestamp === undefined ? uid : 'being deleted';
}

/** The suite's own requests to reconcile leave a note in the annotations. */
function withoutRequest(annotations: Readonly<Record<string, string>> | undefined): Record<string, string> | undefined {
  if (annotations === undefined) {
    return undefined;
  }
  const { 'reconcile.fluxcd.io/requestedAt': _, ...others } = annotations;
  return Object.keys(others).length === 0 ? undefined : others;
}
