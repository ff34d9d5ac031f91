import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { listParts, writeNotice, writeSbom } from '../../projenrc/supply-chain';

const root = join(__dirname, '../..');

describe('what is said of the code of others', () => {
  const { bundledDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bundledDependencies: string[] };

  test('names each bundled package, and the CEL library, which is copied', () => {
    expect(listParts().map(({ name }) => name)).toEqual([...bundledDependencies, '@marcbachmann/cel-js'].sort());
  });

  test('is in NOTICE with the licence of each', () => {
    const notice = writeNotice();
    for (const { name, version, license } of listParts()) {
      expect(notice).toContain(`\n${name} ${version} (${license})\n`);
    }
    expect(notice.match(/^Copyright|^ISC License|permission notice/gim)!.length).toBeGreaterThanOrEqual(listParts().length);
  });

  test('is in the bill of materials, and nothing else is', () => {
    const { metadata, components } = JSON.parse(writeSbom()) as {
      metadata: { component: { name: string } };
      components: { name: string; version: string }[];
    };
    expect(metadata.component.name).toBe('cdk8s-flux-instance-sync');
    expect(components.map(({ name, version }) => `${name} ${version}`).sort()).toEqual(listParts().map(({ name, version }) => `${name} ${version}`).sort());
  }, 60_000);
});

/** Reads a named file, and uses patches, CEL, regular expressions and a Secret. */
const APP = `
const { App, Chart } = require('cdk8s');
const { FluxInstanceSync, FluxSecret, SecretValue } = require(process.argv[2]);
const app = new App({ outdir: process.argv[3] });
const chart = new Chart(app, 'cluster', { namespace: 'flux-system' });
FluxSecret.gitBasicAuth(chart, 'login', { username: 'git', password: SecretValue.fromFile(process.argv[4]), allowPlainTextInOutput: true });
new FluxInstanceSync(chart, 'sync', {
  kind: 'GitRepository', url: 'https://github.com/o/r', ref: 'refs/heads/main', path: 'p', pullSecret: 'login',
  kustomization: { wait: true, healthCheckExprs: [{ apiVersion: 'v1', kind: 'Pod', current: 'status.phase == "Running"' }] },
  patches: [{ target: { kind: '.*(ation|itory)' }, patch: '- {op: add, path: /metadata/annotations, value: {a: b}}' }],
});
app.synth();
`;

const canTrace = spawnSync('strace', ['-e', 'trace=none', 'true']).status === 0;
const needsStrace = canTrace ? test : test.skip;

needsStrace('a synthesis opens no connection, starts no process and reads no file that was not named (needs strace that may trace)', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'traced-')));
  try {
    const [script, secret, log] = ['app.js', 'password', 'log'].map((name) => join(folder, name));
    writeFileSync(script, APP);
    // Node.js looks for one in each folder above, and somebody may have left one there.
    writeFileSync(join(folder, 'package.json'), '{}');
    writeFileSync(secret, 'pa55word\n');
    const traced = ['-f', '-qq', '-e', 'trace=network,execve,open,openat,creat,unlink,unlinkat,rename', '-o', log];
    const { status, stderr } = spawnSync('strace', [...traced, process.execPath, script, join(root, 'lib/src'), join(folder, 'out'), secret], {
      encoding: 'utf8', cwd: folder, env: { PATH: process.env.PATH, NODE_PATH: join(root, 'node_modules') },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const calls = readFileSync(log, 'utf8').split('\n').filter((line) => / = (?!-1 )/.test(line));
    const execs = calls.filter((line) => line.includes('execve('));
    expect(execs).toHaveLength(1);
    expect(calls.filter((line) => /\b(?:socket|connect|bind|listen|sendto|sendmsg)\(/.test(line))).toEqual([]);
    const files = calls.flatMap((line) => / open(?:at)?\(.*?"([^"]*)"/.exec(line)?.[1] ?? []);
    // Code, what was named, and what the system and Node.js themselves need.
    const isAllowed = (file: string) => [root, realpathSync(root), folder, dirname(dirname(process.execPath)), '/usr', '/lib', '/etc/ld.so', '/etc/ssl', '/proc', '/sys', '/dev']
      .some((allowed) => file.startsWith(allowed));
    expect(files.filter((file) => !isAllowed(file))).toEqual([]);
    expect(files).toContain(secret);
    const changed = calls.filter((line) => /O_WRONLY|O_RDWR|O_CREAT|\b(?:creat|unlink|unlinkat|rename)\(/.test(line) && !line.includes('"/dev/'));
    expect(changed.filter((line) => !line.includes(`"${join(folder, 'out')}`))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
