import { join } from 'node:path';
import { renderDistribution } from '../../src/distribution';
import type { DistributionSpec } from '../../src/distribution';
import { ProblemSink } from '../../src/problems';
import type { Problem } from '../../src/problems';
import type { KubeObject } from '../../src/util';

/** Three releases of Flux, with the CRDs reduced to what rendering looks at. */
export const ARTIFACT = join(__dirname, 'fixtures/artifact-small');

export const DEFAULT_COMPONENTS: readonly string[] = ['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller'];

export interface Rendering {
  readonly objects: readonly KubeObject[];
  readonly selected: readonly number[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Renders an instance of Flux 2.9.4 from ghcr.io/fluxcd unless the input says otherwise. */
export function render(input: Partial<DistributionSpec>, path: string = ARTIFACT): Rendering {
  const spec = { release: 'v2.9.4', distribution: { registry: 'ghcr.io/fluxcd' }, ...input };
  const [sink, warnings] = [new ProblemSink(), new ProblemSink()];
  const rendered = renderDistribution(spec, path, { manifests: sink.at('manifests'), spec: sink, patches: sink.at('patches'), warnings });
  return { objects: rendered?.objects ?? [], selected: rendered?.selected ?? [], problems: sink.problems, warnings: warnings.problems };
}

/** One object of a rendering. */
export function find({ objects }: Rendering, kind: string, name: string): KubeObject {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  if (found === undefined) {
    throw new Error(`there is no ${kind} ${name} among ${objects.map((object) => `${object.kind} ${object.metadata.name}`).join(', ')}`);
  }
  return found;
}
