export { RuntimeChecks, UnmatchedPatches } from './checks';
export type { SyncChecks, SyncOptions, SyncSettings } from './checks';
export { describeSetting } from './field-places';
export type { FieldNames, InstanceField, InstanceSpec, InstanceValues } from './instance-spec';
export { readManifest } from './manifest';
export { SyncKind, SyncProvider } from './props';
export type { FluxInstanceSyncProps, SyncDetails } from './props';
export { readProps, ReadSync } from './read-props';
export type { SyncInput } from './read-props';
