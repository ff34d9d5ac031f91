import { checkCel } from './check-cel';
import { isSet, markRepeated, readField, readList, readString, toSteps } from './fields';
import type { Field } from './fields';
import type { Finding, RuntimeRule } from './rule';

const KUSTOMIZATION = ['Kustomization'] as const;
const OUTCOMES = ['current', 'failed', 'inProgress'];

/** Rules about what a Kustomization waits for: health checks, and the readiness of its dependencies. */
export const KUSTOMIZATION_HEALTH_RULES: readonly RuntimeRule[] = [
  {
    id: 'HEALTH_EXPR_INVALID',
    kinds: KUSTOMIZATION,
    field: 'healthCheckExprs',
    since: '2.5',
    severity: 'error',
    message: 'must be a CEL expression',
    cause: 'An expression that cannot be parsed stops the Kustomization, even where it is not used.',
    remedy: 'correct the expression',
    find: ({ object }) => readList(object, 'spec.healthCheckExprs').flatMap(({ steps, value }) => OUTCOMES.flatMap((outcome): Finding[] => {
      const text = readField(value, outcome);
      const isMissing = text === '' && outcome === 'current';
      const isWrong = typeof text === 'string' && text !== '' && !checkCel(text, []).isReadable;
      return isMissing || isWrong ? [{ steps: [...steps, outcome], received: text }] : [];
    })),
  },
  {
    id: 'HEALTH_EXPR_REPEATED',
    kinds: KUSTOMIZATION,
    field: 'healthCheckExprs',
    since: '2.5',
    severity: 'error',
    message: 'must not repeat the group and kind of an earlier entry; the version makes no difference',
    cause: 'Expressions are stored by group and kind. Two entries for the same group and kind stop the Kustomization.',
    remedy: 'keep one entry',
    find: ({ object }) => {
      const entries = readList(object, 'spec.healthCheckExprs');
      const isRepeated = markRepeated(entries.map(readGroupKind));
      return entries.filter((_entry, index) => isRepeated[index]).map(({ steps, value }) => ({ steps, received: value }));
    },
  },
  {
    id: 'READY_EXPR_INVALID',
    kinds: KUSTOMIZATION,
    field: 'dependsOn',
    since: '2.7',
    severity: 'error',
    message: 'must be a CEL expression over self and dep that returns true or false',
    cause: 'The expression does not compile: it cannot be parsed, uses another variable, or is not certain to return a boolean.',
    remedy: 'compare with a value, such as dep.status.ready == true',
    find: ({ object }) => readList(object, 'spec.dependsOn').flatMap(({ steps, value }) => {
      const text = readString(value, 'readyExpr');
      return text !== undefined && isBadReadyExpr(text) ? [{ steps: [...steps, 'readyExpr'], received: text }] : [];
    }),
  },
  {
    id: 'HEALTH_CHECK_API_VERSION',
    kinds: KUSTOMIZATION,
    field: 'healthChecks',
    severity: 'error',
    message: 'must be <group>/<version>, or v1',
    cause: 'The controller cannot parse an apiVersion with more than one slash.',
    remedy: 'write it like apps/v1',
    find: findHealthCheck('apiVersion', (check, object) =>
      (readString(check, 'apiVersion') ?? '').split('/').length > 2 && readField(object, 'spec.wait') !== true),
  },
  {
    id: 'HEALTH_CHECKS_IGNORED',
    kinds: KUSTOMIZATION,
    field: 'healthChecks',
    severity: 'warning',
    message: 'is ignored where {spec.wait} is true: then everything is checked',
    cause: 'With wait the controller checks all objects that it applied.',
    remedy: 'remove it, or {spec.wait}',
    find: ({ object }) => (readField(object, 'spec.wait') === true && readList(object, 'spec.healthChecks').length > 0
      ? [{ steps: toSteps('spec.healthChecks') }] : []),
  },
  {
    id: 'HEALTH_EXPRS_UNUSED',
    kinds: KUSTOMIZATION,
    field: 'healthCheckExprs',
    since: '2.5',
    severity: 'warning',
    message: 'has no effect without {spec.wait} or {spec.healthChecks}',
    cause: 'The expressions tell whether a checked object is healthy. Without checks they are not evaluated.',
    remedy: 'set {spec.wait} to true, or list objects in {spec.healthChecks}',
    find: ({ object }) => (readList(object, 'spec.healthCheckExprs').length > 0 && readField(object, 'spec.wait') !== true &&
      readList(object, 'spec.healthChecks').length === 0 ? [{ steps: toSteps('spec.healthCheckExprs') }] : []),
  },
  {
    id: 'HEALTH_CHECK_SELF',
    kinds: KUSTOMIZATION,
    field: 'healthChecks',
    severity: 'warning',
    message: 'is the Kustomization itself, and is skipped',
    cause: 'A Kustomization does not wait for itself.',
    remedy: 'remove the entry',
    find: findHealthCheck('name', (check, object) => readString(check, 'kind') === 'Kustomization' &&
      (readString(check, 'apiVersion') ?? '').startsWith('kustomize.toolkit.fluxcd.io/') &&
      readString(check, 'name') === readString(object, 'metadata.name') &&
      readString(check, 'namespace') === readString(object, 'metadata.namespace')),
  },
  {
    id: 'HEALTH_EXPR_JOB_IGNORED',
    kinds: KUSTOMIZATION,
    field: 'healthCheckExprs',
    since: '2.5',
    severity: 'warning',
    message: 'is ignored for Jobs: the built-in check is used unless the Kustomization runs as a service account',
    cause: 'Without serviceAccountName and kubeConfig the built-in check of Jobs takes precedence.',
    remedy: 'remove the entry, or set {spec.serviceAccountName}',
    find: ({ object }) => (isSet(object, 'spec.serviceAccountName') || isSet(object, 'spec.kubeConfig') ? [] :
      readList(object, 'spec.healthCheckExprs').filter((entry) => readGroupKind(entry) === 'batch/Job').map(({ steps }) => ({ steps }))),
  },
];

/** `undefined` where the entry has no apiVersion. */
function readGroupKind({ value }: Field): string | undefined {
  const apiVersion = readString(value, 'apiVersion');
  if (apiVersion === undefined) {
    return undefined;
  }
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return `${group}/${readString(value, 'kind') ?? ''}`;
}

function findHealthCheck(field: string, isBroken: (check: unknown, object: unknown) => boolean): RuntimeRule['find'] {
  return ({ object }) => readList(object, 'spec.healthChecks')
    .filter(({ value }) => isBroken(value, object))
    .map(({ steps, value }) => ({ steps: [...steps, field], received: readField(value, field) }));
}

function isBadReadyExpr(text: string): boolean {
  const check = checkCel(text, ['self', 'dep']);
  return !check.isReadable || check.unknownVariable !== undefined || check.isBoolean === false;
}
