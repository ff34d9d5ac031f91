import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../projenrc/work-folder';
import type { Language } from '../toolchains/toolchain';

/** A folder of `examples/` and the languages that it is written in. */
export interface Example {
  readonly name: string;
  readonly languages: readonly Language[];
}

/** Where a program is in the folder of its example. */
export const MAIN_FILES: Readonly<Record<Language, string>> = {
  typescript: 'main.ts',
  python: 'python/main.py',
  go: 'go/main.go',
  java: 'java/src/main/java/com/example/Main.java',
};

export function listExamples(): Example[] {
  const folder = join(ROOT, 'examples');
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, 'manifests'))).map((name) => ({
    name,
    languages: (Object.keys(MAIN_FILES) as Language[]).filter((language) => existsSync(join(folder, name, MAIN_FILES[language]))),
  }));
}
