import type { KubeObject } from '../util';

/** What an image file says of a controller. */
export interface ImageEntry {
  readonly tag: string;
  readonly digest: string;
}

/** Flux's manifests of one release, as the operator reads them: without namespaces, and with images named `fluxcd/<controller>:<tag>`. */
export interface Manifests {
  readonly policies: readonly KubeObject[];
  readonly roles: readonly KubeObject[];
  /** The objects of each controller that was asked for. */
  readonly components: ReadonlyMap<string, readonly KubeObject[]>;
  /** The images of the variant that was asked for; absent where there are none. */
  readonly images?: ReadonlyMap<string, ImageEntry>;
}

/** Which manifests to read. */
export interface ManifestRequest {
  /** A folder with an unpacked artifact, or a file with the output of `flux install --export`. */
  readonly path: string;
  readonly release: string;
  readonly components: readonly string[];
  /** Whose digests to read; none are read where it is absent. */
  readonly variant?: string;
}
