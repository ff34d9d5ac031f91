import type { RE2JS } from 're2js';

let compile: typeof RE2JS.compile | undefined;

/** Whether Go accepts a regular expression. The library is loaded with the first expression to check. */
export function compilesAsRegex(pattern: string): boolean {
  compile ??= loadCompiler();
  try {
    compile(pattern);
    return true;
  } catch {
    return false;
  }
}

function loadCompiler(): typeof RE2JS.compile {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { RE2JS: library } = require('re2js') as typeof import('re2js');
  return (pattern) => library.compile(pattern);
}
