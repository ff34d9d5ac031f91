import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = join(__dirname, '../../examples');
// Of a large example only some manifests are checked in, and checksums of all: it has a test of its own.
const examples = readdirSync(folder).filter((name) => {
  const files = readdirSync(join(folder, name));
  return files.includes('manifests') && !files.includes('checksums.json');
});

const OUTDIR = 'CDK8S_OUTDIR';
const startedIn = process.cwd();

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  delete process.env[OUTDIR];
  process.chdir(startedIn);
  jest.restoreAllMocks();
});

test.each(examples)('%s writes the manifests that are checked in', (name) => {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  process.env[OUTDIR] = outdir;
  process.chdir(join(folder, name));
  jest.isolateModules(() => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    require(join(folder, name, 'main.ts'));
  });
  expect(readAll(outdir)).toEqual(readAll(join(folder, name, 'manifests')));
});

/** Without the list of files that a fleet keeps beside them. */
function readAll(directory: string): Record<string, string> {
  return Object.fromEntries(readdirSync(directory).filter((file) => !file.startsWith('.')).sort().map((file) => [file, readFileSync(join(directory, file), 'utf8')]));
}
