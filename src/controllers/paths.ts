/** A path inside a root, without `.`, `..` and superfluous slashes. As in the controllers, `..` at the root stays at the root. */
export function cleanPath(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') {
      kept.pop();
    } else if (segment !== '' && segment !== '.') {
      kept.push(segment);
    }
  }
  return kept.join('/');
}

/** Whether a path goes above the root that it must stay in. */
export function leavesRoot(path: string): boolean {
  let depth = 0;
  for (const segment of path.split('/')) {
    if (segment === '..') {
      depth -= 1;
    } else if (segment !== '' && segment !== '.') {
      depth += 1;
    }
    if (depth < 0) {
      return true;
    }
  }
  return false;
}

/** Whether a directory is left out where only files are taken whose path starts with one of the prefixes. The root is never left out. */
export function isLeftOut(path: string, prefixes: readonly string[]): boolean {
  const directory = `${cleanPath(path)}/`;
  return directory !== '/' && !prefixes.some((prefix) => directory.startsWith(prefix) || prefix.startsWith(directory));
}

/**
 * Whether an ignore list certainly leaves out a whole directory. Mirrors go-git's matcher: the last pattern that matches a file decides, and a
 * pattern for a directory matches everything below it. Only plain paths, `*` and `/*` are understood. Any other pattern that excludes is passed
 * over, and any other pattern that includes again may include the directory.
 */
export function ignoresDirectory(ignore: string, path: string): boolean {
  const directory = cleanPath(path);
  let isIgnored = false;
  for (const line of directory === '' ? [] : ignore.split(/\r?\n/)) {
    if (line.startsWith('!')) {
      isIgnored = isIgnored && isBeside(line.slice(1), directory);
    } else if (!line.startsWith('#')) {
      isIgnored = isIgnored || covers(line, directory);
    }
  }
  return isIgnored;
}

/** Whether a pattern certainly matches everything in a directory. */
function covers(pattern: string, directory: string): boolean {
  if (pattern === '*' || pattern === '/*') {
    return true;
  }
  if (!isPlain(pattern)) {
    return false;
  }
  return isAnchored(pattern) ? `${directory}/`.startsWith(`${trimSlashes(pattern)}/`) : directory.split('/').includes(trimSlashes(pattern));
}

/** Whether a pattern certainly matches nothing in a directory. */
function isBeside(pattern: string, directory: string): boolean {
  const plain = `${trimSlashes(pattern)}/`;
  return isPlain(pattern) && isAnchored(pattern) && !plain.startsWith(`${directory}/`) && !`${directory}/`.startsWith(plain);
}

function isPlain(pattern: string): boolean {
  return /^\/?[\w.@+-]+(\/[\w.@+-]+)*\/?$/.test(pattern) && !/(^|\/)\.\.?(\/|$)/.test(pattern);
}

/** A pattern with a slash before its end is a path from the root. Any other one is a name at any depth. */
function isAnchored(pattern: string): boolean {
  return pattern.slice(0, -1).includes('/');
}

function trimSlashes(pattern: string): string {
  return pattern.replace(/^\/|\/$/g, '');
}
