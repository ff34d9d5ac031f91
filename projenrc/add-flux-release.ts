/*
 * Adds a Flux release: npx projen add-flux-release -- <version> [<source-controller API> <kustomize-controller API>]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { planRelease } from './plan-release';

const { edits, next } = planRelease((path) => readFileSync(path, 'utf8'), process.argv.slice(2));
for (const [path, text] of edits) {
  writeFileSync(path, text);
  console.log(`changed ${path}`);
}
console.log(['', 'next:', ...next.map((step) => `  ${step}`)].join('\n'));
