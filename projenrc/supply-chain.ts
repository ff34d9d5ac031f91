import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ROOT } from './work-folder';

interface Part {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** The CEL library is not bundled as a package: its code is copied into `imports/cel-js`. */
const COPIED = ['@marcbachmann/cel-js'];

/** The code of others in the package: what is bundled, and what is copied. */
export function listParts(): readonly Part[] {
  const { bundledDependencies } = readJson(join(ROOT, 'package.json')) as { bundledDependencies: readonly string[] };
  return [...bundledDependencies, ...COPIED].sort().map((name) => {
    const { version, license } = readJson(join(ROOT, 'node_modules', name, 'package.json')) as Part;
    return { name, version, license };
  });
}

/** The text of NOTICE: the code of others in the package, each with its licence as its authors wrote it. */
export function writeNotice(): string {
  const parts = listParts().map(({ name, version, license }) => {
    const text = readFileSync(join(ROOT, 'node_modules', name, findLicense(name)), 'utf8').trim();
    return `${'-'.repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`;
  });
  return ['cdk8s-flux-instance-sync\n\nThis package is licensed under the Apache License 2.0 (LICENSE). It contains code of these projects:\n', ...parts].join('\n');
}

function findLicense(name: string): string {
  const file = readdirSync(join(ROOT, 'node_modules', name)).find((entry) => /^licen[cs]e(?:\.\w+)?$/i.test(entry));
  if (file === undefined) {
    throw new Error(`${name} has no licence file`);
  }
  return file;
}

/**
 * The bill of materials in the CycloneDX form, as `npm sbom` makes it of the lock file, with the code that is copied. The packages that users
 * install beside it are not in it.
 */
export function writeSbom(): string {
  const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--omit=dev', '--omit=peer'];
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) {
    throw new Error(`npm ${args.join(' ')} ended with ${status}:\n${stderr}`);
  }
  const bom = JSON.parse(stdout) as { readonly metadata: { readonly component: object }; readonly components: { readonly name: string }[] };
  // npm names the component after the folder.
  Object.assign(bom.metadata.component, { name: 'cdk8s-flux-instance-sync' });
  // npm leaves out what a peer of ours needs, too, and does not know what is copied.
  const others = listParts().filter((part) => !bom.components.some(({ name }) => name === part.name)).map(({ name, version, license }) => {
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    return { 'bom-ref': purl, 'type': 'library', name, version, 'scope': 'required', purl, 'licenses': [{ license: { id: license } }] };
  });
  return `${JSON.stringify({ ...bom, components: [...bom.components, ...others] }, undefined, 2)}\n`;
}

/** jsii-pacmak gives the jars no licence: it is added, and the checksums beside them are made anew. */
export function addLicenseToJars(folder: string, staged: string): void {
  const work = mkdtempSync(join(tmpdir(), 'jar-'));
  try {
    mkdirSync(join(work, 'META-INF'));
    for (const file of ['LICENSE', 'NOTICE']) {
      cpSync(join(staged, file), join(work, 'META-INF', file));
    }
    for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.jar'))) {
      const jar = join(folder, entry);
      const { status, stderr } = spawnSync('jar', ['--update', '--file', jar, '-C', work, 'META-INF/LICENSE', '-C', work, 'META-INF/NOTICE'], { encoding: 'utf8' });
      if (status !== 0) {
        throw new Error(`jar ended with ${status} for ${basename(jar)}:\n${stderr}`);
      }
      for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512'].filter((name) => existsSync(`${jar}.${name}`))) {
        writeFileSync(`${jar}.${algorithm}`, createHash(algorithm).update(readFileSync(jar)).digest('hex'));
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
