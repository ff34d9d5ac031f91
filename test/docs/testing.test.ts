import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listBlocks, ROOT } from './list-blocks';

test('the test file that docs/testing.md shows is the one of the starter, which npx projen test:users runs', () => {
  const [shown] = listBlocks('ts').filter(({ page }) => page === 'docs/testing.md');
  expect(shown.text).toBe(readFileSync(join(ROOT, 'examples/starter/cluster.test.ts'), 'utf8'));
});
