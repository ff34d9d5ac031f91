/*
 * Adds a Flux release: npx projen add-flux-release <version> [<source-controller API> <kustomize-controller API>]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { planRelease } from './plan-release';

try {
  // projen hands on the `--` that npm takes away.
  const { edits, next } = planRelease((path) => readFileSync(path, 'utf8'), process.argv.slice(2).filter((argument) => argument !== '--'));
  for (const [path, text] of edits) {
    writeFileSync(path, text);
    console.log(`changed ${path}`);
  }
  console.log(['', 'next:', ...next.map((step) => `  ${step}`)].join('\n'));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
