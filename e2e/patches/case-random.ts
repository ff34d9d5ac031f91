import { Random } from '../verdicts/random';

/** What may be odd in a case: scalars, how YAML is written, the text of a patch, targets, operations, directives. */
const ASPECTS = ['scalars', 'styles', 'text', 'targets', 'operations', 'directives'] as const;
type Aspect = typeof ASPECTS[number];

/**
 * The choices of one case. One or two aspects of it are odd and the rest is as people write it: a case in which everything is odd is refused for
 * the first reason, and shows nothing about the others.
 */
export class CaseRandom extends Random {
  private readonly aspects: ReadonlySet<Aspect>;

  public constructor(seed: number) {
    super(seed);
    this.aspects = new Set([this.pick(ASPECTS), this.pick(ASPECTS)]);
  }

  /** Whether to make something odd here, where its aspect is one of this case's. */
  public isOdd(aspect: Aspect, probability: number): boolean {
    return this.aspects.has(aspect) && this.chance(probability);
  }
}
