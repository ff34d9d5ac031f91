/** One line of the table. */
export interface Row {
  readonly name: string;
  readonly ours: string;
  readonly peer: string;
  /** Ours as a multiple of the peer's, by the clock. */
  readonly ratio?: number;
  /** The same in processor time: it is what decides, because other programs on the machine hardly change it. */
  readonly cpu?: number;
  /** The ratio in processor time while a second copy of the measurement runs. */
  readonly busy?: number;
  /** The ratio, or the figure, that we aim at, in words. */
  readonly aim?: string;
  readonly isMet?: boolean;
}

/** Two ratios that differ by more are not a figure: something else than the code decides. */
const MAX_DIFFERENCE = 1.2;

/** Whether the ratios of a row agree: by the clock, in processor time, and while a second copy runs. */
export function isSure({ ratio, cpu = ratio, busy = cpu }: Row): boolean {
  const ratios = [ratio, cpu, busy].filter((each) => each !== undefined);
  return ratios.length === 0 || Math.max(...ratios) <= MAX_DIFFERENCE * Math.min(...ratios);
}
