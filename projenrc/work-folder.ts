import { accessSync, constants } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '..');

/**
 * Everything that tests with installed packages make. Outside of the repository, where other tools would take the copies of the package
 * for the package; and of this user, since others cannot write to it.
 */
export const WORK_ROOT = join(tmpdir(), `cdk8s-flux-instance-sync-${process.getuid?.() ?? userInfo().username}`);

/** Downloads of other people's packages, kept from run to run. */
export const DOWNLOADS = join(WORK_ROOT, 'downloads');

/** Where the package managers keep what they download, if the home cannot be written to. */
export function cacheEnvironment(): Record<string, string> {
  try {
    accessSync(homedir(), constants.W_OK);
    return {};
  } catch {
    // A read-only home is what this function is for.
    return {
      npm_config_cache: join(DOWNLOADS, 'npm'),
      PIP_CACHE_DIR: join(DOWNLOADS, 'pip'),
      GOCACHE: join(DOWNLOADS, 'go-build'),
      GOPATH: join(DOWNLOADS, 'go'),
      MAVEN_OPTS: `-Dmaven.repo.local=${join(DOWNLOADS, 'maven')}`,
      XDG_CACHE_HOME: join(DOWNLOADS, 'cache'),
    };
  }
}
