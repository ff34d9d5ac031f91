import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOrThrow } from '../harness/run-command';
import { SHARED, writeProject } from './installation';

/** A version of TypeScript in the shared installation, and how modules are found. */
export interface TypeCheck {
  readonly compiler: string;
  readonly module: 'commonjs' | 'node16' | 'nodenext' | 'esnext';
  readonly moduleResolution: 'node10' | 'node16' | 'nodenext' | 'bundler';
}

/** From the oldest to the newest. TypeScript 6 is the last with node10. */
export const TYPE_CHECKS: readonly TypeCheck[] = [
  { compiler: 'typescript-5.4', module: 'commonjs', moduleResolution: 'node10' },
  { compiler: 'typescript-5.4', module: 'node16', moduleResolution: 'node16' },
  { compiler: 'typescript-5.9', module: 'esnext', moduleResolution: 'bundler' },
  { compiler: 'typescript-5.9', module: 'nodenext', moduleResolution: 'nodenext' },
  { compiler: 'typescript', module: 'node16', moduleResolution: 'node16' },
  { compiler: 'typescript', module: 'esnext', moduleResolution: 'bundler' },
  { compiler: 'typescript-7', module: 'nodenext', moduleResolution: 'nodenext' },
  { compiler: 'typescript-7', module: 'esnext', moduleResolution: 'bundler' },
];

/** Compiles the app with every check of TypeScript on, in our declarations as well, and no types but those that they import. */
export function checkTypes({ compiler, module, moduleResolution }: TypeCheck): void {
  const folder = join(SHARED, 'types', `${compiler}-${moduleResolution}`);
  writeProject(folder, { 'package.json': JSON.stringify({ name: 'project', version: '1.0.0', private: true }) });
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      types: [],
      target: 'ES2022',
      module,
      moduleResolution,
      noEmit: true,
    },
    files: ['main.ts'],
  }, undefined, 2));
  runOrThrow('node', [join(SHARED, 'node_modules', compiler, 'bin/tsc'), '--project', '.'], { cwd: folder });
}
