/**
 * Where the objects of a cluster are written.
 */
export enum FleetLayout {
  /** `<cluster>.k8s.yaml`, with all objects of the cluster. */
  FILE_PER_CLUSTER = 'file-per-cluster',
  /** `<cluster>/<chart>.k8s.yaml`, one file for each chart of the cluster. */
  FOLDER_PER_CLUSTER = 'folder-per-cluster',
}
