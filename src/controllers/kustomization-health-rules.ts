import { CelCheck, checkCel } from './check-cel';
import { Field, isSet, readField, readItems, readText } from './read-field';
import type { Finding, RuntimeRule } from './runtime-rule';

const KUSTOMIZATION = ['Kustomization'] as const;
const OUTCOMES = ['current', 'failed', 'inProgress'];

/** Rules about what a Kustomization waits for: health checks and the readiness of its dependencies. */
export const KUSTOMIZATION_HEALTH_RULES: readonly RuntimeRule[] = [
  {
    id: 'HEALTH_EXPR_INVALID',
    row: 'K2',
    kinds: KUSTOMIZATION,
    since: '2.5',
    severity: 'error',
    message: 'must be a CEL expression',
    cause: 'The expression cannot be read, which stops the Kustomization even where the expression is not used.',
    remedy: 'Correct the expression.',
    find: ({ object }) => readItems(object, 'spec.healthCheckExprs').flatMap(({ path, value }) => OUTCOMES.flatMap((outcome): Finding[] => {
      const text = readField(value, outcome);
      const isMissing = text === '' && outcome === 'current';
      const isWrong = typeof text === 'string' && text !== '' && !checkCel(text, []).isReadable;
      return isMissing || isWrong ? [{ path: `${path}.${outcome}`, received: text }] : [];
    })),
  },
  {
    id: 'HEALTH_EXPR_REPEATED',
    row: 'K2',
    kinds: KUSTOMIZATION,
    since: '2.5',
    severity: 'error',
    message: 'must not repeat the group and kind of an earlier entry; the version makes no difference',
    cause: 'Expressions are kept by group and kind; two for the same stop the Kustomization.',
    remedy: 'Keep one entry.',
    find: ({ object }) => {
      const entries = readItems(object, 'spec.healthCheckExprs');
      const kinds = entries.map(readGroupKind);
      return entries.filter((_entry, index) => kinds[index] !== undefined && kinds.indexOf(kinds[index]) < index)
        .map(({ path, value }) => ({ path, received: value }));
    },
  },
  {
    id: 'READY_EXPR_INVALID',
    row: 'K3',
    kinds: KUSTOMIZATION,
    since: '2.7',
    severity: 'error',
    message: 'must be a CEL expression over self and dep that gives true or false',
    cause: 'The expression does not compile: it cannot be read, uses another variable, or does not give a boolean for certain.',
    remedy: 'Compare with a value: dep.status.ready == true.',
    find: ({ object }) => readItems(object, 'spec.dependsOn').flatMap(({ path, value }) => {
      const text = readText(value, 'readyExpr');
      return text !== undefined && isBadReadyExpr(text) ? [{ path: `${path}.readyExpr`, received: text }] : [];
    }),
  },
  {
    id: 'HEALTH_CHECK_API_VERSION',
    row: 'K20',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'must be <group>/<version>, or v1',
    cause: 'The controller cannot read an apiVersion with more than one slash.',
    remedy: 'Write apps/v1, for instance.',
    find: findHealthCheck('apiVersion', (check, object) =>
      (readText(check, 'apiVersion') ?? '').split('/').length > 2 && readField(object, 'spec.wait') !== true),
  },
  {
    id: 'HEALTH_CHECKS_IGNORED',
    row: 'K-S1',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'is ignored where wait is true: everything is checked then',
    cause: 'With wait the controller checks all objects that it applied.',
    remedy: 'Remove healthChecks or wait.',
    find: ({ object }) => (readField(object, 'spec.wait') === true && readItems(object, 'spec.healthChecks').length > 0
      ? [{ path: 'spec.healthChecks' }] : []),
  },
  {
    id: 'HEALTH_EXPRS_UNUSED',
    row: 'K-S2',
    kinds: KUSTOMIZATION,
    since: '2.5',
    severity: 'warning',
    message: 'has no effect without wait or healthChecks',
    cause: 'Expressions say how to read the health of what is checked; without checks nothing is read.',
    remedy: 'Set wait to true, or name healthChecks.',
    find: ({ object }) => (readItems(object, 'spec.healthCheckExprs').length > 0 && readField(object, 'spec.wait') !== true &&
      readItems(object, 'spec.healthChecks').length === 0 ? [{ path: 'spec.healthCheckExprs' }] : []),
  },
  {
    id: 'HEALTH_CHECK_SELF',
    row: 'K-S5',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'is the Kustomization itself, and is skipped',
    cause: 'A Kustomization does not wait for itself.',
    remedy: 'Remove the entry.',
    find: findHealthCheck('name', (check, object) => readText(check, 'kind') === 'Kustomization' &&
      (readText(check, 'apiVersion') ?? '').startsWith('kustomize.toolkit.fluxcd.io/') &&
      readText(check, 'name') === readText(object, 'metadata.name') && readText(check, 'namespace') === readText(object, 'metadata.namespace')),
  },
  {
    id: 'HEALTH_EXPR_JOB_IGNORED',
    row: 'K-S6',
    kinds: KUSTOMIZATION,
    since: '2.5',
    severity: 'warning',
    message: 'is ignored for Jobs: the built-in check wins unless the Kustomization runs as a service account',
    cause: 'Without serviceAccountName and kubeConfig the built-in check of Jobs comes first.',
    remedy: 'Remove the entry, or set serviceAccountName.',
    find: ({ object }) => (isSet(object, 'spec.serviceAccountName') || isSet(object, 'spec.kubeConfig') ? [] :
      readItems(object, 'spec.healthCheckExprs').filter((entry) => readGroupKind(entry) === 'batch/Job').map(({ path }) => ({ path }))),
  },
];

/** `undefined` where the entry does not say which group it is for. */
function readGroupKind({ value }: Field): string | undefined {
  const apiVersion = readText(value, 'apiVersion');
  if (apiVersion === undefined) {
    return undefined;
  }
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return `${group}/${readText(value, 'kind') ?? ''}`;
}

function findHealthCheck(field: string, isBroken: (check: unknown, object: unknown) => boolean): RuntimeRule['find'] {
  return ({ object }) => readItems(object, 'spec.healthChecks')
    .filter(({ value }) => isBroken(value, object))
    .map(({ path, value }) => ({ path: `${path}.${field}`, received: readField(value, field) }));
}

function isBadReadyExpr(text: string): boolean {
  const check: CelCheck = checkCel(text, ['self', 'dep']);
  return !check.isReadable || check.unknownVariable !== undefined || check.isBoolean === false;
}
