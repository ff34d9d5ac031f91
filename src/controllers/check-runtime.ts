import { isAtLeast, parseVersion } from '../flux';
import { findNeededField } from './find-needed-field';
import { hidePassword } from './hide-password';
import { KnownSecret } from './known-secret';
import { isMap, readField, readText } from './read-field';
import type { Finding, RuleKind, RuleSubject, RuntimeRule } from './runtime-rule';
import { RUNTIME_RULES } from './runtime-rules';
import { Cache } from '../util';
import type { Problem } from '../problems';

export interface RuntimeContext {
  /** The resolved Flux release, such as `v2.9.4`. */
  readonly fluxVersion: string;
  /** The Secrets that the same app creates. @default - none is known, and the rules about Secrets stay silent */
  readonly secrets?: readonly KnownSecret[];
}

/** A problem of one of several objects; `path` is the field in it. */
export interface RuntimeProblem extends Problem {
  readonly object: { readonly kind: string; readonly namespace?: string; readonly name?: string };
}

export interface RuntimeReport {
  /** Where a controller always fails. */
  readonly errors: readonly RuntimeProblem[];
  /** What a controller ignores or surprises with, or refuses depending on its flags. */
  readonly warnings: readonly RuntimeProblem[];
}

const GROUPS: Readonly<Record<string, string>> = {
  GitRepository: 'source.toolkit.fluxcd.io',
  OCIRepository: 'source.toolkit.fluxcd.io',
  Bucket: 'source.toolkit.fluxcd.io',
  Kustomization: 'kustomize.toolkit.fluxcd.io',
};

interface IndexedRule {
  readonly rule: RuntimeRule;
  readonly needs: string | undefined;
}

const rulesByKind = new Map<string, readonly IndexedRule[]>();

/** Most rules are for one kind, and most of those for one field: the others need not be asked. */
function listRules(kind: RuleKind): readonly IndexedRule[] {
  let rules = rulesByKind.get(kind);
  if (rules === undefined) {
    rules = RUNTIME_RULES.filter(({ kinds }) => kinds.includes(kind)).map((rule) => ({ rule, needs: findNeededField(rule, kind) }));
    rulesByKind.set(kind, rules);
  }
  return rules;
}

/**
 * Finds what the Flux controllers of a release refuse or ignore at run time in the objects of one sync, although the API server accepts it.
 *
 * Never throws. Fields of a wrong type, objects that are no JSON and foreign kinds are passed over: others report them.
 */
export function checkRuntime(objects: readonly unknown[], context: RuntimeContext): RuntimeReport {
  const copies = objects.map(copyJson);
  const isAtLeastMinor = comparisons.getOrCompute(context.fluxVersion, () => makeComparison(context.fluxVersion));
  const found = copies.flatMap((object) => checkOne({
    object,
    objects: copies,
    secrets: context.secrets ?? [],
    isAtLeast: isAtLeastMinor,
  }));
  const list = (severity: RuntimeRule['severity']) => found.filter(({ rule }) => rule.severity === severity).map(({ problem }) => problem);
  return { errors: list('error'), warnings: list('warning') };
}

const comparisons = new Cache<(minor: string) => boolean>(100);

/** Answers for a release that cannot be read, too: no behaviour of a certain minor is certain then. */
function makeComparison(fluxVersion: string): (minor: string) => boolean {
  const isKnown = parseVersion(fluxVersion) !== undefined;
  const answers = new Cache<boolean>(100);
  return (minor) => answers.getOrCompute(minor, () => isKnown && isAtLeast(fluxVersion, minor));
}

function checkOne(subject: RuleSubject): { rule: RuntimeRule; problem: RuntimeProblem }[] {
  const { object } = subject;
  const kind = readText(object, 'kind') ?? '';
  if (!Object.hasOwn(GROUPS, kind) || readText(object, 'apiVersion')?.split('/')[0] !== GROUPS[kind]) {
    return [];
  }
  const identity = { kind, namespace: readText(object, 'metadata.namespace'), name: readText(object, 'metadata.name') };
  const found: { rule: RuntimeRule; problem: RuntimeProblem }[] = [];
  const spec = readField(object, 'spec');
  for (const { rule, needs } of listRules(kind as RuleKind)) {
    if ((needs === undefined || (isMap(spec) && Object.hasOwn(spec, needs))) && (rule.since === undefined || subject.isAtLeast(rule.since))) {
      for (const finding of rule.find(subject)) {
        found.push({ rule, problem: { object: identity, ...toProblem(rule, finding) } });
      }
    }
  }
  return found;
}

function toProblem(rule: RuntimeRule, finding: Finding): Problem {
  const { path, message, received } = finding;
  const shown = typeof received === 'string' ? hidePassword(received) : received;
  return { code: rule.id, path, rule: message ?? rule.message, ...(shown === undefined ? {} : { received: shown }) };
}

/** Rules look at plain JSON only, so that no getter, cycle or strange prototype can reach them. */
function copyJson(object: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(object) ?? 'null');
  } catch {
    return undefined;
  }
}
