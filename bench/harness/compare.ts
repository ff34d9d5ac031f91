/** Median times of some candidates, in milliseconds for each repetition of the step. */
export type Medians<T extends string> = Readonly<Record<T, number>>;

/**
 * Times candidates in turns, so that whatever else the machine does hits all of them alike.
 *
 * @param rounds How many turns; the first one only warms up.
 * @param repetitions How often a candidate runs in its turn.
 */
export function compare<T extends string>(candidates: Readonly<Record<T, () => void>>, rounds: number, repetitions: number): Medians<T> {
  const names = Object.keys(candidates) as T[];
  const times = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const time = timeOnce(candidates[name], repetitions);
      if (round > 0) {
        times.get(name)!.push(time);
      }
    }
  }
  return Object.fromEntries([...times].map(([name, values]) => [name, median(values)])) as Medians<T>;
}

export function timeOnce(step: () => void, repetitions = 1): number {
  const start = process.hrtime.bigint();
  for (let i = 0; i < repetitions; i++) {
    step();
  }
  return Number(process.hrtime.bigint() - start) / 1e6 / repetitions;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
