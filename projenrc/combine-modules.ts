import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';

/**
 * What programs do with the package, each after the one before. What is loaded for it, and was not yet, becomes one file of that name: Node takes twice
 * as long for a hundred small files.
 */
const STEPS: Readonly<Record<string, string>> = {
  sync: 'new FluxInstanceSync(new Chart(app, "plain"), "sync", props); app.synthYaml();',
  patches: `
    const patch = "- {op: add, path: /spec/wait, value: true}";
    const merge = "{apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: {name: any}, spec: {wait: true}}";
    const patches = [{ target: { kind: "Kustomization" }, patch }, { target: { kind: "Kustomization" }, patch: merge }];
    new FluxInstanceSync(new Chart(app, "patched"), "sync", { ...props, patches });`,
  fleet: 'const fleet = new FluxFleet({ outdir, defaults: props }); fleet.addCluster("one"); fleet.synth();',
  command: `
    patches.push({ target: { kind: "Deployment", name: "kustomize-controller" }, patch: "- {op: add, path: /spec/template/spec/containers/0/args/-, value: --concurrent=10}" });
    const spec = { distribution: { version: "2.x", registry: "ghcr.io/fluxcd" }, sync: props, kustomize: { patches } };
    const manifest = JSON.stringify({ apiVersion: "fluxcd.controlplane.io/v1", kind: "FluxInstance", metadata: { name: "flux", namespace: "flux-system" }, spec });
    const ignore = () => undefined;
    require(folder + "/lib/src/cli/main.js").runCommand(["check", "-"], { readInput: () => manifest, write: ignore, say: ignore, hasColours: false });`,
};

/** Lists what each step loads of our code, as paths below the package. */
const PROGRAM = `
const { App, Chart } = require("cdk8s");
const { mkdtempSync, rmSync } = require("node:fs");
const [folder] = process.argv.slice(1);
const outdir = mkdtempSync(require("node:path").join(require("node:os").tmpdir(), "combine-"));
const { FluxFleet, FluxInstanceSync } = require(folder);
const props = { kind: "GitRepository", url: "https://example.com/fleet.git", ref: "refs/heads/main", path: "clusters/one" };
const app = new App();
process.stderr.write = () => true;
const seen = new Set(Object.keys(require.cache));
const loaded = {};
const list = (step) => {
  loaded[step] = Object.keys(require.cache).filter((path) => !seen.has(path) && path.startsWith(folder + "/lib/") && path.endsWith(".js"));
  loaded[step].forEach((path) => seen.add(path));
};
${Object.entries(STEPS).map(([step, code]) => `${code}\nlist(${JSON.stringify(step)});`).join('\n')}
rmSync(outdir, { recursive: true });
console.log(JSON.stringify(loaded));`;

/** A module that a file requires, by its path from there. Of a path that is computed, its beginning. */
const REQUIRE = /\brequire\((["`])(\.\.?\/[^"`$]*)/g;

/** The function that runs a module of a combined file. No other code uses the name. */
const LOAD = '$load';

/**
 * Puts the modules of a staged package that are loaded together into one file for each step. They run when they are first needed, as before, and each
 * once; their own files are gone.
 */
export function combineModules(folder: string): void {
  const steps = Object.entries(listLoaded(realpathSync(folder)));
  const combined = new Map(steps.flatMap(([step, paths]) => paths.map((path) => [path, `lib/${step}.js`])));
  const linked = new Map(listCode(folder).map((path) => [path, linkModule(folder, path, combined)]));
  linked.forEach((code, path) => writeFileSync(join(folder, path), code));
  for (const [step, paths] of steps) {
    writeFileSync(join(folder, `lib/${step}.js`), combine(paths.map((path) => [path, linked.get(path)!])));
    paths.forEach((path) => rmSync(join(folder, path)));
  }
}

function listLoaded(folder: string): Readonly<Record<string, readonly string[]>> {
  // In the package, where the peers are found.
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', PROGRAM, folder], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`the staged package does not run:\n${stdout}${stderr}`);
  }
  const loaded = JSON.parse(stdout) as Record<string, readonly string[]>;
  return Object.fromEntries(Object.entries(loaded).map(([step, paths]) => [step, paths.map((path) => toPosix(relative(folder, path)))]));
}

function listCode(folder: string): string[] {
  return readdirSync(join(folder, 'lib'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js')).map((path) => `lib/${toPosix(path)}`);
}

function toPosix(path: string): string {
  return path.split(sep).join('/');
}

/** The code of a module, which requires others where they are now. */
function linkModule(folder: string, path: string, combined: ReadonlyMap<string, string>): string {
  const code = readFileSync(join(folder, path), 'utf8');
  const home = combined.get(path);
  if (code.includes(LOAD) || (home !== undefined && /\b__(?:dirname|filename)\b/.test(code))) {
    throw new Error(`${path} uses ${LOAD}, or the place of its file: it cannot be combined with others`);
  }
  const nameFile = (file: string) => posix.relative(posix.dirname(home ?? path), file).replace(/^(?!\.)/, './');
  return code.replace(REQUIRE, (asBefore, quote: string, target: string) => {
    const found = resolveModule(folder, posix.join(posix.dirname(path), target));
    const place = combined.get(found);
    if (place === undefined) {
      return home === undefined ? asBefore : `require(${quote}${nameFile(found)}${found.endsWith('/') ? '/' : ''}`;
    }
    return place === home ? `${LOAD}(${quote}${found}` : `require("${nameFile(place)}")(${quote}${found}`;
  });
}

/** The file that Node loads for a path. A path that is only a beginning stays. */
function resolveModule(folder: string, path: string): string {
  return [path, `${path}.js`, `${path}/index.js`].find((candidate) => statSync(join(folder, candidate), { throwIfNoEntry: false })?.isFile()) ?? path;
}

/** One file of several modules. The parentheses around a function let V8 compile it at once: otherwise it would read all of them twice. */
function combine(modules: readonly (readonly [path: string, code: string])[]): string {
  return [
    '"use strict"',
    'const modules={}',
    `const ${LOAD}=(path)=>{`,
    'if(modules[path]===undefined){modules[path]={exports:{}};code[path](modules[path].exports,modules[path])}',
    'return modules[path].exports}',
    `const code={${modules.map(([path, code]) => `"${path}":(function(exports,module){${code}})`).join(',\n')}}`,
    `module.exports=${LOAD}`,
    '',
  ].join('\n');
}
