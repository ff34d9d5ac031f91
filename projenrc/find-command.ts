import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where the command is on the PATH. */
export function findCommand(command: string): string | undefined {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, command)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
