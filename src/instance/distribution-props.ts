import { required, stringWith, struct } from '../input';
import type { Fields } from '../input';
import { SYNC_CHECK_FIELDS } from './checks';
import type { SyncChecks } from './checks';
import { INSTANCE_FIELDS } from './instance-props';
import type { InstanceProps } from './instance-props';

/**
 * Where Flux's manifests are, and how an instance is checked.
 */
export interface DistributionOptions extends SyncChecks {
  /**
   * Flux's manifests: the folder with the unpacked artifact of the operator's distribution, or a file with the output of `flux install --export`, a
   * `gotk-components.yaml` or the `install.yaml` of a Flux release. A file has no digests for the images, and one release only.
   */
  readonly manifests: string;
}

/**
 * All of Flux, as a FluxInstance describes it.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export interface FluxDistributionProps extends InstanceProps, DistributionOptions {}

const MANIFESTS = required(stringWith({
  remedy: 'write the folder with the unpacked artifact, or the file that `flux install --export` made',
}));

/** The options of a manifest. */
export const DISTRIBUTION_OPTIONS = struct({
  ...SYNC_CHECK_FIELDS,
  manifests: MANIFESTS,
} satisfies Fields<DistributionOptions>);

export const DISTRIBUTION_PROPS = struct({
  ...INSTANCE_FIELDS,
  manifests: MANIFESTS,
} satisfies Fields<FluxDistributionProps>);
