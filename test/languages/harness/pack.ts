import { PACKAGES, ROOT } from './paths';
import { runOrThrow } from './run-command';

/** Runs jsii-pacmak for the target. `--no-npmignore` keeps it from editing our `.npmignore`. */
export function pack(target: string, ...args: readonly string[]): void {
  const options = args.length === 0 ? ['.'] : args;
  runOrThrow('npx', ['jsii-pacmak', '--target', target, '--outdir', PACKAGES, '--no-npmignore', ...options], {
    cwd: ROOT,
    // npm's `dry-run` and friends would reach the `npm pack` inside.
    env: { npm_config_loglevel: 'error' },
  });
}
