import { BUCKET } from './bucket-table';
import { GIT_REPOSITORY } from './git-repository-table';
import { KUSTOMIZATION } from './kustomization-table';
import { OCI_REPOSITORY } from './oci-repository-table';
import type { StructShape } from './shape';

/** The props that carry typed options, and the kind of object that each is for. */
export const OPTION_ROOTS = [
  { prop: 'gitRepository', kind: 'GitRepository', shape: GIT_REPOSITORY },
  { prop: 'ociRepository', kind: 'OCIRepository', shape: OCI_REPOSITORY },
  { prop: 'bucket', kind: 'Bucket', shape: BUCKET },
  { prop: 'kustomization', kind: 'Kustomization', shape: KUSTOMIZATION },
] as const satisfies readonly { prop: string; kind: string; shape: StructShape }[];
