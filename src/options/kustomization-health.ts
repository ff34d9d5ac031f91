import { field, required, string, struct } from '../input';
import type { Fields } from '../input';

/**
 * An object to wait for.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export interface HealthCheck {
  /**
   * The object's API version: `apps/v1`. Upstream: `spec.healthChecks[].apiVersion`.
   *
   * @default apps/v1
   */
  readonly apiVersion?: string;

  /**
   * The object's kind. Upstream: `spec.healthChecks[].kind`.
   */
  readonly kind: string;

  /**
   * The object's name. Upstream: `spec.healthChecks[].name`.
   */
  readonly name: string;

  /**
   * The object's namespace. A namespaced object is not found without it. Upstream: `spec.healthChecks[].namespace`.
   *
   * @default - none
   */
  readonly namespace?: string;
}

/**
 * When objects of a kind count as ready, in the Common Expression Language. Each expression sees the object's own fields, like
 * `status.phase == 'Ready'`.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export interface HealthCheckExpr {
  /**
   * The API version of the objects: `cert-manager.io/v1`. Only the group counts. Upstream: `spec.healthCheckExprs[].apiVersion`.
   */
  readonly apiVersion: string;

  /**
   * The kind of the objects. Upstream: `spec.healthCheckExprs[].kind`.
   *
   * @default - every kind of the group, from Flux 2.9 on; required before
   */
  readonly kind?: string;

  /**
   * True when the object is ready. Upstream: `spec.healthCheckExprs[].current`.
   */
  readonly current: string;

  /**
   * True while the object is in progress. Upstream: `spec.healthCheckExprs[].inProgress`.
   *
   * @default - none
   */
  readonly inProgress?: string;

  /**
   * True when the object has failed. Upstream: `spec.healthCheckExprs[].failed`.
   *
   * @default - none
   */
  readonly failed?: string;
}

export const HEALTH_CHECK = struct({
  apiVersion: field(string),
  kind: required(string),
  name: required(string),
  namespace: field(string),
} satisfies Fields<HealthCheck>);

export const HEALTH_CHECK_EXPR = struct({
  apiVersion: required(string),
  kind: field(string),
  current: required(string),
  inProgress: field(string),
  failed: field(string),
} satisfies Fields<HealthCheckExpr>);

/**
 * A Kustomization that must be ready first.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export interface KustomizationDependency {
  /**
   * The other Kustomization's name. Upstream: `spec.dependsOn[].name`.
   */
  readonly name: string;

  /**
   * The other Kustomization's namespace. Upstream: `spec.dependsOn[].namespace`.
   *
   * @default - the same namespace
   */
  readonly namespace?: string;

  /**
   * When the other one counts as ready, in CEL, with `self` and `dep`: `dep.metadata.generation == dep.status.observedGeneration`.
   * It replaces Flux's own check. Upstream: `spec.dependsOn[].readyExpr`. Needs Flux 2.7.
   *
   * @default - ready, at its newest generation and at the same revision
   */
  readonly readyExpr?: string;
}

export const DEPENDENCY = struct({
  name: required(string),
  namespace: field(string),
  readyExpr: field(string),
} satisfies Fields<KustomizationDependency>);
