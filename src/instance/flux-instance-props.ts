import { boolean, field, mapOf, string, stringOrEmpty, struct } from '../input';
import type { Fields, ValuesOf } from '../input';
import { INSTANCE_FIELDS } from './instance-props';
import type { InstanceProps } from './instance-props';

/**
 * A FluxInstance for a cluster that runs the Flux Operator.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export interface FluxInstanceProps extends InstanceProps {
  /**
   * Whether the operator waits until the controllers are ready before it reports the instance as ready. Upstream: `spec.wait`.
   *
   * @default true
   */
  readonly wait?: boolean;

  /**
   * Whether the operator migrates Flux's own resources in the cluster to the newest version of their API when Flux is upgraded.
   * Upstream: `spec.migrateResources`.
   *
   * @default true
   */
  readonly migrateResources?: boolean;

  /**
   * Flux's manifests, for checks only: the folder with the unpacked artifact of the operator's distribution, or a file with the output of
   * `flux install --export`. Patches for the controllers are then tried on the real objects: one that would fail in the operator's build, or
   * selects nothing, is an error.
   *
   * @default - patches for the controllers are checked against what is known of every installation
   */
  readonly manifests?: string;

  /**
   * Labels of the FluxInstance itself. Those in `commonMetadata` are for what the operator makes of it. Upstream: `metadata.labels`.
   *
   * @default - those of the chart
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations of the FluxInstance itself, such as `fluxcd.controlplane.io/reconcileEvery`. Upstream: `metadata.annotations`.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

export const FLUX_INSTANCE_PROPS = struct({
  ...INSTANCE_FIELDS,
  wait: field(boolean),
  migrateResources: field(boolean),
  manifests: field(string),
  labels: field(mapOf(stringOrEmpty)),
  annotations: field(mapOf(stringOrEmpty)),
} satisfies Fields<FluxInstanceProps>);

/** What was given of an instance, without any default. A member with a problem is `undefined`. */
export type GivenInstance = ValuesOf<typeof INSTANCE_FIELDS> & Pick<
  NonNullable<(typeof FLUX_INSTANCE_PROPS)['value']>, 'annotations' | 'labels' | 'migrateResources' | 'wait'
>;
