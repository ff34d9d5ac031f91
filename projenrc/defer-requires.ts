/** A module that compiled code requires at its top, as TypeScript writes it. */
const REQUIRE = /^(?:const|var) (\w+_\d+) = require\(("[^"]+")\);$/gm;

/** A name that a compiled file exports from another module, as TypeScript writes it. */
const REEXPORT = /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get/gm;

/**
 * Compiled code that loads each module when it first needs something of it: an app that makes one sync needs a third of the package.
 */
export function deferRequires(code: string): string {
  const names = [...code.matchAll(REQUIRE)].map(([, name]) => name);
  if (names.length === 0) {
    return code;
  }
  return code
    .replace(new RegExp(`\\b(${names.join('|')})\\.(\\w+)`, 'g'), '($1().$2)')
    .replace(REQUIRE, 'let $1$$;\nconst $1 = () => $1$$ ??= require($2);')
    // Node takes a getter that it does not know for one that must not be called by an `import`: it does not look at those of `Reflect`.
    .replace(REEXPORT, (found) => found.replace('Object', 'Reflect'));
}

/**
 * A line that never runs, and says what a file exports from other modules. Node finds the names for an `import` in the text, and does not know
 * them where the getter calls a function.
 */
export function nameReexports(code: string): string {
  const names = [...code.matchAll(REEXPORT)].map(([, name]) => name);
  return names.length === 0 ? '' : `0&&(module.exports={${names.join(',')}})\n`;
}
