import { execFileSync, spawn, spawnSync } from 'child_process';
import fs from 'fs';
import { hostname } from 'os';
import { join, resolve } from 'path';
import { FluxFleet } from '../../src';
import { DEFAULTS, messageOf, synthesize } from './fleets';
import { listFiles, makeFolder, readFolder, removeFolders } from './folders';

const LIB = resolve(__dirname, '../../lib/src');

afterEach(() => jest.restoreAllMocks());
afterAll(removeFolders);

/** A fleet in a process of its own; the script may first tamper with `fs`. */
function fleetScript(outdir: string, clusters: number, tampering: string): string[] {
  return ['-e', `
    const fs = require('fs');
    const { FluxFleet } = require(${JSON.stringify(LIB)});
    ${tampering}
    const fleet = new FluxFleet({ outdir: ${JSON.stringify(outdir)}, defaults: ${JSON.stringify({ ...DEFAULTS, interval: undefined })} });
    for (let i = 0; i < ${clusters}; i++) fleet.addCluster('c' + i, { path: 'new/' + i });
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
    ['while it makes the files', KILL_AT('writeFileSync', /staging-\d+.[0-9]+$/, 3), 0],
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
    expect(synthesize(outdir, ['c0'], { removeStale: true }).removed).toEqual(['c1', 'c2', 'c3', 'c4'].map((cluster) => `${cluster}.k8s.yaml`));
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
      if (args.some((arg) => /staging-\d+.1$/.test(String(arg)))) {
        throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
      }
      return original(...args);
    });
    const message = messageOf(() => {
      const fleet = new FluxFleet({ outdir, defaults: DEFAULTS });
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
    } finally {
      execFileSync('umount', [small!]);
    }
  });
});

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
  test('in one process: the second is refused', () => {
    const outdir = makeFolder();
    const first = new FluxFleet({ outdir, defaults: DEFAULTS });
    first.addCluster('a');
    first.addCluster('b');
    expect(messageOf(() => synthesize(outdir, ['c']))).toMatch(/\.flux-fleet\.lock: is held by process \d+ on .*, which writes to the same folder; wait/);
    first.synth();
    expect(listFiles(outdir)).toEqual(['a.k8s.yaml', 'b.k8s.yaml']);
    expect(synthesize(outdir, ['c']).written).toEqual(['c.k8s.yaml']);
  });

  test('in two processes: the second is refused, and may go on when the first has ended', async () => {
    const outdir = makeFolder();
    const wait = 'const original = fs.renameSync; fs.renameSync = (...a) => { console.log("in"); fs.readSync(0, Buffer.alloc(1)); return original(...a); };';
    const other = spawn(process.execPath, fleetScript(outdir, 1, wait), { stdio: ['pipe', 'pipe', 'inherit'] });
    await new Promise((done) => other.stdout.once('data', done));
    expect(messageOf(() => synthesize(outdir, ['a']))).toContain(`process ${other.pid} on ${hostname()}`);
    const ended = new Promise((done) => other.once('exit', done));
    other.stdin.end('go on, go on, go on');
    expect(await ended).toBe(0);
    expect(synthesize(outdir, ['a']).written).toEqual(['a.k8s.yaml']);
  });

  test.each([
    ['whose process has ended', () => `process ${spawnSync('true').pid} on ${hostname()}\n`, true],
    ['of an earlier process with our number', () => `process ${process.pid} on ${hostname()}\n`, true],
    ['of another machine', () => 'process 1 on elsewhere.example\n', false],
    ['that says nothing', () => '', false],
  ])('a lock %s', (_, makeLock, taken) => {
    const outdir = makeFolder();
    fs.writeFileSync(join(outdir, '.flux-fleet.lock'), makeLock());
    const run = () => synthesize(outdir, ['a']).written;
    if (taken) {
      expect(run()).toEqual(['a.k8s.yaml']);
      expect(listFiles(outdir)).toEqual(['a.k8s.yaml']);
    } else {
      expect(run).toThrow('or delete the file if it has ended already');
    }
  });

  test('a process that ends without synth() leaves nothing', () => {
    const outdir = join(makeFolder(), 'out');
    const { status } = spawnSync(process.execPath, fleetScript(outdir, 3, 'FluxFleet.prototype.synth = () => { throw new Error("stop"); };'));
    expect(status).toBe(1);
    expect(fs.existsSync(outdir)).toBe(false);
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
