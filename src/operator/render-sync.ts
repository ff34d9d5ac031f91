import { checkRuntime, hasCredentials, suggestUrl } from '../controllers';
import type { RuntimeProblem, SecretIndex } from '../controllers';
import { describeSetting, RuntimeChecks } from '../instance';
import type { InstanceInput, SyncInput, SyncSpec } from '../instance';
import { parsePatches, runPatches } from '../kustomize';
import { formatFieldPath, ProblemSink } from '../problems';
import type { Problem } from '../problems';
import { checkMetadataFields, checkObject } from '../schema';
import { lazy } from '../util';
import type { KubeObject } from '../util';
import { buildSync, SYNC_KINDS } from './build-sync';
import { patchInstance } from './patch-instance';
import { patchSync } from './patch-sync';
import type { PatchedSync, PatchedTarget } from './patch-sync';
import { setMetadata } from './set-metadata';
import { nameInput, nameOption, namePlainField, traceProblems } from './trace-problems';
import type { ObjectProblem, Stage, TracedProblem } from './trace-problems';
import { warnAboutControllers } from './warn-about-controllers';
import { findMissingSource, findOverwritten, warnOfPatches } from './warn-patches';

/** What a sync's objects depend on beside its own input. */
export interface RenderContext {
  /** Labels that both objects have from the start, such as those of a chart. */
  readonly labels: Readonly<Record<string, string>>;
  /** Further objects that the patches select from. */
  readonly patchTargets: readonly KubeObject[];
  /** The Secrets that the same chart creates. @default - none is known */
  readonly secrets?: SecretIndex;
  /** Whether the operator carries out what is for the controllers: then nothing of it is left undone. @default false */
  readonly isOperated?: boolean;
}

/** What a sync emits. With problems, nothing. */
export interface RenderedSync {
  readonly problems: readonly Problem[];
  /** The source and the Kustomization, as far as no patch deleted them. */
  readonly objects: readonly KubeObject[];
  /** The patch targets, in the order given. */
  readonly patchTargets: readonly PatchedTarget[];
  /** Which patches are for the controllers and had nothing to select, by index. */
  readonly unapplied: readonly number[];
  readonly warnings: readonly Problem[];
}

/**
 * Turns a sync into the objects that the operator would apply, in the operator's order of work: build, patches (its own and the typed options
 * first, then the user's), managed metadata, owner labels, common metadata. Then checks them as the API server and the controllers would.
 */
export function renderSync(input: SyncInput, context: RenderContext): RenderedSync {
  const { settings } = input;
  return renderPatched(input, context, {
    hasControllers: false,
    patch: (objects, spec, sink) => {
      const patches = sink.at(...input.names.patches);
      const { manifests } = settings;
      return manifests === undefined
        ? patchSync({ spec, objects, sink: patches, patchTargets: context.patchTargets, ignoreUnmatched: settings.ignoreUnmatched })
        : patchInstance({ input, spec, manifests, labels: context.labels, sync: objects, sink, warnings: new ProblemSink() })?.patched;
    },
  });
}

/** Traces problems back to the inputs behind them, with the check that found them. */
type Trace = (found: readonly ObjectProblem[], check: (objects: readonly KubeObject[]) => readonly ObjectProblem[]) => readonly TracedProblem[];

/** The objects as they were built, and those with the typed options, come before the first patch. */
const FIRST_PATCH = 2;

/** How the patches of a sync are applied, and what else is emitted with it. */
export interface PatchStep {
  /**
   * @param objects the objects before the user's patches
   * @param sink stands for the whole input
   */
  readonly patch: (objects: readonly KubeObject[], spec: SyncSpec, sink: ProblemSink) => PatchedSync | undefined;
  /** Whether Flux's controllers are emitted too. */
  readonly hasControllers: boolean;
}

