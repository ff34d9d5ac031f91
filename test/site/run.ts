import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../projenrc/work-folder';
import { Report } from '../harness/report';
import { findBrowser, openBrowser } from './open-browser';
import type { Page } from './open-browser';
import { serveFolder } from './serve-folder';

const SITE = join(ROOT, 'dist/site');

/** The path that the site was built for. */
const BASE = process.env.SITE_BASE ?? '/';

/** A small phone, and a desk. */
const PHONE = { width: 375, height: 740 };
const DESK = { width: 1280, height: 900 };

/** What a reader types, and the page that must be among the answers and open. */
const SEARCHES = [
  { text: 'handover', page: '/migrating.html' },
  { text: 'GIT_SSH_SECRET_MISSING', page: '/errors.html' },
  { text: 'sparse checkout', page: '/recipes.html' },
  { text: 'pull_secret', page: '/api/python/' },
];

const report = new Report();
// `--screenshots FOLDER` keeps what a reader sees, for people to look at.
const [option, screenshots] = process.argv.slice(2);
const browserPath = findBrowser();
if (option !== undefined && (option !== '--screenshots' || screenshots === undefined)) {
  throw new Error('usage: npx projen docs:site:test [--screenshots FOLDER]');
}
if (!existsSync(SITE)) {
  throw new Error('there is no site to test: run npx projen docs:site');
}

void main();

async function main(): Promise<void> {
  if (browserPath === undefined) {
    report.skip('the site in a browser', 'neither Chromium nor Chrome is installed, and CHROMIUM names none');
  } else {
    const { server, address } = await serveFolder(SITE, BASE);
    const browser = await openBrowser(browserPath);
    try {
      await testSite(await browser.newPage(), address);
    } finally {
      await browser.close();
      server.close();
    }
  }
  process.exitCode = report.finish() ? 0 : 1;
}

async function testSite(page: Page, address: string): Promise<void> {
  const faults: string[] = [];
  // A busy machine is slow, and no fault of the site.
  page.setDefaultTimeout(300_000);
  page.on('console', (message) => { if (message.type() === 'error') { faults.push(message.text()); } });
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('request', (request) => { if (!request.url().startsWith(address) && !request.url().startsWith('data:')) { faults.push(`asks another server: ${request.url()}`); } });
  page.on('response', (response) => { if (response.status() >= 400) { faults.push(`${response.status()} ${response.url()}`); } });

  for (const path of listPages()) {
    const problems = await visit(page, address, path, faults);
    report.step(`${path} loads, its anchors are there, and it fits on a phone`, () => expectNone(problems));
  }
  for (const { text, page: expected } of SEARCHES) {
    const opened = await search(page, address, text, expected);
    report.step(`a search for ${text} finds ${expected}, and opens it`, () => expectNone(opened?.includes(expected) === true ? [] : [`it opened ${opened ?? 'nothing'}`]));
  }
  report.step('no page of these asks another server', () => expectNone(faults));
}

/** All pages of the documentation, and of the API the index and two pages of each language: the others are made in the same way. */
function listPages(): string[] {
  const pages = readdirSync(SITE).filter((name) => name.endsWith('.html') && name !== '404.html').sort();
  const api = readdirSync(join(SITE, 'api'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  return [...pages, 'api/index.html', ...api.flatMap((name) => ['index', 'FluxInstanceSync', 'KustomizationOptions'].map((type) => `api/${name}/${type}.html`))];
}

async function visit(page: Page, address: string, path: string, faults: string[]): Promise<string[]> {
  faults.length = 0;
  await page.setViewportSize(PHONE);
  await page.goto(`${address}/${path}`, { waitUntil: 'networkidle' });
  const missing = await page.evaluate<string[]>(`[...document.querySelectorAll('main a[href^="#"]')]
    .map((link) => decodeURIComponent(link.getAttribute('href').slice(1))).filter((id) => document.getElementById(id) === null)`);
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  if (screenshots !== undefined) {
    await keepScreenshots(page, path.replace(/\//g, '-').replace('.html', ''));
  }
  return [
    ...faults,
    ...missing.map((id) => `no heading #${id}`),
    ...width > PHONE.width ? [`it is ${width} wide on a phone of ${PHONE.width}`] : [],
    ...await page.evaluate<string>('document.querySelector("main h1")?.textContent ?? ""') === '' ? ['it has no title'] : [],
  ];
}

async function keepScreenshots(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}-phone.png`) });
  await page.setViewportSize(DESK);
  await page.screenshot({ path: join(screenshots, `${name}-desk.png`) });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: join(screenshots, `${name}-dark.png`) });
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Types into the search box as a reader does, and opens the answer. Returns the address of what opened; undefined where the page is not among the answers. */
async function search(page: Page, address: string, text: string, expected: string): Promise<string | undefined> {
  await page.setViewportSize(DESK);
  await page.goto(`${address}/index.html`, { waitUntil: 'networkidle' });
  await page.click('.DocSearch-Button');
  await page.fill('.VPLocalSearchBox input', text);
  await page.waitForSelector('.VPLocalSearchBox .result');
  if (screenshots !== undefined) {
    await page.screenshot({ path: join(screenshots, `search-${text}.png`) });
  }
  const answer = `.VPLocalSearchBox .result[href*="${expected}"]`;
  if (!await page.evaluate<boolean>(`document.querySelector('${answer}') !== null`)) {
    return undefined;
  }
  await page.click(answer);
  await page.waitForFunction('document.querySelector(".VPLocalSearchBox") === null && !location.pathname.endsWith("/index.html")');
  return page.evaluate<string>('location.pathname');
}

function expectNone(problems: readonly string[]): void {
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
}
