import { isAtLeast, parseVersion } from '../flux';
import { formatFieldPath } from '../problems';
import type { PathStep, Problem } from '../problems';
import { Cache, isObject } from '../util';
import { readField, readString } from './fields';
import { replaceFields } from './rule';
import type { Finding, RuleKind, RuleSubject, RuntimeRule } from './rule';
import { listRulesFor } from './rules';
import { indexSecrets } from './secret-index';
import type { SecretIndex } from './secret-index';

export interface RuntimeContext {
  /** The resolved Flux release, such as `v2.9.4`. */
  readonly fluxVersion: string;
  /** The Secrets that the same app creates. @default - none is known, and the rules about Secrets find nothing */
  readonly secrets?: SecretIndex;
  /** Objects in which nothing was found before, with the same context: only rules that look at several look at them again. @default - none */
  readonly known?: readonly unknown[];
  /**
   * What users call a field of an object of that kind (`spec.secretRef`), or the Flux version (`fluxVersion`), in their input.
   *
   * @default - the field itself
   */
  readonly nameField?: (kind: RuleKind, field: string) => string | undefined;
  /**
   * How users set a field of an object of that kind, as an imperative.
   *
   * @default - `set` and the name of the field
   */
  readonly describeSetting?: (kind: RuleKind, field: string) => string | undefined;
}

/** What a controller will do with one of several objects. */
export interface RuntimeProblem {
  /** `error`: the controller always fails. `warning`: it ignores something or behaves unexpectedly, or a setting of the controller decides. */
  readonly severity: RuntimeRule['severity'];
  readonly object: { readonly kind: RuleKind; readonly namespace?: string; readonly name?: string };
  /** The field in the object. */
  readonly steps: readonly PathStep[];
  /** Its path is that field, too. */
  readonly problem: Problem;
}

const GROUPS: Readonly<Record<RuleKind, string>> = {
  GitRepository: 'source.toolkit.fluxcd.io',
  OCIRepository: 'source.toolkit.fluxcd.io',
  Bucket: 'source.toolkit.fluxcd.io',
  Kustomization: 'kustomize.toolkit.fluxcd.io',
};

const NO_SECRETS = indexSecrets([]);
const comparisons = new Cache<(minor: string) => boolean>(100);

/**
 * Finds what the Flux controllers of a release refuse or ignore at run time in the objects of one sync, although the API server accepts it.
 *
 * Fields of a wrong type and objects of other kinds are passed over: the schema check reports them.
 *
 * @param objects plain data, as the patch engine returns it
 */
export function checkRuntime(objects: readonly unknown[], context: RuntimeContext): RuntimeProblem[] {
  const isAtLeastMinor = comparisons.getOrCompute(context.fluxVersion, () => makeComparison(context.fluxVersion));
  const secrets = context.secrets ?? NO_SECRETS;
  return objects.flatMap((object) => checkOne({ object, objects, secrets, isAtLeast: isAtLeastMinor }, context));
}

/** For a release that cannot be parsed the answer is always `false`: then no behavior of a certain minor is certain. */
function makeComparison(fluxVersion: string): (minor: string) => boolean {
  const isKnown = parseVersion(fluxVersion) !== undefined;
  const answers = new Cache<boolean>(100);
  return (minor) => answers.getOrCompute(minor, () => isKnown && isAtLeast(fluxVersion, minor));
}

function checkOne(subject: RuleSubject, context: RuntimeContext): RuntimeProblem[] {
  const { object } = subject;
  const kind = readString(object, 'kind') ?? '';
  if (!isRuleKind(kind) || readString(object, 'apiVersion')?.split('/')[0] !== GROUPS[kind]) {
    return [];
  }
  const identity = { kind, namespace: readString(object, 'metadata.namespace'), name: readString(object, 'metadata.name') };
  const spec = readField(object, 'spec');
  const nameField = (field: string) => context.nameField?.(kind, field) ?? field;
  const describeSetting = (field: string) => context.describeSetting?.(kind, field) ?? `set ${nameField(field)}`;
  const problems: RuntimeProblem[] = [];
  const isKnown = context.known?.includes(object) === true;
  const alone = { ...subject, objects: [object] };
  for (const rule of listRulesFor(kind)) {
    const { looksAtOthers = false } = rule;
    if ((looksAtOthers || !isKnown) && isRelevant(rule, spec, subject)) {
      for (const finding of rule.find(looksAtOthers ? subject : alone)) {
        problems.push({
          severity: rule.severity, object: identity, steps: finding.steps, problem: toProblem(rule, finding, nameField, describeSetting),
        });
      }
    }
  }
  return problems;
}

/** Whether a rule can find anything: most are about one field, or came with a certain Flux minor. */
function isRelevant({ field, since }: RuntimeRule, spec: unknown, { isAtLeast: isAtLeastMinor }: RuleSubject): boolean {
  return (field === undefined || (isObject(spec) && Object.hasOwn(spec, field))) && (since === undefined || isAtLeastMinor(since));
}

function isRuleKind(kind: string): kind is RuleKind {
  return Object.hasOwn(GROUPS, kind);
}

function toProblem(
  rule: RuntimeRule, finding: Finding, nameField: (field: string) => string, describeSetting: (field: string) => string,
): Problem {
  const { steps, received, message = rule.message, remedy = rule.remedy } = finding;
  return {
    code: rule.id,
    path: formatFieldPath(steps),
    rule: replaceFields(message, nameField),
    ...(received === undefined ? {} : { received }),
    remedy: replaceFields(remedy, nameField, describeSetting),
  };
}
