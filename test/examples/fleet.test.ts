import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const EXAMPLE = join(__dirname, '../../examples/fleet');
const OUTDIR = 'CDK8S_OUTDIR';
const IN_FULL = ['ap-south-azure-05.k8s.yaml', 'eu-west-aws-01.k8s.yaml'];

let outdir: string;

beforeAll(() => {
  outdir = mkdtempSync(join(tmpdir(), 'example-'));
  process.env[OUTDIR] = outdir;
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require(join(EXAMPLE, 'main.ts'));
});

afterAll(() => {
  delete process.env[OUTDIR];
  rmSync(outdir, { recursive: true, force: true });
});

const read = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8');

test('the fleet has 50 clusters, with the checksums that are checked in', () => {
  const files = readdirSync(outdir).filter((name) => !name.startsWith('.')).sort();
  const checksums = files.map((file) => [file, createHash('sha256').update(read(outdir, file)).digest('hex')]);
  expect(files).toHaveLength(50);
  // `npx projen synth` writes the new ones after a change.
  expect(Object.fromEntries(checksums)).toEqual(JSON.parse(read(EXAMPLE, 'checksums.json')));
});

test.each(IN_FULL)('%s is the file that is checked in', (file) => {
  expect(read(outdir, file)).toBe(read(join(EXAMPLE, 'manifests'), file));
});
