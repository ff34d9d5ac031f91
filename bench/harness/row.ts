/** One line of the table. */
export interface Row {
  readonly name: string;
  readonly ours: string;
  readonly peer: string;
  /** Ours as a multiple of the peer's. */
  readonly ratio?: number;
  /** The ratio, or the figure, that we aim at, in words. */
  readonly aim?: string;
  readonly isMet?: boolean;
}
