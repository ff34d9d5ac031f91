/** What a command reads from and writes to. Tests give their own. */
export interface Terminal {
  readonly readInput: () => string;
  /** The result. */
  readonly write: (text: string) => void;
  /** What is said beside it. */
  readonly say: (text: string) => void;
  /** Whether the result goes to somebody who sees colours. */
  readonly hasColours: boolean;
}

/** The command was called in a way that it cannot carry out, or something cannot be read: exit code 2. */
export class UsageError extends Error {
}

/** What a command found out, as its exit code. */
export const EXIT = { fine: 0, findings: 1, usage: 2 } as const;

const COLOURS = { red: 31, green: 32, yellow: 33, cyan: 36, bold: 1 } as const;

/** Colours a text for a terminal. Elsewhere it stays as it is. */
export function colour({ hasColours }: Terminal, name: keyof typeof COLOURS, text: string): string {
  return hasColours ? `\u001b[${COLOURS[name]}m${text}\u001b[0m` : text;
}
