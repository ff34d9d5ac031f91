import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { GO_TOOLS } from './flux-modules';
import type { FluxModules } from './flux-modules';

const SOURCE = 'github.com/fluxcd/source-controller/api';
const KUSTOMIZE = 'github.com/fluxcd/kustomize-controller/api';
const CONTROLLER_TOOLS = 'sigs.k8s.io/controller-tools';

/** A CustomResourceDefinition, as far as the import looks at it. */
export interface Crd {
  readonly spec: { readonly group: string; readonly names: { readonly kind: string } };
}

/**
 * All CRDs of one Flux minor, in the order of their file names. Needs Go and its module proxy.
 */
export function generateCrds(modules: FluxModules): Crd[] {
  const folder = mkdtempSync(join(tmpdir(), 'flux-crds-'));
  try {
    writeGoModule(join(folder, 'go.mod'), { [SOURCE]: modules.source, [KUSTOMIZE]: modules.kustomize });
    // A module of its own, so that the generator's requirements do not raise those of the API modules.
    writeGoModule(join(folder, 'generator.mod'), { [CONTROLLER_TOOLS]: modules.controllerGen, 'golang.org/x/tools': GO_TOOLS });
    execFileSync('go', [
      'run', '-modfile=generator.mod', `${CONTROLLER_TOOLS}/cmd/controller-gen`,
      'crd:maxDescLen=0', `paths=${SOURCE}/...`, `paths=${KUSTOMIZE}/...`, 'output:crd:dir=crds',
    ], {
      cwd: folder,
      // `-mod=mod` lets Go complete go.mod and go.sum: no source file has to name every API package.
      env: { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const crds = join(folder, 'crds');
    return readdirSync(crds).sort().map((name) => parse(readFileSync(join(crds, name), 'utf8')) as Crd);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeGoModule(path: string, requirements: Readonly<Record<string, string>>): void {
  const lines = Object.entries(requirements).map(([module, version]) => `require ${module} ${version}`);
  writeFileSync(path, ['module imports', 'go 1.24', ...lines, ''].join('\n'));
}
