import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { locateTarget } from '../../projenrc/site-pages';
import { listBlocks, PAGES, readPage, ROOT } from './list-blocks';

const REPOSITORY = (JSON.parse(readPage('package.json')) as { repository: { url: string } }).repository.url.replace(/\.git$/, '');

const yaml = listBlocks('yaml', 'yml').map((block) => [block.place, block.text]);
const json = listBlocks('json').map((block) => [block.place, block.text]);
const shell = listBlocks('sh', 'bash', 'shell').map((block) => [block.place, block.text]);

test.each(yaml)('%s is YAML', (_, text) => {
  expect(parseAllDocuments(text).flatMap(({ errors }) => errors)).toEqual([]);
});

if (json.length > 0) {
  test.each(json)('%s is JSON', (_, text) => {
    expect(() => JSON.parse(text)).not.toThrow();
  });
}

test.each(shell)('%s is what a shell can read', (_, text) => {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});

test('every block is in a language that some test reads', () => {
  const known = ['ts', 'typescript', 'yaml', 'yml', 'json', 'sh', 'bash', 'shell', 'mermaid', 'python', 'go', 'java', ''];
  const places = new Set(listBlocks(...known).map(({ place }) => place));
  const all = PAGES.flatMap((page) => readPage(page).match(/^```/gm) ?? []).length / 2;
  expect(places.size).toBe(all);
});

test('programs in other languages are on the page whose snippets are compared with the examples', () => {
  expect([...new Set(listBlocks('python', 'go', 'java').map(({ page }) => page))]).toEqual(['docs/languages.md']);
});

test('every task that a page names is there', () => {
  const { tasks } = JSON.parse(readPage('.projen/tasks.json'));
  const named = PAGES.flatMap((page) => [...readPage(page).matchAll(/npx projen ([a-z][a-z0-9:-]*)/g)].map(([, task]) => ({ page, task })));
  expect(named.filter(({ task }) => !Object.hasOwn(tasks, task))).toEqual([]);
});

test.each(PAGES)('the links of %s lead to files and headings that are there', (page) => {
  const prose = readPage(page).replace(/^```[\s\S]*?^```$/gm, '');
  const broken = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target)
    .filter((target) => {
      const found = locateTarget(target, page, REPOSITORY);
      return found !== undefined
        && (!existsSync(join(ROOT, found.path)) || (found.anchor !== '' && !listAnchors(readPage(found.path)).includes(found.anchor)));
    });
  expect(broken).toEqual([]);
});

test('the links of the README are whole: registries show it, too, and have neither the other files nor anchors', () => {
  const targets = [...readPage('README.md').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
  expect(targets).toContain(`${REPOSITORY}/blob/main/docs/secrets.md`);
  expect(targets.filter((target) => !target.startsWith('https://'))).toEqual([]);
});

/** The anchors that GitHub gives to headings. */
function listAnchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => (
    `#${heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').trim().replace(/ /g, '-')}`
  ));
}
