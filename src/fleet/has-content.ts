import { readFileSync, statSync } from 'fs';

/** Whether a file has this content already. Looking first is much cheaper than an exception for each file of a new fleet. */
export function hasContent(path: string, content: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined && readFileSync(path, 'utf8') === content;
}
