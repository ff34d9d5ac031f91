import type { FluxModules } from './flux-modules';
import { minorOf } from './insert-release';

const TABLE = /\| Flux \|[^]*?\n(?!\|)/;
const HEAD = '| Flux | releases | API of source-controller | API of kustomize-controller |\n|---|---|---|---|\n';

/**
 * The text of `docs/compatibility.md` with the table of these releases, newest first.
 */
export function tabulateReleases(text: string, releases: readonly string[], modules: readonly FluxModules[]): string {
  const rows = [...modules].reverse().map(({ minor, source, kustomize }) => (
    `| ${minor} | ${releases.filter((release) => minorOf(release) === minor).join(', ')} | ${source} | ${kustomize} |\n`
  ));
  return text.replace(TABLE, () => HEAD + rows.join(''));
}
