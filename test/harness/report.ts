/** Counts what passed and failed, and keeps the figures for the end. */
export class Report {
  private passed = 0;
  private failed = 0;
  private skipped = 0;
  private readonly figures: string[] = [];

  /** Runs a step. What it throws is a failure of that step, and `undefined` is returned. */
  public step<T>(what: string, run: () => T): T | undefined {
    const started = Date.now();
    try {
      const result = run();
      this.passed++;
      console.log(`ok      ${what} (${writeSeconds((Date.now() - started) / 1000)})`);
      return result;
    } catch (error) {
      this.failed++;
      console.log(`FAILED  ${what}\n${String((error as Error).message).replace(/^/gm, '        ')}`);
      return undefined;
    }
  }

  /** Runs a step whose time is one of the figures. */
  public measure<T>(what: string, run: () => T): T | undefined {
    const started = Date.now();
    const result = this.step(what, run);
    this.addFigure(what, writeSeconds((Date.now() - started) / 1000));
    return result;
  }

  /** A developer may lack a toolchain, CI may not. */
  public skip(what: string, why: string): void {
    if (process.env.CI) {
      this.step(what, () => { throw new Error(`${why}, which CI must have`); });
      return;
    }
    this.skipped++;
    console.log(`skipped ${what}: ${why}`);
  }

  public addFigure(what: string, value: string): void {
    this.figures.push(`  ${what.padEnd(46)} ${value}`);
  }

  /** Prints the figures and the counts. Returns whether all went well. */
  public finish(): boolean {
    console.log(['', ...this.figures, '', `${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`].join('\n'));
    return this.failed === 0;
  }
}

export function writeSeconds(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}
