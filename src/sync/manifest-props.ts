import type { FluxInstanceSyncProps } from './flux-instance-sync-props';
import type { WrittenSync } from './written-sync';

/** What stands in for the props of a sync that was read from a manifest: both ways meet in the one constructor. */
const SYNCS = new WeakMap<object, WrittenSync>();

export function toManifestProps(sync: WrittenSync): FluxInstanceSyncProps {
  const props = {};
  SYNCS.set(props, sync);
  return props as FluxInstanceSyncProps;
}

/** The sync behind such props, or `undefined` for any others, whatever plain JavaScript passes. */
export function findManifestSync(props: FluxInstanceSyncProps): WrittenSync | undefined {
  return SYNCS.get(props);
}
