import type { MapNode } from './nodes/node';

/** An object on its way through the patches, with the place of the resource it comes from. */
export interface TrackedObject {
  readonly node: MapNode;
  readonly origin: number;
}
