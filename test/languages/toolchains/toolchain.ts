import type { Outcome } from '../../harness/run-command';

export type Language = 'typescript' | 'python' | 'go' | 'java';

/** How a user of a language gets the package and runs a program with it. */
export interface Toolchain {
  readonly language: Language;

  /** The commands that must be installed. */
  readonly commands: readonly string[];

  /** Builds the package and returns the files that would be published. */
  build(): readonly string[];

  /** Installs what was built, from the files and not from this repository. */
  install(): void;

  /** Lays out a program that a tool has written, in languages where all programs are laid out by one. */
  format?(folder: string): void;

  /** Compiles a program, in languages where that is a step of its own. */
  compile?(folder: string): void;

  /** Runs the program in the folder, which writes its manifests to `output`. */
  run(folder: string, output: string): Outcome;

  /** Rehearses the publication, without publishing anything. */
  rehearse(): void;
}
