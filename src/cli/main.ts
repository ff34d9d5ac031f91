import { suggestRemedy } from '../problems';
import { lazy } from '../util';
import type { Command } from './arguments';
import { readVersion } from './package-file';
import { EXIT, UsageError } from './terminal';
import type { Terminal } from './terminal';

/* eslint-disable @typescript-eslint/no-require-imports -- a command loads only what it needs */
const COMMANDS: Readonly<Record<string, () => Command>> = {
  check: lazy(() => (require('./check') as typeof import('./check')).CHECK),
  build: lazy(() => (require('./build') as typeof import('./build')).BUILD),
  diff: lazy(() => (require('./diff') as typeof import('./diff')).DIFF),
  convert: lazy(() => (require('./convert') as typeof import('./convert')).CONVERT),
};
/* eslint-enable @typescript-eslint/no-require-imports */

/**
 * The command `flux-instance`. Returns the exit code: 0 where all is fine, 1 where something was found, 2 where the call was wrong or something cannot
 * be read.
 */
export function runCommand(args: readonly string[], terminal: Terminal): number {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) {
    terminal.write(writeHelp());
    return name === undefined ? EXIT.usage : EXIT.fine;
  }
  if (name === '--version') {
    terminal.write(`${readVersion()}\n`);
    return EXIT.fine;
  }
  const wanted = name === 'help' ? rest[0] : name;
  if (!Object.hasOwn(COMMANDS, wanted)) {
    const remedy = suggestRemedy(wanted, Object.keys(COMMANDS));
    terminal.say(`flux-instance: unknown command ${JSON.stringify(wanted)}${remedy === undefined ? '' : `; ${remedy}`}\nflux-instance --help lists the commands.\n`);
    return EXIT.usage;
  }
  const command = COMMANDS[wanted]();
  if (name === 'help' || rest.some((arg) => arg === '--help' || arg === '-h')) {
    terminal.write(command.help);
    return EXIT.fine;
  }
  try {
    return command.run(rest, terminal);
  } catch (error) {
    // What the user can put right. Anything else is a defect of ours, and not hidden here.
    if (!(error instanceof UsageError)) {
      throw error;
    }
    terminal.say(`flux-instance ${name}: ${error.message}\nflux-instance ${name} --help says more.\n`);
    return EXIT.usage;
  }
}

function writeHelp(): string {
  const lines = Object.entries(COMMANDS).map(([name, load]) => `  ${name.padEnd(8)}  ${load().summary}\n`);
  return `Usage: flux-instance COMMAND [options] …

Works on FluxInstances of the Flux Operator as they stand in YAML, without a cluster, a registry or code.

${lines.join('')}
flux-instance COMMAND --help says more of a command.

Example:
  flux-instance check clusters/
`;
}
