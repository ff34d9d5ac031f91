/** One line of the table. */
export interface Row {
  readonly name: string;
  readonly ours: string;
  readonly peer: string;
  /** Ours as a multiple of the peer's, by the clock. */
  readonly ratio?: number;
  /** The same in processor time: it is what decides, because other programs on the machine hardly change it. */
  readonly cpu?: number;
  /** The ratio, or the figure, that we aim at, in words. */
  readonly aim?: string;
  readonly isMet?: boolean;
}
