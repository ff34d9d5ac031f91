/** A prime just below 2^31 and a primitive root of it: the sequence visits every number below before it repeats (Park and Miller). */
const MODULUS = 2147483647;
const MULTIPLIER = 48271;

/** A seeded source of choices: the same seed gives the same objects, on every machine. */
export class Random {
  private state: number;

  public constructor(seed: number) {
    // The first numbers of small seeds are alike.
    this.state = (seed * 69621 * 1000 + 1) % MODULUS;
  }

  /** From 0 up to but without 1. */
  public next(): number {
    this.state = this.state * MULTIPLIER % MODULUS;
    return (this.state - 1) / (MODULUS - 1);
  }

  public below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  public chance(probability: number): boolean {
    return this.next() < probability;
  }

  public pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)];
  }
}
