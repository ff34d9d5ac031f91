import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { Module } from 'node:module';
import * as path from 'node:path';

// A process of its own: runs every example into a folder of the same name below the folder that it is given, as `cdk8s synth` would.
const ROOT = path.join(__dirname, '..', '..');
const EXAMPLES = path.join(ROOT, 'examples');
const RESOLVE = '_resolveFilename';

/** Makes the package that the examples import the one in this repository, compiled or not. */
function useSources(): void {
  const resolve = Reflect.get(Module, RESOLVE) as (request: string, ...rest: readonly unknown[]) => string;
  Reflect.set(Module, RESOLVE, (request: string, ...rest: readonly unknown[]) => (
    Reflect.apply(resolve, Module, [request === 'cdk8s-flux-instance-sync' ? path.join(ROOT, 'src') : request, ...rest])
  ));
}

function runExamples(folder: string): void {
  for (const name of readdirSync(EXAMPLES).filter((entry) => existsSync(path.join(EXAMPLES, entry, 'cdk8s.yaml')))) {
    const outdir = path.join(folder, name);
    mkdirSync(outdir, { recursive: true });
    process.env.CDK8S_OUTDIR = outdir;
    process.chdir(path.join(EXAMPLES, name));
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    require(path.join(EXAMPLES, name, 'main.ts'));
  }
}

useSources();
runExamples(process.argv[2]);
