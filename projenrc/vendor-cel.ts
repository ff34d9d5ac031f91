import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = 'node_modules/@marcbachmann/cel-js';
const FOLDER = 'imports/cel-js';

/** The module that has all we use, and that does not load the rest. */
const ENTRY = 'evaluator';

/**
 * Copies the CEL library into `imports/cel-js`. It is published as an ES module only, which jest and many Node releases cannot `require`:
 * the copies are compiled to CommonJS with our own code. Nothing in them is changed but the names of imported files.
 */
export function vendorCel(): void {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of copyModules()) {
    writeFileSync(join(FOLDER, `${name}.ts`), text);
  }
}

/** The text of each module that is needed, by its name. */
export function copyModules(): ReadonlyMap<string, string> {
  const { version } = JSON.parse(readFileSync(`${PACKAGE}/package.json`, 'utf8')) as { readonly version: string };
  const licence = readFileSync(`${PACKAGE}/LICENSE`, 'utf8').trim();
  const copies = new Map<string, string>();
  const copy = (name: string): void => {
    if (copies.has(name)) {
      return;
    }
    const source = readFileSync(`${PACKAGE}/lib/${name}.js`, 'utf8');
    const header = `A copy of @marcbachmann/cel-js ${version}, made by \`npx projen import\`. Do not edit.`;
    const comment = name === ENTRY ? `${header}\n\n${licence}` : `${header} The license is in ${ENTRY}.`;
    copies.set(name, `// @ts-nocheck\n/*!\n${comment.replace(/^(?=.)/gm, ' * ').replace(/^$/gm, ' *')}\n */\n${source.replace(/(from '\.\/[\w-]+)\.js'/g, '$1\'')}`);
    for (const [, imported] of source.matchAll(/from '\.\/([\w-]+)\.js'/g)) {
      copy(imported);
    }
  };
  copy(ENTRY);
  return copies;
}
