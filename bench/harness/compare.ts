/** Milliseconds by the clock, and of processor time: other programs on the machine change the first much, the second little. */
export interface Time {
  readonly wall: number;
  readonly cpu: number;
}

/** What came out of a comparison of some candidates. */
export interface Comparison<T extends string> {
  /** Median times by the clock, in milliseconds for each repetition of the step. */
  readonly medians: Readonly<Record<T, number>>;
  /** The median of the ratios of each turn, by the clock and in processor time. */
  readonly ratio: (ours: T, peer: T) => Time;
}

/** A step is timed, unless it measures itself: a process that it starts uses no processor time of ours. */
export type Step = () => Time | void;

/** Which part of the rounds is run. */
let share = 1;

/** Runs a step with half of the rounds: on a busy machine each takes twice as long. */
export function withFewerRounds<T>(step: () => T): T {
  share = 1 / 2;
  try {
    return step();
  } finally {
    share = 1;
  }
}

/** How many of so many rounds are to be run. */
export function countRounds(rounds: number): number {
  return Math.max(1, Math.round(rounds * share));
}

/**
 * Times candidates in turns, so that whatever else the machine does hits all of them alike. Each turn begins with another one: who comes last pays for
 * garbage of those before.
 *
 * @param rounds How many turns; the first one only warms up.
 * @param repetitions How often a candidate runs in its turn.
 */
export function compare<T extends string>(candidates: Readonly<Record<T, Step>>, rounds: number, repetitions: number): Comparison<T> {
  const names = Object.keys(candidates) as T[];
  const times = new Map(names.map((name) => [name, [] as Time[]]));
  for (let round = 0; round <= countRounds(rounds); round++) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const time = timeOnce(candidates[name], repetitions);
      if (round > 0) {
        times.get(name)!.push(time);
      }
    }
  }
  const medians = Object.fromEntries([...times].map(([name, values]) => [name, median(values.map(({ wall }) => wall))])) as Record<T, number>;
  return { medians, ratio: (ours, peer) => compareTimes(times.get(ours)!, times.get(peer)!) };
}

/** The medians of the ratios of times that were measured in turns. */
export function compareTimes(ours: readonly Time[], peer: readonly Time[]): Time {
  const ratio = (kind: keyof Time) => median(ours.map((time, turn) => time[kind] / peer[turn][kind]));
  return { wall: ratio('wall'), cpu: ratio('cpu') };
}

export function timeOnce(step: Step, repetitions = 1): Time {
  const [start, used] = [process.hrtime.bigint(), process.cpuUsage()];
  const measured: Time[] = [];
  for (let i = 0; i < repetitions; i++) {
    const time = step();
    if (time !== undefined) {
      measured.push(time);
    }
  }
  if (measured.length > 0) {
    return { wall: median(measured.map(({ wall }) => wall)), cpu: median(measured.map(({ cpu }) => cpu)) };
  }
  const { user, system } = process.cpuUsage(used);
  return { wall: Number(process.hrtime.bigint() - start) / 1e6 / repetitions, cpu: (user + system) / 1e3 / repetitions };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
