import { compareVersions, parseVersion } from '../src/flux';
import type { FluxModules } from './flux-modules';

const TABLE = /(FLUX_MODULES: readonly FluxModules\[\] = \[\n)([^\]]*)(\];)/;
const MODULE_VERSION = /^v\d+\.\d+\.\d+$/;

/**
 * The text of `projenrc/flux-modules.ts` with the pins of one more minor, in its place, and with the controller-gen of the newest one.
 */
export function insertModules(text: string, { minor, source, kustomize }: Omit<FluxModules, 'controllerGen'>): string {
  const wrong = [source, kustomize].find((version) => !MODULE_VERSION.test(version));
  if (wrong !== undefined) {
    throw new Error(`the version of a Go module looks like v1.10.0, not ${wrong}`);
  }
  const rows = TABLE.exec(text)![2].trimEnd().split('\n');
  const [, controllerGen] = /controllerGen: '([^']+)'/.exec(rows[rows.length - 1])!;
  const row = `  { minor: '${minor}', source: '${source}', kustomize: '${kustomize}', controllerGen: '${controllerGen}' },`;
  const sorted = [...rows, row].sort((a, b) => compareVersions(parseVersion(readMinor(a))!, parseVersion(readMinor(b))!));
  return text.replace(TABLE, (_, before: string, __, after: string) => `${before}${sorted.join('\n')}\n${after}`);
}

function readMinor(row: string): string {
  return /minor: '([^']+)'/.exec(row)![1];
}
