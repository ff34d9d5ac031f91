import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { FluxFleet } from '../../src';
import { DEFAULTS, messageOf, synthesize } from './fleets';
import { listFiles, makeFolder, readFolder, removeFolders } from './folders';

const LIB = resolve(__dirname, '../../lib/src');

afterEach(() => jest.restoreAllMocks());
afterAll(removeFolders);

/** A fleet in a process of its own; the script may first tamper with `fs`. */
function fleetScript(outdir: string, clusters: number, tampering: string, path = 'new/'): string[] {
  return ['-e', `
    const fs = require('fs');
    const { FluxFleet } = require(${JSON.stringify(LIB)});
    ${tampering}
    const names = Array.from({ length: ${clusters} }, (_, i) => 'c' + i);
    const fleet = new FluxFleet({ outdir: ${JSON.stringify(outdir)}, defaults: ${JSON.stringify(DEFAULTS)}, allowRename: names });
    names.forEach((name, i) => fleet.addCluster(name, { path: ${JSON.stringify(path)} + i }));
    fleet.synth();
  `];
}

const KILL_AT = (call: string, pattern: RegExp, count: number) => `
  let left = ${count};
  const original = fs.${call};
  fs.${call} = (...args) => {
    if (args.some((arg) => ${String(pattern)}.test(String(arg))) && --left === 0) process.kill(process.pid, 'SIGKILL');
    return original(...args);
  };`;

describe('a run that is killed', () => {
  test.each<[string, string, number]>([
    ['while it makes the files', KILL_AT('writeFileSync', /staging.[0-9]+$/, 3), 0],
    ['while it moves the files', KILL_AT('renameSync', /k8s\.yaml$/, 3), 2],
    ['before the last index is written', KILL_AT('renameSync', /flux-fleet$/, 2), 5],
  ])('%s leaves whole files, and the next run cleans up', (_, tampering, moved) => {
    const outdir = makeFolder();
    const clusters = ['c0', 'c1', 'c2', 'c3', 'c4'];
    synthesize(outdir, clusters);
    const before = readFolder(outdir);
    expect(spawnSync(process.execPath, fleetScript(outdir, 5, tampering)).signal).toBe('SIGKILL');

    const files = readFolder(outdir);
    const changed = clusters.filter((cluster) => files[`${cluster}.k8s.yaml`] !== before[`${cluster}.k8s.yaml`]);
    expect(changed).toHaveLength(moved);
    changed.forEach((cluster) => expect(files[`${cluster}.k8s.yaml`]).toMatch(new RegExp(`path: new/${cluster.slice(1)}\\n(.*\\n)*    name: flux-system\\n$`)));

    // What the killed run has moved is known to be ours: a later run may remove it.
    expect(synthesize(outdir, ['c0'], { removeStale: true, allowRename: clusters }).removed).toEqual(['c1', 'c2', 'c3', 'c4'].map((cluster) => `${cluster}.k8s.yaml`));
    expect(listFiles(outdir)).toEqual(['c0.k8s.yaml']);
  });
});

describe('a full disk', () => {
  test.each(['writeFileSync', 'renameSync'] as const)('while %s is at work is a clear error, and leaves whole files', (call) => {
    const outdir = makeFolder();
    synthesize(outdir, ['c0', 'c1']);
    const before = readFolder(outdir);
    const original = fs[call] as (...args: any[]) => any;
    jest.spyOn(fs, call as 'writeFileSync').mockImplementation((...args: any[]) => {
      if (args.some((arg) => /staging.1$/.test(String(arg)))) {
        throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
      }
      return original(...args);
    });
    const message = messageOf(() => {
      const fleet = new FluxFleet({ outdir, defaults: DEFAULTS, allowRename: ['c0', 'c1'] });
      ['c0', 'c1'].forEach((cluster) => fleet.addCluster(cluster, { path: 'changed' }));
      fleet.synth();
    });
    expect(message).toContain(`${join(fs.realpathSync(outdir), 'c1.k8s.yaml')}: cannot be written: no space is left on the disk (ENOSPC)`);
    expect(readFolder(outdir)).toEqual(call === 'writeFileSync' ? before : { ...before, 'c0.k8s.yaml': expect.stringContaining('path: changed') });
  });

  const small = mountSmallDisk();
  (small === undefined ? test.skip : test)('that is really full is the same error', () => {
    try {
      const clusters = Array.from({ length: 200 }, (_, i) => `c${i}`);
      expect(messageOf(() => synthesize(small!, clusters))).toContain('no space is left on the disk (ENOSPC)');
      expect(listFiles(small!)).toEqual([]);
      // As the message says: with less to write, a further run succeeds.
      expect(synthesize(small!, ['c0']).written).toEqual(['c0.k8s.yaml']);

      fs.writeFileSync(join(small!, 'fill'), Buffer.alloc(36 * 1024));
      for (let size = 4096; size >= 1; size /= 2) {
        fillUp(join(small!, 'fill'), size);
      }
      expect(messageOf(() => synthesize(small!, clusters))).toContain('no space is left on the disk (ENOSPC)');
      fs.rmSync(join(small!, 'fill'));
      expect(synthesize(small!, ['c0', 'c1']).written).toEqual(['c1.k8s.yaml']);
    } finally {
      execFileSync('umount', [small!]);
    }
  });
});

