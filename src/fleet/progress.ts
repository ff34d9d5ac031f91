/** Shorter runs show no progress. */
const MIN_DURATION_MS = 1000;
const REFRESH_MS = 100;

const CLEAR_LINE = '\r\u001b[K';

/** What is used of `process.stderr`. Users need no types of Node to compile against this package. */
export interface OutputStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * Shows the progress of a fleet on standard error: one line that is rewritten, on a terminal only. In CI (`CI` is set) there may be something that
 * pretends to be one.
 */
export class Progress {
  private readonly isShown: boolean;
  private readonly started = Date.now();
  private last = this.started;
  private hasLine = false;

  constructor(private readonly stream: OutputStream = process.stderr, env: { readonly [name: string]: string | undefined } = process.env) {
    this.isShown = stream.isTTY === true && ['', 'false'].includes(env.CI ?? '');
  }

  /** Called after each cluster. */
  public report(clusters: number): void {
    const now = Date.now();
    if (!this.isShown || now - this.last < REFRESH_MS || now - this.started < MIN_DURATION_MS) {
      return;
    }
    this.last = now;
    this.hasLine = true;
    this.stream.write(`${CLEAR_LINE}FluxFleet: ${clusters} clusters`);
  }

  /** Clears the line, so that other output does not run into it. */
  public clear(): void {
    if (this.hasLine) {
      this.stream.write(CLEAR_LINE);
      this.hasLine = false;
    }
  }

  /** Shows the result, unless nothing is shown at all. */
  public finish(summary: string): void {
    this.clear();
    if (this.isShown) {
      this.stream.write(`FluxFleet: ${summary}\n`);
    }
  }
}
