import type { WrittenSync } from './written-sync';

/** Stands in for the props of a sync that was read from a manifest: both ways meet in the one constructor. */
export class ManifestProps {
  constructor(public readonly sync: WrittenSync) {}
}
