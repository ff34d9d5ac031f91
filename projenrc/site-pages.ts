import { statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { ROOT } from './work-folder';

/** A group of the site's sidebar, as `site/navigation.json` has it. Its pages are files of the repository. */
export interface NavigationGroup {
  readonly text: string;
  readonly pages: readonly { readonly text: string; readonly file: string }[];
}

/** The API is a folder of pages on the site, and one file in the repository. */
const API = 'API.md';

/** Where the site has a page of the repository: `docs/secrets.md` at `secrets.md`. */
export function nameSitePage(file: string): string {
  if (file === API) {
    return 'api/index.md';
  }
  return file === 'README.md' ? 'index.md' : file.replace(/^docs\//, '').toLowerCase();
}

/**
 * The Markdown of a page for the site. Links to other pages of the site lead there, links to other files of the repository to where it is published.
 *
 * @param file the page's path in the repository
 * @param pages the files that the site has as pages
 * @param repository where the repository is published
 */
export function convertPage(markdown: string, file: string, pages: readonly string[], repository: string): string {
  return addCodeAnchors(markdown).replace(/^```[\s\S]*?^```$|(!?)\[([^\]]*)\]\(([^)\s]+)\)/gm, (all, image: string | undefined, text: string, target: string) => (
    text === undefined ? all : `${image}[${text}](${convertTarget(target, file, pages, repository, image === '!')})`
  ));
}

/** A table of codes, as that of the errors, can be linked row by row. */
function addCodeAnchors(markdown: string): string {
  return markdown.replace(/^\| `([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)` /gm, '| <a id="$1"></a>`$1` ');
}

function convertTarget(target: string, file: string, pages: readonly string[], repository: string, isImage: boolean): string {
  const found = locateTarget(target, file, repository);
  if (found === undefined || found.path === file) {
    return found?.anchor ?? target;
  }
  if (isImage) {
    return `/${found.path.replace(/^docs\//, '')}`;
  }
  if (pages.includes(found.path)) {
    return `./${nameSitePage(found.path)}${found.anchor}`;
  }
  const kind = statSync(join(ROOT, found.path)).isDirectory() ? 'tree' : 'blob';
  return `${repository}/${kind}/main/${found.path}${found.anchor}`;
}

/** The file of the repository that a link leads to: from the page, or by its published address. Undefined for what is elsewhere. */
export function locateTarget(target: string, file: string, repository: string): { readonly path: string; readonly anchor: string } | undefined {
  const [address, heading] = target.split('#');
  const anchor = heading === undefined ? '' : `#${heading}`;
  for (const base of [`${repository}/blob/main/`, `${repository}/tree/main/`, `${repository.replace('github.com', 'raw.githubusercontent.com')}/main/`]) {
    if (address.startsWith(base)) {
      return { path: address.slice(base.length), anchor };
    }
  }
  if (/^[a-z]+:/.test(target)) {
    return undefined;
  }
  return { path: address === '' ? file : normalize(join(dirname(file), address)), anchor };
}
