import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';

/** A link of a built page that leads nowhere. */
export interface BrokenLink {
  readonly page: string;
  readonly target: string;
  readonly why: 'no such file' | 'no such anchor';
}

/** The path of what the server has beside the site: no file of the site has it. */
const OUTSIDE = '..';

/** The links of a folder of HTML to other files in it, images, scripts and anchors included, that lead nowhere. Other sites are not asked. */
export function checkSite(folder: string, base: string): BrokenLink[] {
  const pages = new Map(listPages(folder).map((page) => [page, readFileSync(join(folder, page), 'utf8')]));
  const anchors = new Map([...pages].map(([page, html]) => [page, new Set([...html.matchAll(/\s(?:id|name)="([^"]+)"/g)].map(([, id]) => decode(id)))]));
  const broken: BrokenLink[] = [];
  for (const [page, html] of pages) {
    for (const target of new Set([...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, found]) => decode(found)))) {
      const found = resolve(target, page, base);
      if (found !== undefined) {
        const file = findFile(folder, found.path);
        if (file === undefined) {
          broken.push({ page, target, why: 'no such file' });
        } else if (found.anchor !== '' && anchors.get(file)?.has(found.anchor) === false) {
          broken.push({ page, target, why: 'no such anchor' });
        }
      }
    }
  }
  return broken;
}

function listPages(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html')).map((path) => path.split(sep).join('/')).sort();
}

/** The path within the site. Undefined for another site, and for what is no address of a file. */
function resolve(target: string, page: string, base: string): { readonly path: string; readonly anchor: string } | undefined {
  if (/^(?:[a-z]+:|\/\/)/.test(target)) {
    return undefined;
  }
  const [address, anchor = ''] = target.split('#');
  if (address.startsWith('/') && !address.startsWith(base)) {
    return { path: OUTSIDE, anchor };
  }
  const path = address === '' ? page : posix.normalize(address.startsWith('/') ? address.slice(base.length) : posix.join(dirname(page), address));
  return { path: decodeURIComponent(path), anchor: decodeURIComponent(anchor) };
}

/** As servers of static files find it: the file, or the index of the folder. */
function findFile(folder: string, path: string): string | undefined {
  if (path.split('/').includes(OUTSIDE)) {
    return undefined;
  }
  const full = join(folder, path);
  const file = existsSync(full) && statSync(full).isDirectory() ? join(full, 'index.html') : full;
  return existsSync(file) ? relative(folder, file).split(sep).join('/') : undefined;
}

function decode(text: string): string {
  return text.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
