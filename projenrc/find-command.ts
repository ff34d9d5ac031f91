import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether the command is on the PATH. */
export function findCommand(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, command)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
