import { ParsedManifest, readInstance, toSyncInput, UnmatchedPatches } from '../instance';
import type { InstanceInput, RuntimeChecks } from '../instance';
import { renderInstance as renderWhole, renderSync } from '../operator';
import type { RenderedSync } from '../operator';
import type { Problem } from '../problems';
import type { KubeObject } from '../util';
import type { FoundInstance } from './find-instances';

/** A problem or a warning, at the field of the FluxInstance or of its source. */
export interface Remark {
  readonly severity: 'error' | 'warning';
  readonly problem: Problem;
}

/** What the operator would make of an instance. */
export interface RenderedInstance {
  readonly found: FoundInstance;
  /** Everything that was found, at the fields of the source. */
  readonly remarks: readonly Remark[];
  /** Empty where there is an error. */
  readonly objects: readonly KubeObject[];
  /** How many patches are for the controllers, whose objects are not known here. */
  readonly unapplied: number;
  readonly input: InstanceInput;
}

export interface RenderSettings {
  /** The Flux version in place of the one that the instance names. */
  readonly fluxVersion?: string;
  /** The unpacked artifact with Flux's manifests, or the output of `flux install --export`. With it the controllers are rendered, too. */
  readonly manifests?: string;
  /** Whether the objects are to come from a construct, which leaves the controllers to others. */
  readonly isForConstruct?: boolean;
  /** Whether a patch that selects nothing is accepted, as the operator does. */
  readonly ignoresUnmatched?: boolean;
  /** Whether what the controllers always fail on is an error, or a warning. */
  readonly runtimeChecks: RuntimeChecks;
}

/** Warnings about what a construct leaves to others. The operator, which reads a FluxInstance, does it all. */
const ABOUT_CONSTRUCTS: readonly string[] = ['PATCH_UNAPPLIED', 'CONTROLLERS_NOT_HERE', 'TENANCY_INCOMPLETE'];

/** Renders an instance as the operator would. */
export function renderInstance(found: FoundInstance, settings: RenderSettings): RenderedInstance {
  const instance = settings.fluxVersion === undefined ? found.instance : setVersion(found.instance, settings.fluxVersion);
  const input = readInstance(new ParsedManifest(instance), {
    runtimeChecks: settings.runtimeChecks,
    unmatchedPatches: settings.ignoresUnmatched === true ? UnmatchedPatches.IGNORE : UnmatchedPatches.ERROR,
  });
  const { problems, warnings, objects, unapplied } = renderInput(input, settings.manifests);
  const { acknowledgements } = input.settings;
  const accepted = acknowledgements.filter([...found.warnings, ...atSource(warnings, found)]);
  // Nothing is known of the warnings of an instance that has errors.
  const unused = problems.length > 0 ? [] : acknowledgements.listUnused();
  return {
    found,
    input,
    objects,
    unapplied: unapplied.length,
    remarks: [
      ...toRemarks('error', [...found.problems, ...atSource(problems, found)]),
      ...toRemarks('warning', [...accepted, ...atSource(unused, found)]
        .filter(({ code }) => settings.isForConstruct === true || !ABOUT_CONSTRUCTS.includes(code))),
    ],
  };
}

/** The sync, or with the manifests everything that the operator would apply. */
function renderInput(input: InstanceInput, manifests: string | undefined): Omit<RenderedSync, 'patchTargets'> {
  if (manifests !== undefined) {
    const whole = renderWhole(input, { labels: {}, manifests });
    // The option of the readers is an option of the command line here.
    const problems = whole.problems.map((problem) => problem.path === 'options.manifests' ? { ...problem, path: '--manifests' } : problem);
    return { ...whole, problems, unapplied: [] };
  }
  const sync = toSyncInput(input);
  return sync === undefined
    ? { problems: input.sink.problems, warnings: input.warnings.problems, objects: [], unapplied: [...input.spec?.patches.keys() ?? []] }
    : renderSync(sync, { labels: {}, patchTargets: [] });
}

function toRemarks(severity: Remark['severity'], problems: readonly Problem[]): Remark[] {
  return problems.map((problem) => ({ severity, problem }));
}

/** The problems of a FluxInstance at the fields of what it was made of. */
function atSource(problems: readonly Problem[], { nameField }: FoundInstance): Problem[] {
  return problems.map((problem) => ({ ...problem, path: nameField(problem.path) }));
}

function setVersion(instance: FoundInstance['instance'], version: string): FoundInstance['instance'] {
  const { spec } = instance as { spec?: Record<string, unknown> };
  const distribution = spec?.distribution as Record<string, unknown> | undefined;
  return { ...instance, spec: { ...spec, distribution: { ...distribution, version } } };
}
