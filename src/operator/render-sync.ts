import { checkRuntime } from '../controllers';
import type { RuntimeProblem } from '../controllers';
import { applyPatches } from '../kustomize';
import type { Patch } from '../kustomize';
import type { Problem } from '../problems';
import { applyPatchEntries } from './apply-patch-entries';
import { buildKustomization } from './build-kustomization';
import { buildSource } from './build-source';
import { checkObjects } from './check-objects';
import { checkPatches } from './check-patches';
import { checkSync } from './check-sync';
import { describePlainField } from './describe-plain-field';
import { parsePatches } from './parse-patches';
import type { RenderedSync, RenderOptions, RenderRequest } from './render-request';
import { setMetadata } from './set-metadata';
import type { Stage } from './stage';
import { traceProblems } from './trace-problems';

/**
 * Turns a sync into the objects that the operator would apply, in the operator's order of work: build, patches (its own and the typed options
 * first, then the user's), managed metadata, owner labels, common metadata. Then checks them as the API server and the controllers would.
 */
export function renderSync(request: RenderRequest): RenderedSync {
  const { input } = request;
  const { spec, problems: syncProblems } = checkSync(input);
  const { patches, problems: patchProblems } = checkPatches(input.patches, input.fields.patches);
  const problems = mergeProblems(syncProblems, request.problems, patchProblems);
  if (spec === undefined || problems.length > 0) {
    return fail(problems);
  }
  const describeOrigin = (_kind: string, path: string) => describePlainField(input, path);
  const built = [buildSource(spec), buildKustomization(spec)].map((object) => addLabels(object, request.labels));
  const optionPatches = listOptionPatches(spec.kind, request.options);
  const optioned = optionPatches.length === 0 ? built : applyPatches(built, parsePatches(optionPatches, 'options').parsed);
  const patched = applyPatchEntries({ ...request, spec, objects: optioned, patches, path: input.fields.patches });
  if (patched.problems.length > 0) {
    return fail(patched.problems);
  }
  const objects = patched.objects.map((object) => setMetadata(object, spec));
  const listStages = (): Stage[] => [
    { objects: built, describeOrigin },
    { objects: optioned, describeOrigin: request.options.describeOrigin },
    ...patched.listStages(),
    { objects, describeOrigin },
  ];
  const check = (candidates: readonly any[]) => checkObjects(candidates, spec.release, { fluxVersion: input.fields.fluxVersion });
  const refused = traceProblems(check(objects), listStages, check);
  if (refused.length > 0) {
    return fail(refused);
  }
  const { errors, warnings } = checkControllers(objects, listStages, request, spec.release);
  return errors.length > 0 ? fail(errors) : { problems: [], objects, patchTargets: patched.patchTargets, unapplied: patched.unapplied, warnings };
}

function fail(problems: readonly Problem[]): RenderedSync {
  return { problems, objects: [], patchTargets: [], unapplied: [], warnings: [] };
}

/** A field that one check has named is not named again by the next. */
function mergeProblems(...lists: (readonly Problem[])[]): Problem[] {
  const named = new Set<string>();
  return lists.flatMap((list) => {
    const fresh = list.filter(({ path }) => !named.has(path));
    fresh.forEach(({ path }) => named.add(path));
    return fresh;
  });
}

function addLabels(object: any, labels: Readonly<Record<string, string>>): any {
  return Object.keys(labels).length === 0 ? object : { ...object, metadata: { ...object.metadata, labels: { ...labels } } };
}

/** The typed options are patches like any other, only that they come first. */
function listOptionPatches(kind: string, options: RenderOptions): Patch[] {
  return [[kind, options.source], ['Kustomization', options.kustomization]]
    .filter(([, operations]) => operations.length > 0)
    .map(([target, operations]) => ({ patch: JSON.stringify(operations), target: { kind: String(target) } }));
}

function checkControllers(
  objects: readonly any[], listStages: () => Stage[], request: RenderRequest, release: string,
): { errors: readonly Problem[]; warnings: readonly Problem[] } {
  if (request.runtimeChecks === 'off') {
    return { errors: [], warnings: [] };
  }
  const context = { fluxVersion: release, secrets: request.secrets };
  const report = checkRuntime(objects, context);
  const trace = (severity: 'errors' | 'warnings') => {
    const name = (problems: readonly RuntimeProblem[]) => problems.map(({ object, ...problem }) => ({ kind: object.kind, problem }));
    return traceProblems(name(report[severity]), listStages, (candidates) => name(checkRuntime(candidates, context)[severity]));
  };
  const [errors, warnings] = [trace('errors'), trace('warnings')];
  return request.runtimeChecks === 'error' ? { errors, warnings } : { errors: [], warnings: [...errors, ...warnings] };
}
