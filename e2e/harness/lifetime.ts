type End = () => Promise<void> | void;

/**
 * Everything a run started, ended in reverse order however the run ends: by its last line, an error, Ctrl-C or SIGTERM.
 * Against SIGKILL the processes have the tether (go/tether).
 */
export class Lifetime {
  private readonly ends: End[] = [];

  public constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        console.error(`\n${signal}: stopping`);
        void this.end().finally(() => process.exit(1));
      });
    }
  }

  /** Returns the way to end this one thing early. */
  public add(end: End): () => Promise<void> {
    this.ends.push(end);
    return async () => {
      const index = this.ends.indexOf(end);
      if (index >= 0) {
        this.ends.splice(index, 1);
        await end();
      }
    };
  }

  public async end(): Promise<void> {
    for (let end = this.ends.pop(); end !== undefined; end = this.ends.pop()) {
      await end();
    }
  }
}
