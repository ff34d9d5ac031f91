/** How long a run must take before a terminal shows anything. */
const PATIENCE_MS = 1000;
const REFRESH_MS = 100;
/** In a log a line now and then says that the run goes on. */
const LOG_MS = 10_000;

const CLEAR_LINE = '\r\u001b[K';

/** What is used of a stream. A type of Node's own would be in our declarations, which must compile without `@types/node`. */
interface Output {
  readonly isTTY?: boolean;
  write(line: string): unknown;
}

/**
 * Says how far a fleet is, on standard error: one line that is rewritten on a terminal, plain lines in CI (`CI` is set), nothing elsewhere.
 */
export class Progress {
  private readonly mode: 'terminal' | 'log' | 'none';
  private readonly started = Date.now();
  private last = this.started;
  private shown = false;

  constructor(private readonly stream: Output = process.stderr, env: Readonly<Record<string, string | undefined>> = process.env) {
    if (env.CI !== undefined && env.CI !== '' && env.CI !== 'false') {
      this.mode = 'log';
    } else {
      this.mode = stream.isTTY ? 'terminal' : 'none';
    }
  }

  /** Called after each cluster. */
  public report(clusters: number): void {
    const now = Date.now();
    if (this.mode === 'none' || now - this.last < (this.mode === 'log' ? LOG_MS : REFRESH_MS) || now - this.started < PATIENCE_MS) {
      return;
    }
    this.last = now;
    this.shown = true;
    this.stream.write(this.mode === 'log' ? `FluxFleet: ${clusters} clusters\n` : `${CLEAR_LINE}FluxFleet: ${clusters} clusters`);
  }

  /** Clears the terminal's line, so that other output does not run into it. */
  public clear(): void {
    if (this.mode === 'terminal' && this.shown) {
      this.stream.write(CLEAR_LINE);
      this.shown = false;
    }
  }

  /** Says what came of it, where somebody watches. */
  public finish(summary: string): void {
    this.clear();
    if (this.mode !== 'none') {
      this.stream.write(`FluxFleet: ${summary}\n`);
    }
  }
}