/** `renderSync` with the step that applies the patches. */
export function renderPatched(input: SyncInput, context: RenderContext, step: PatchStep): RenderedSync {
  const { spec, settings } = input;
  if (spec === undefined || hasFaults(input)) {
    return fail(input.sink.problems);
  }
  // A sync may be rendered again, when what it depends on has changed: each time its problems are its own.
  const sink = input.sink.fork();
  sink.add(input.sink.problems);
  const built = buildSync(spec).map((object) => addLabels(object, context.labels));
  const optioned = applyOptions(built, input, sink);
  const patched = step.patch(optioned, spec, sink);
  if (patched === undefined) {
    return fail(sink.problems);
  }
  const objects = patched.objects.map((object) => setMetadata(object, spec, settings.handover));
  const namePlain = (_kind: string, field: string) => namePlainField(input, field);
  // Written only for what there is to trace, and once.
  const listStages = lazy((): Stage[] => [
    { listObjects: () => built, nameField: namePlain },
    { listObjects: () => optioned, nameField: (kind, field) => nameOption(input, kind, field) },
    ...patched.listStages().map(({ listObjects, field }) => ({ listObjects, nameField: () => field, isPatch: true })),
    { listObjects: () => objects, nameField: namePlain },
  ]);
  const versionField = formatFieldPath(input.names.fluxVersion);
  const check = (candidates: readonly KubeObject[]) => checkObjects(candidates, spec, versionField);
  const checkTargets = (candidates: readonly KubeObject[]) => checkFluxObjects(candidates, spec, versionField);
  const refused = check(objects);
  const findWriter = ({ kind, problem: { path } }: ObjectProblem) => {
    const patch = patched.findWriter?.((object) => [object.kind, nameTarget(object)].includes(kind), path);
    return patch === undefined ? undefined : FIRST_PATCH + patch;
  };
  const trace: Trace = (problems, recheck) => traceProblems(problems, listStages, recheck, findWriter);
  const { errors, warnings } = checkControllers(objects, refused, trace, input, spec, context);
  const traced = trace(refused, check);
  // A name goes into several fields: what the API server refuses in one of them is not said again of another.
  const refusedInputs = new Set(traced.flatMap(({ input: name }) => name ?? []));
  const found = [
    ...traced,
    ...trace(checkTargets(listChangedTargets(patched.patchTargets, context.patchTargets)), checkTargets),
    ...errors.filter(({ input: name }) => name === undefined || !refusedInputs.has(name)),
  ];
  const problems = [...sink.problems, ...found.map(({ problem }) => problem)];
  const isComplete = step.hasControllers || context.isOperated === true;
  return problems.length > 0 ? fail(problems) : {
    problems: [],
    objects,
    patchTargets: patched.patchTargets,
    unapplied: patched.unapplied,
    warnings: settings.acknowledgements.filter([
      ...input.warnings.problems,
      ...listSettingWarnings(input),
      ...isComplete ? [] : listControllerWarnings(input, spec, context.patchTargets),
      ...warnAbout(optioned, isComplete ? { ...patched, unapplied: [] } : patched, listStages, input, spec),
      ...warnings.map(({ problem }) => problem),
    ]),
  };
}

/** Unknown members change nothing of what is built. After any other problem what is built could be wrong for that reason alone. */
export function hasFaults({ sink }: InstanceInput): boolean {
  return sink.problems.some(({ code }) => code !== 'INPUT_UNKNOWN');
}

/** What is about a setting, and not about the objects. */
export function listSettingWarnings({ settings, settingsField }: InstanceInput): readonly Problem[] {
  const warnings = new ProblemSink();
  if (settings.handover) {
    warnings.at(...settingsField, 'handover').report({
      code: 'HANDOVER_ON',
      rule: 'keeps the operator from deleting the objects; it is meant for the time of a migration',
      remedy: 'remove it when the operator has let go of them',
    });
  }
  return warnings.problems;
}

function listControllerWarnings(input: SyncInput, spec: SyncSpec, patchTargets: readonly KubeObject[]): readonly Problem[] {
  const warnings = new ProblemSink();
  if (input.settings.runtimeChecks !== RuntimeChecks.OFF) {
    warnAboutControllers(input, spec, patchTargets, warnings);
  }
  return warnings.problems;
}

/** What the patches of a correct sync leave undone, or do in vain. */
function warnAbout(
  optioned: readonly KubeObject[], patched: PatchedSync, listStages: () => Stage[], input: SyncInput, spec: SyncSpec,
): readonly Problem[] {
  if (spec.patches.length === 0 || input.settings.runtimeChecks === RuntimeChecks.OFF) {
    return [];
  }
  const sourceKind: string = spec.kind;
  const sink = new ProblemSink();
  warnOfPatches(input, patched, sink);
  const targets = patched.patchTargets.map(({ before, after }) => after ?? before);
  const findSource = (objects: readonly KubeObject[]) => findMissingSource(objects, spec, targets);
  // After the last patch the operator sets its own.
  const listPatchStages = () => listStages().slice(FIRST_PATCH, -1);
  const findWriter = ({ kind, problem: { path } }: ObjectProblem) => patched.findWriter?.((object) => object.kind === kind, path);
  const listInitial = lazy(() => new Set(findOverwritten(optioned, spec, input).map(({ problem }) => problem.path)));
  const findLost = (objects: readonly KubeObject[]) => findOverwritten(
    objects.filter(({ kind }) => kind === sourceKind || kind === 'Kustomization'), spec, input,
  ).filter(({ problem }) => !listInitial().has(problem.path));
  return [
    ...sink.problems,
    ...traceProblems(findSource(patched.objects), listPatchStages, findSource).map(({ problem }) => problem),
    ...traceProblems(findLost(patched.objects), listPatchStages, findLost, findWriter).map(({ problem }) => problem),
  ];
}

function fail(problems: readonly Problem[]): RenderedSync {
  return { problems, objects: [], patchTargets: [], unapplied: [], warnings: [] };
}

