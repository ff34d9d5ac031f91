import { isToken } from './urls';

const HOST = '(?:(?:[\\w-]+\\.)+[A-Za-z][\\w-]*|localhost(?=[:/]))';
const PORT = '(?::[0-9]+)?';
const PATH = '[^\\s:@]+';

/** What people write in place of a URL, and what to write: the first that matches counts. `$1` is what the first group matched. */
const REWRITES: Readonly<Record<string, readonly (readonly [pattern: RegExp, remedy: string])[]>> = {
  GitRepository: [
    // What git takes for an SSH address: user@host:path. It has no ports.
    [new RegExp(`^([\\w.-]+)@(${HOST}):([0-9]+)/(${PATH})$`), 'write ssh://$1@$2/$3/$4, or ssh://$1@$2:$3/$4 where $3 is the port'],
    [new RegExp(`^([\\w.-]+)@(${HOST})[:/]/?(${PATH})$`), 'write ssh://$1@$2/$3'],
    [new RegExp(`^(${HOST}):(?![0-9]+/)/?(?!/)(${PATH})$`), 'write ssh://git@$1/$2'],
    [new RegExp(`^ssh://([\\w.-]+@)?(${HOST}):(?![0-9]*/)(${PATH})$`), 'write ssh://$1$2/$3'],
    [new RegExp(`^(?://)?(${HOST}${PORT}/${PATH})$`), 'write https://$1'],
    [/^(?:git|git\+https):\/\/([^\s@]+)$/, 'write https://$1'],
    [/^(?:git\+ssh|ssh\+git):\/\/([^\s:@]+@)?([^\s@]+)$/, 'write ssh://$1$2'],
    [/^https:\/\/([^\s@]+)$/i, 'write https://$1'],
    [/^ssh:\/\/([^\s:@]+@)?([^\s@]+)$/i, 'write ssh://$1$2'],
    [/^oci:\/\//i, 'use the kind OCIRepository for it'],
    [/^s3:\/\//i, 'use the kind Bucket for it'],
    [/^(?:file:\/\/|~?\/|\.\.?\/|[A-Za-z]:[\\/])/, 'write the address of a server: a controller cannot read local folders'],
  ],
  OCIRepository: [
    [/^(?:ssh:\/\/|[\w.-]+@)|^https?:\/\/.*\.git$/, 'use the kind GitRepository for it'],
    [/^(?:docker|https?|oci):\/\/([^\s@]+)$/i, 'write oci://$1'],
    [new RegExp(`^(?://)?(${HOST}${PORT}/[^\\s@]+)$`), 'write oci://$1'],
    [/^s3:\/\//i, 'use the kind Bucket for it'],
    [/^(?:file:\/\/|~?\/|\.\.?\/)/, 'write the address of a registry: a controller cannot read local folders'],
  ],
  Bucket: [[new RegExp(`^https://(${HOST}${PORT})/?$`), 'write $1']],
};

/** A longer one helps nobody. */
const MAX_LENGTH = 500;

/**
 * What to write in place of a URL that a source of that kind does not take: `ssh://git@host/org/repo` for `git@host:org/repo`. `undefined` where
 * it is not clear what was meant. A password or a token is never repeated.
 */
export function suggestUrl(kind: string, url: string): string | undefined {
  if (!Object.hasOwn(REWRITES, kind) || url.length > MAX_LENGTH || hasCredentials(url)) {
    return undefined;
  }
  const rewrite = REWRITES[kind].find(([pattern]) => pattern.test(url));
  if (rewrite === undefined) {
    return undefined;
  }
  const [pattern, remedy] = rewrite;
  // A pattern that matches a part only has no groups.
  const groups = pattern.exec(url) ?? [];
  return remedy.replace(/\$([0-9])/g, (_, group: string) => groups[Number(group)] ?? '');
}

/** Whether an address without a valid scheme has a password or a token before its host. */
export function hasCredentials(url: string): boolean {
  const [, user, password] = /^(?:[A-Za-z0-9+.-]*:?\/\/)?([^/:@]*)(:[^/]*)?@/.exec(url) ?? [];
  return user !== undefined && (password !== undefined || isToken(user));
}
