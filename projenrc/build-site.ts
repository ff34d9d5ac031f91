import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Schema } from 'jsii-docgen/lib/docgen/schema';
import { API_LANGUAGES, groupTypes, writeApiPages } from './api-pages';
import { checkSite } from './check-site';
import { convertPage, nameSitePage } from './site-pages';
import type { NavigationGroup } from './site-pages';
import { cacheEnvironment, ROOT } from './work-folder';

/** The site's generator with its dependencies, apart from those of the package. */
const SITE = join(ROOT, 'site');
const PAGES = join(SITE, 'pages');
const OUTPUT = join(ROOT, 'dist/site');

const REPOSITORY = (readJson(join(ROOT, 'package.json')) as { repository: { url: string } }).repository.url.replace(/\.git$/, '');
const navigation = readJson(join(SITE, 'navigation.json')) as NavigationGroup[];

install();
rmSync(PAGES, { recursive: true, force: true });
writePages();
const apis = readApis();
writeApi(apis);
writeSidebars(apis);
run('npx', ['vitepress', 'build', '.'], SITE);
const broken = checkSite(OUTPUT, process.env.SITE_BASE ?? '/');
console.log(broken.map(({ page, target, why }) => `${page}: ${target}: ${why}`).join('\n'));
console.log(`${OUTPUT}: ${broken.length} broken links`);
process.exitCode = broken.length === 0 ? 0 : 1;

/** Once, and again when the lock file has changed. */
function install(): void {
  const installed = join(SITE, 'node_modules/.package-lock.json');
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(join(SITE, 'package-lock.json')).mtimeMs) {
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], SITE);
  }
}

function writePages(): void {
  const files = navigation.flatMap(({ pages }) => pages).map(({ file }) => file);
  for (const file of files.filter((each) => each !== 'API.md')) {
    write(nameSitePage(file), convertPage(readFileSync(join(ROOT, file), 'utf8'), file, files, REPOSITORY));
  }
  for (const image of ['overview.svg']) {
    mkdirSync(join(PAGES, 'public'), { recursive: true });
    copyFileSync(join(ROOT, 'docs', image), join(PAGES, 'public', basename(image)));
  }
}

/** What jsii-docgen says of the API in each language. */
function readApis(): ReadonlyMap<string, Schema> {
  const folder = mkdtempSync(join(tmpdir(), 'docgen-'));
  run('npx', ['jsii-docgen', '--format', 'json', '--output', join(folder, 'API'), ...API_LANGUAGES.flatMap(({ id }) => ['--language', id])], ROOT);
  const read = API_LANGUAGES.map(({ id }) => [id, readJson(join(folder, `API.${id}.json`)) as Schema] as const);
  rmSync(folder, { recursive: true });
  return new Map(read);
}

function writeApi(schemas: ReadonlyMap<string, Schema>): void {
  for (const language of API_LANGUAGES) {
    writeApiPages(schemas.get(language.id)!, language).forEach(({ path, text }) => write(`api/${language.id}/${path}`, `${text}\n`));
  }
  write('api/index.md', ['# API', 'Every class, struct and enum, as it looks in', ...API_LANGUAGES.map(({ id, name }) => `- [${name}](./${id}/index.md)`), ''].join('\n\n'));
}

/** What VitePress shows beside the pages: the navigation beside the documentation, the types beside those of the API. */
function writeSidebars(schemas: ReadonlyMap<string, Schema>): void {
  const sidebars: Record<string, unknown> = {
    '/': navigation.map(({ text, pages }) => ({ text, items: pages.map((page) => ({ text: page.text, link: link(nameSitePage(page.file)) })) })),
  };
  for (const { id, name } of API_LANGUAGES) {
    const { apiReference, metadata } = schemas.get(id)!;
    sidebars[`/api/${id}/`] = [
      { text: `API for ${name}`, link: `/api/${id}/` },
      ...groupTypes(apiReference!).map(({ text, types }) => ({
        text,
        collapsed: text === 'Structs' || text === 'Enums',
        items: types.map((type) => ({ text: type.displayName, link: `/api/${id}/${type.id.slice(metadata.packageName.length + 1)}` })),
      })),
    ];
  }
  write('sidebars.json', JSON.stringify(sidebars, undefined, 2));
}

/** `/secrets` of `secrets.md`, `/` of `index.md`. */
function link(page: string): string {
  return `/${page.replace(/(?:index)?\.md$/, '')}`;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(PAGES, path)), { recursive: true });
  writeFileSync(join(PAGES, path), text);
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...cacheEnvironment() } });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? `it ended with ${status}`}`);
  }
}
