import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { inFolder, INSTANCE } from './terminal';

const ROOT = resolve(__dirname, '../..');
const { bin } = JSON.parse(jest.requireActual<typeof import('node:fs')>('node:fs').readFileSync(`${ROOT}/package.json`, 'utf8')) as { bin: Record<string, string> };

/** Runs the compiled program, as npx does. */
function run(args: readonly string[], input?: string, env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(ROOT, bin['flux-instance']), ...args], {
    input, encoding: 'utf8', env: { ...process.env, ...env },
  });
  return { code: status, stdout, stderr };
}

test('the program reads standard input, and its exit code says what it found', () => {
  expect(run(['check', '-'], INSTANCE)).toEqual({ code: 0, stdout: '', stderr: '1 file, 1 FluxInstance: 0 errors, 0 warnings\n' });
  expect(run(['check', '-'], INSTANCE.replace('https', 'htps'))).toMatchObject({ code: 1, stdout: expect.stringMatching(/^stdin:12:10: error: /) });
  expect(run(['check'])).toMatchObject({ code: 2, stdout: '' });
});

test('the program reads files and folders', () => {
  inFolder({ 'clusters/eu/flux-instance.yaml': INSTANCE }, () => {
    expect(run(['check', 'clusters'])).toMatchObject({ code: 0 });
    expect(run(['check', 'missing'])).toMatchObject({ code: 2, stderr: expect.stringContaining('missing: cannot be read: it does not exist') });
  });
});

describe('what has no end, or comes from another program', () => {
  const shell = (script: string, input?: string) => {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script, process.execPath, resolve(ROOT, bin['flux-instance'])], { input, encoding: 'utf8', timeout: 60_000 });
    return { code: status, stdout, stderr };
  };

  test.each(['/dev/zero', '/dev/urandom', '/dev/tty'])('the device %s is refused at once', (device) => {
    expect(run(['check', device])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/: cannot be read: (?:it is a device, a pipe or a socket|ENXIO)\n/) });
    expect(run(['check', '-', '--vars', device], INSTANCE)).toMatchObject({ code: 2, stdout: '' });
  });

  test('standard input without end is refused when it is too large', () => {
    expect(shell('"$0" "$1" check - < /dev/zero')).toMatchObject({ code: 2, stderr: expect.stringContaining('standard input: cannot be read: it is too large (EFBIG)') });
  });

  test('a pipe of the shell is read to its end, and one without end is refused', () => {
    expect(shell('"$0" "$1" check <(cat)', INSTANCE)).toMatchObject({ code: 0, stdout: '' });
    expect(shell('"$0" "$1" check <(cat /dev/zero)')).toMatchObject({ code: 2, stderr: expect.stringContaining('it is too large (EFBIG)') });
    expect(shell('"$0" "$1" check - --vars <(echo region=eu)', INSTANCE)).toMatchObject({ code: 0, stdout: '' });
  });

  test('a writer that is slow is waited for', () => {
    expect(shell('(sleep 0.3; cat) | "$0" "$1" check -', INSTANCE)).toMatchObject({ code: 0 });
  });

  test('/dev/null stands for nothing, as in a comparison with what is not there yet', () => {
    inFolder({ 'new.yaml': INSTANCE }, () => {
      expect(run(['diff', '/dev/null', 'new.yaml'])).toMatchObject({ code: 1, stdout: expect.stringContaining('GitRepository flux-system/flux-system (added)') });
    });
  });
});

test('the program has a version and help', () => {
  expect(run(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(run(['--help'])).toMatchObject({ code: 0, stderr: '' });
});

test('there are no colours where nobody sees them', () => {
  expect(run(['check', '-'], INSTANCE.replace('https', 'htps')).stdout).not.toContain('\u001b');
});

test('a reader that goes away ends the program quietly', () => {
  const { stdout, stderr } = spawnSync('bash', ['-c', `"${process.execPath}" "${resolve(ROOT, bin['flux-instance'])}" --help | head -c 1`], { encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['U', '']);
});