/** Appends to a file until nothing more fits. */
function fillUp(file: string, size: number): void {
  try {
    for (;;) {
      fs.appendFileSync(file, Buffer.alloc(size));
    }
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  }
}

/** A disk of 64 KiB, where we may mount one. */
function mountSmallDisk(): string | undefined {
  const folder = makeFolder();
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status === 0 ? folder : undefined;
}

describe('an output folder that cannot be written to', () => {
  test('because a file is in its place', () => {
    const file = join(makeFolder(), 'file');
    fs.writeFileSync(file, '');
    expect(messageOf(() => synthesize(file, ['a']))).toContain(`${file}: cannot be written:`);
    expect(messageOf(() => synthesize(join(file, 'below'), ['a']))).toContain('cannot be written: a part of its path is not a folder (ENOTDIR)');
  });

  test('because its permissions say so', () => {
    const outdir = makeFolder();
    jest.spyOn(fs, 'writeFileSync').mockImplementation(() => {
      throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    });
    expect(messageOf(() => synthesize(outdir, ['a']))).toContain(`${outdir}: cannot be written: permission denied (EACCES)`);
    expect(fs.readdirSync(outdir)).toEqual([]);
  });

  test('because a folder has the name of a file', () => {
    const outdir = makeFolder();
    fs.mkdirSync(join(outdir, 'a.k8s.yaml'));
    expect(messageOf(() => synthesize(outdir, ['a']))).toContain('a.k8s.yaml: cannot be written: it is a folder (EISDIR)');
    expect(fs.readdirSync(outdir)).toEqual(['a.k8s.yaml']);
  });
});

