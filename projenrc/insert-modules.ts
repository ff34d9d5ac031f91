import { compareVersions, parseVersion } from '../src/flux';
import type { FluxModules } from './flux-modules';

const TABLE = /(FLUX_MODULES: readonly FluxModules\[\] = \[\n)([^\]]*)(\];)/;
const ROW = /minor: '([^']+)', source: '([^']+)', kustomize: '([^']+)', controllerGen: '([^']+)'/g;
const MODULE_VERSION = /^v\d+\.\d+\.\d+$/;

/**
 * The text of `projenrc/flux-modules.ts` with the pins of one more minor, in its place, and with the controller-gen of the newest one.
 */
export function insertModules(text: string, { minor, source, kustomize }: Omit<FluxModules, 'controllerGen'>): string {
  const wrong = [source, kustomize].find((version) => !MODULE_VERSION.test(version));
  if (wrong !== undefined) {
    throw new Error(`the version of a Go module looks like v1.10.0, not ${wrong}`);
  }
  const known = readModules(text);
  const { controllerGen } = known[known.length - 1];
  const rows = [...known, { minor, source, kustomize, controllerGen }]
    .sort((a, b) => compareVersions(parseVersion(a.minor)!, parseVersion(b.minor)!))
    .map((row) => `  { ${Object.entries(row).map(([key, value]) => `${key}: '${value}'`).join(', ')} },\n`);
  return text.replace(TABLE, (_, before: string, __, after: string) => before + rows.join('') + after);
}

/** The pins that the text of `projenrc/flux-modules.ts` lists, oldest first. */
export function readModules(text: string): FluxModules[] {
  return [...TABLE.exec(text)![2].matchAll(ROW)].map(([, minor, source, kustomize, controllerGen]) => ({ minor, source, kustomize, controllerGen }));
}
