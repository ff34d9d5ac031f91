import { execFileSync, spawn, spawnSync } from 'node:child_process';
import fs, { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { lockFolder } from '../../src/fleet/lock-folder';
import { messageOf } from './fleets';
import { makeFolder, removeFolders } from './folders';

jest.setTimeout(30_000);
afterEach(() => jest.restoreAllMocks());
afterAll(removeFolders);

const LOCK = '.flux-fleet.lock';
const LOAD = `const { lockFolder } = require(${JSON.stringify(resolve(__dirname, '../../lib/src/fleet/lock-folder'))});`;

/** A program that holds the lock of a folder until it is killed. */
function holdScript(folder: string, beat: boolean): string {
  return `${LOAD} const lock = lockFolder(${JSON.stringify(folder)}); console.log('held'); setInterval(() => ${beat ? 'lock.beat()' : '0'}, 100);`;
}

async function startHolder(folder: string, beat: boolean, wrap: readonly string[] = []) {
  const [command, ...args] = [...wrap, process.execPath, '-e', holdScript(folder, beat)];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.once('exit', done));
  await new Promise((done) => child.stdout.once('data', done));
  return { child, ended };
}

describe('a lock', () => {
  test('is taken, and gone when it is released', () => {
    const folder = makeFolder();
    const lock = lockFolder(folder);
    expect(readFileSync(join(folder, LOCK), 'utf8')).toMatch(new RegExp(`^process ${process.pid} on ${hostname()}\\b`));
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of a process that lives is waited for, then refused, with what to do', async () => {
    const folder = makeFolder();
    const { child, ended } = await startHolder(folder, true);
    const message = messageOf(() => lockFolder(folder, 1500));
    expect(message).toContain(`${join(folder, LOCK)}: is held by process ${child.pid} on ${hostname()}, which writes to the same folder; run again when it has ended`);
    // The remedy works.
    child.kill('SIGKILL');
    await ended;
    const started = Date.now();
    lockFolder(folder).release();
    expect(Date.now() - started).toBeLessThan(1000);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that is released while another run waits is taken by that', async () => {
    const folder = makeFolder();
    const script = `${LOAD} const lock = lockFolder(${JSON.stringify(folder)}); console.log('held'); setTimeout(() => lock.release(), 700);`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((done) => child.stdout.once('data', done));
    lockFolder(folder, 5000).release();
  });

  test.each<[string, string]>([
    ['of another machine', 'process 1 on elsewhere.example\n1234\n'],
    ['of a killed container with another host name', 'process 7 on ci-job-2 boot pid:[1]\nabcd\n'],
    ['of a process number of another container, which is somebody else here', `process ${process.pid} on ${hostname()} boot pid:[1]\nabcd\n`],
    ['that is empty', ''],
    ['of an older version', 'process 1 on elsewhere.example\n'],
  ])('%s that shows no life is taken over', (_, content) => {
    const folder = makeFolder();
    writeFileSync(join(folder, LOCK), content);
    const started = Date.now();
    lockFolder(folder, 400).release();
    expect(Date.now() - started).toBeGreaterThanOrEqual(400);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is not left behind on a full disk', () => {
    const folder = makeFolder();
    const write = jest.spyOn(fs, 'writeFileSync').mockImplementation((path, _data, options) => {
      fs.closeSync(fs.openSync(path as string, (options as { flag: string }).flag));
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    });
    expect(() => lockFolder(folder)).toThrow('ENOSPC');
    write.mockRestore();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that was taken over is noticed by its former holder, which leaves it alone', () => {
    const folder = makeFolder();
    const lock = lockFolder(folder);
    writeFileSync(join(folder, LOCK), 'process 9 on elsewhere.example\n1234\n');
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
    expect(() => lock.beat()).toThrow('is held by process 9 on elsewhere.example');
    lock.release();
    expect(existsSync(join(folder, LOCK))).toBe(true);
  });

  test('that cannot be read because it is a folder is a clear error', () => {
    const folder = makeFolder();
    fs.mkdirSync(join(folder, LOCK));
    expect(() => lockFolder(folder, 100)).toThrow('EISDIR');
  });
});

describe('at any time one run only holds the lock', () => {
  /** Takes the lock again and again, and notes whether somebody else was there. */
  const contend = (folder: string, rounds: number) => `${LOAD}
    const fs = require('fs');
    const marker = ${JSON.stringify(join(folder, 'marker'))};
    for (let i = 0; i < ${rounds}; i++) {
      const lock = lockFolder(${JSON.stringify(folder)}, 1500);
      fs.writeFileSync(marker, '', { flag: 'wx' });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
      fs.rmSync(marker);
      lock.release();
    }`;

  test('of three processes that find a lock that was left behind', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, LOCK), `process ${spawnSync('true').pid} on ${hostname()} elsewhere\n1234\n`);
    const children = [1, 2, 3].map(() => spawn(process.execPath, ['-e', contend(folder, 5)], { stdio: ['ignore', 'ignore', 'inherit'] }));
    expect(await Promise.all(children.map((child) => new Promise((done) => child.once('exit', done))))).toEqual([0, 0, 0]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of two workers of one process', async () => {
    const folder = makeFolder();
    const workers = [1, 2].map(() => new Worker(contend(folder, 5), { eval: true }));
    expect(await Promise.all(workers.map((worker) => new Promise((done, fail) => worker.once('exit', done).once('error', fail))))).toEqual([0, 0]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

const canUnshare = process.platform === 'linux' && spawnSync('unshare', ['-p', '-f', '--mount-proc', '-u', 'true']).status === 0;

(canUnshare ? describe : describe.skip)('across containers', () => {
  test('a lock of a process that lives in another one is not taken over', async () => {
    const folder = makeFolder();
    const { child, ended } = await startHolder(folder, true, ['unshare', '-p', '-f', '--kill-child', '--mount-proc']);
    expect(messageOf(() => lockFolder(folder, 1500))).toContain('which writes to the same folder');
    child.kill('SIGKILL');
    await ended;
    lockFolder(folder, 1500).release();
  });

  test('a lock of one that was killed is taken over under another host name', () => {
    const folder = makeFolder();
    lockFolder(folder);
    const script = `${LOAD} lockFolder(${JSON.stringify(folder)}, 500).release(); console.log('taken');`;
    expect(execFileSync('unshare', ['-u', 'sh', '-c', 'hostname ci-job-2 && exec "$0" -e "$1"', process.execPath, script], { encoding: 'utf8' })).toBe('taken\n');
  });
});