describe('two runs at once', () => {
  test('in one process do not disturb each other: each writes when it is synthesized', () => {
    const outdir = makeFolder();
    const first = new FluxFleet({ outdir, defaults: DEFAULTS });
    first.addCluster('a');
    expect(synthesize(outdir, ['c']).written).toEqual(['c.k8s.yaml']);
    expect(first.synth()).toMatchObject({ written: ['a.k8s.yaml'], stale: ['c.k8s.yaml'] });
  });

  test('in processes or workers leave the output of one of them, and an index that fits', async () => {
    const outdir = makeFolder();
    const programs = ['x/', 'y/', 'z/'].map((path) => fleetScript(outdir, 40, '', path));
    const ended = programs.map((program, index) => new Promise((done) => index === 0
      ? new Worker(program[1], { eval: true }).once('exit', done)
      : spawn(process.execPath, program, { stdio: ['ignore', 'ignore', 'inherit'] }).once('exit', done)));
    expect(await Promise.all(ended)).toEqual([0, 0, 0]);

    const files = readFolder(outdir);
    expect(Object.keys(files)).toHaveLength(40);
    expect(new Set(Object.values(files).map((text) => /path: (.)\//.exec(text)?.[1])).size).toBe(1);
    const lines = Object.entries(files).map(([file, text]) => `${createHash('sha256').update(text).digest('hex')}  ${file}\n`);
    expect(fs.readFileSync(join(outdir, '.flux-fleet'), 'utf8')).toBe(lines.join(''));
  }, 60_000);

  test('a process that ends without synth() leaves nothing', () => {
    const outdir = join(makeFolder(), 'out');
    const { status } = spawnSync(process.execPath, fleetScript(outdir, 3, 'FluxFleet.prototype.synth = () => { throw new Error("stop"); };'));
    expect(status).toBe(1);
    expect(fs.existsSync(outdir)).toBe(false);
  });
});

describe('plain Secrets', () => {
  const PASSWORD = 'planted-password';
  const addSecret = `
    const addCluster = FluxFleet.prototype.addCluster;
    FluxFleet.prototype.addCluster = function (...args) {
      const { FluxSecret, SecretValue } = require(${JSON.stringify(LIB)});
      FluxSecret.gitBasicAuth(addCluster.apply(this, args), 'secret', {
        name: 'login', username: 'git', password: SecretValue.unsafePlainText('${PASSWORD}'), allowPlainTextInOutput: true,
      });
    };`;

  test('are in files that nobody else may read', () => {
    const outdir = makeFolder();
    spawnSync(process.execPath, fleetScript(outdir, 1, addSecret));
    expect(fs.readFileSync(join(outdir, 'c0.k8s.yaml'), 'utf8')).toContain(PASSWORD);
    expect(fs.statSync(join(outdir, 'c0.k8s.yaml')).mode % 0o1000).toBe(0o600);
  });

  test.each([0o600, 0o640, 0o444])('and other files keep the mode that they have: %o', (mode) => {
    const outdir = makeFolder();
    synthesize(outdir, ['c0']);
    fs.chmodSync(join(outdir, 'c0.k8s.yaml'), mode);
    synthesize(outdir, ['c0'], { defaults: { ...DEFAULTS, url: 'https://example.com/changed' } });
    expect(fs.statSync(join(outdir, 'c0.k8s.yaml')).mode % 0o1000).toBe(mode);
  });

  test('have no checksum in the index, and their files are not removed with their cluster', () => {
    const outdir = makeFolder();
    spawnSync(process.execPath, fleetScript(outdir, 1, addSecret));
    expect(fs.readFileSync(join(outdir, '.flux-fleet'), 'utf8')).toBe('#  c0.k8s.yaml\n');
    expect(synthesize(outdir, ['a'], { removeStale: true })).toMatchObject({ removed: [], stale: ['c0.k8s.yaml'] });
    expect(fs.readFileSync(join(outdir, '.flux-fleet'), 'utf8')).toMatch(/^[0-9a-f]{64} {2}a\.k8s\.yaml\n# {2}c0\.k8s\.yaml\n$/);
  });

  test.each([
    ['before files are moved', KILL_AT('renameSync', /k8s\.yaml$/, 1), []],
    ['while files are moved', KILL_AT('renameSync', /k8s\.yaml$/, 3), ['c0.k8s.yaml', 'c1.k8s.yaml']],
  ])('are left by a run that is killed %s in one private file at most, which git does not see', (_, tampering, moved) => {
    const outdir = makeFolder();
    expect(spawnSync(process.execPath, fleetScript(outdir, 4, addSecret + tampering)).signal).toBe('SIGKILL');
    const files = listFiles(outdir);
    const holding = files.filter((file) => fs.readFileSync(join(outdir, file), 'utf8').includes(PASSWORD));
    const [left, ...others] = holding.filter((file) => !moved.includes(file));
    expect(others).toEqual([]);
    expect(left).toMatch(/^\.flux-fleet-staging/);
    expect(fs.statSync(join(outdir, left)).mode % 0o1000).toBe(0o600);
    expect(fs.readFileSync(join(outdir, '.flux-fleet-staging', '.gitignore'), 'utf8')).toBe('*\n');
    synthesize(outdir, ['c9']);
    expect(fs.existsSync(join(outdir, '.flux-fleet-staging'))).toBe(false);
  });
});

describe('links', () => {
  test('as the output folder are followed', () => {
    const folder = makeFolder();
    fs.mkdirSync(join(folder, 'real'));
    fs.symlinkSync('real', join(folder, 'link'));
    synthesize(join(folder, 'link'), ['a']);
    expect(listFiles(join(folder, 'real'))).toEqual(['a.k8s.yaml']);
    expect(fs.lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
  });

  test.each<[string, 'file-per-cluster' | 'folder-per-cluster', string]>([
    ['in place of a file', 'file-per-cluster', 'a.k8s.yaml'],
    ['in place of a cluster\'s folder', 'folder-per-cluster', 'a'],
    ['in place of the index', 'file-per-cluster', '.flux-fleet'],
  ])('%s are refused', (_, layout, name) => {
    const [outdir, elsewhere] = [makeFolder(), makeFolder()];
    fs.symlinkSync(elsewhere, join(outdir, name));
    expect(messageOf(() => synthesize(outdir, ['a'], { layout: layout as never }))).toContain(`${name}: `);
    expect(fs.lstatSync(join(outdir, name)).isSymbolicLink()).toBe(true);
    expect(fs.readdirSync(elsewhere)).toEqual([]);
    expect(fs.readdirSync(outdir)).toEqual([name]);
  });
});
