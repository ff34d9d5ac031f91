import { ROOT } from '../../../projenrc/work-folder';
import { runOrThrow } from '../../harness/run-command';
import { STAGED, PACKAGES } from './paths';

/** Runs jsii-pacmak on the staged package, and on other packages where they are named. */
export function pack(target: string, ...args: readonly string[]): void {
  runOrThrow('npx', ['jsii-pacmak', '--target', target, '--outdir', PACKAGES, '--no-npmignore', ...args, STAGED], {
    cwd: ROOT,
    // npm's `dry-run` and friends would reach the `npm pack` inside.
    env: { npm_config_loglevel: 'error' },
  });
}
