/**
 * A part of a fleet. Each cluster is in exactly one of the parts, by a hash of its name.
 */
export interface FleetShard {
  /**
   * Which part: from 1 to `count`.
   */
  readonly index: number;

  /**
   * How many parts there are.
   */
  readonly count: number;
}
