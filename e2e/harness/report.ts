/** What one step counts while it runs. */
export class Tally {
  public accepted = 0;
  public refused = 0;
  public readonly failures: string[] = [];

  /** Notes a failure without ending the step, so that all of them are seen at once. */
  public fail(message: string): void {
    this.failures.push(message);
  }
}

interface Row {
  readonly what: string;
  readonly flux: string;
  readonly seconds: number;
  readonly tally: Tally;
}

/** The Flux minors that have a row, by what the row says. */
export type ExpectedRows = Readonly<Record<string, readonly string[]>>;

/** One row per step, and every failure in full. */
export class Report {
  private readonly rows: Row[] = [];

  /** @param log where the rows go as soon as they are known */
  public constructor(private readonly log: (line: string) => void = console.log) {}

  /** Runs a step. Whatever it throws is a failure of that step, and the next one still runs. A step that counted nothing has failed, too. */
  public async step(what: string, flux: string, run: (tally: Tally) => Promise<void>): Promise<void> {
    const tally = new Tally();
    const started = Date.now();
    try {
      await run(tally);
    } catch (error) {
      tally.fail(describeError(error));
    }
    if (tally.accepted + tally.refused + tally.failures.length === 0) {
      tally.fail('there was nothing to try');
    }
    const row = { what, flux, seconds: (Date.now() - started) / 1000, tally };
    this.rows.push(row);
    this.log(`${tally.failures.length === 0 ? 'ok    ' : 'FAILED'} ${writeRow(row).join(' · ')}`);
    for (const failure of tally.failures) {
      this.log(failure.replace(/^/gm, '       '));
    }
  }

  public get failed(): boolean {
    return this.rows.some((row) => row.tally.failures.length > 0);
  }

  /** Compares the rows with the expected ones, and says what is missing, unknown or there twice. */
  public listDeviations(expected: ExpectedRows): string[] {
    const wanted = Object.entries(expected).flatMap(([what, minors]) => minors.map((flux) => `${what} (Flux ${flux})`));
    const found = this.rows.map(({ what, flux }) => `${what} (Flux ${flux})`);
    return [
      ...wanted.filter((row) => !found.includes(row)).map((row) => `missing row: ${row}`),
      ...found.filter((row) => !wanted.includes(row)).map((row) => `row that e2e/expected-rows.ts does not have: ${row}`),
      ...found.filter((row, index) => found.indexOf(row) !== index).map((row) => `row that is there twice: ${row}`),
    ];
  }

  /** The whole run as a Markdown table. */
  public writeTable(): string {
    const lines = this.rows.map((row) => [...writeRow(row), row.tally.failures.length === 0 ? 'ok' : `${row.tally.failures.length} failed`]);
    const table = [['what', 'Flux', 'accepted', 'refused', 'time', 'result'], ['---', '---', '--:', '--:', '--:', '---'], ...lines];
    return table.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
  }
}

/** A stack only for what nobody threw on purpose. */
function describeError(error: unknown): string {
  const intended = error instanceof Error && error.constructor === Error;
  return intended ? error.message : String((error as Error).stack ?? error);
}

function writeRow({ what, flux, seconds, tally }: Row): string[] {
  return [what, flux, String(tally.accepted), String(tally.refused), `${seconds.toFixed(1)} s`];
}