function addLabels(object: KubeObject, labels: Readonly<Record<string, string>>): KubeObject {
  return Object.keys(labels).length === 0 ? object : { ...object, metadata: { ...object.metadata, labels: { ...labels } } };
}

/** The typed options are patches like any other, only that they come first. */
function applyOptions(objects: readonly KubeObject[], { operations }: SyncInput, sink: ProblemSink): readonly KubeObject[] {
  const patches = Array.from(operations).filter(([, list]) => list.length > 0)
    .map(([kind, list]) => ({ patch: JSON.stringify(list), target: { kind } }));
  const entries = parsePatches(patches, sink) ?? [];
  return entries.length === 0 ? objects : runPatches(objects, entries.map(({ patch }) => ({ patch, sink })), sink)?.resources ?? objects;
}

/** Checks objects as the API server of a cluster with that Flux release would. */
function checkObjects(objects: readonly KubeObject[], spec: SyncSpec, versionField: string): ObjectProblem[] {
  return objects.flatMap((object) => {
    const sink = new ProblemSink();
    checkMetadataFields(object.metadata, sink.at('metadata'));
    checkObject(object, spec.release, sink, { fluxVersion: versionField });
    return sink.problems.map((problem) => ({ kind: object.kind, problem: explainUrl(object.kind, problem) }));
  });
}

/** The CRDs know only a pattern for the URL. */
function explainUrl(kind: string, { received, ...problem }: Problem): Problem {
  if (problem.path !== 'spec.url' || typeof received !== 'string') {
    return received === undefined ? problem : { ...problem, received };
  }
  const remedy = suggestUrl(kind, received) ?? problem.remedy;
  return { ...problem, ...hasCredentials(received) ? {} : { received }, ...remedy === undefined ? {} : { remedy } };
}

/** Other Flux objects that the patches changed, such as those of another sync: their owner checked them as they were. */
function listChangedTargets(patched: readonly PatchedTarget[], given: readonly KubeObject[]): KubeObject[] {
  return patched.flatMap(({ before, after }, index) => {
    if (after === undefined || !SYNC_KINDS.includes(after.kind) || JSON.stringify(before) === JSON.stringify(after)) {
      return [];
    }
    // The namespace is left out while the patches run.
    const namespace = after.metadata.namespace ?? given[index].metadata.namespace;
    return [{ ...after, metadata: { ...after.metadata, namespace } }];
  });
}

function checkFluxObjects(objects: readonly KubeObject[], spec: SyncSpec, versionField: string): ObjectProblem[] {
  return objects.filter(({ kind }) => SYNC_KINDS.includes(kind)).flatMap((object) => (
    checkObjects([object], spec, versionField).map(({ problem }) => ({ kind: nameTarget(object), problem }))));
}

/** A patch target in the place of its kind: there may be more of that kind. */
function nameTarget({ kind, metadata }: KubeObject): string {
  return `${kind} ${String(metadata?.name)}`;
}

/**
 * Checks objects as the controllers would. Of a field that the API server refuses nothing more is said, because a rule may only follow from it.
 */
function checkControllers(
  objects: readonly KubeObject[], refused: readonly ObjectProblem[], traceAll: Trace, input: SyncInput, spec: SyncSpec,
  { secrets }: RenderContext,
): { errors: readonly TracedProblem[]; warnings: readonly TracedProblem[] } {
  const { settings } = input;
  if (settings.runtimeChecks === RuntimeChecks.OFF) {
    return { errors: [], warnings: [] };
  }
  const context = {
    fluxVersion: spec.release,
    secrets,
    nameField: (kind: string, field: string) => nameInput(input, kind, field),
    describeSetting: (kind: string, field: string) => describeSetting(input.form, kind, field, undefined, input.optionsField),
  };
  const nameTop = (kind: string, path: string) => `${kind} ${findTopField(path)}`;
  const refusedFields = new Set(refused.map(({ kind, problem }) => nameTop(kind, problem.path)));
  const found = checkRuntime(objects, context).filter(({ object, problem }) => (
    !refusedFields.has(nameTop(object.kind, problem.path)) && settings.acknowledgements.filter([problem]).length > 0));
  const trace = (wanted: RuntimeProblem['severity']) => {
    const select = (problems: readonly RuntimeProblem[]) => problems
      .filter(({ severity }) => severity === wanted)
      .map(({ object, problem }) => ({ kind: object.kind, problem }));
    return traceAll(select(found), (candidates) => select(checkRuntime(candidates, context)));
  };
  const [errors, warnings] = [trace('error'), trace('warning')];
  return settings.runtimeChecks === RuntimeChecks.ERROR ? { errors, warnings } : { errors: [], warnings: [...errors, ...warnings] };
}

/** The field of `spec` or `metadata` that a path leads through. */
function findTopField(path: string): string {
  return path.split(/[.[]/, 2).join('.');
}
