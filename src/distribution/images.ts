import { isObject, isShared, setOwn } from '../util';
import type { KubeObject } from '../util';
import { changeMember, changePodSpec, mapList } from './fields';
import type { Manifests } from './manifests';
import type { CompleteSpec, ImageSpec, ImageVariant } from './spec';

/** The image of each controller, by the name that the manifests use: `fluxcd/source-controller`. */
export interface ImagePlan {
  readonly images: ReadonlyMap<string, PlannedImage>;
  /** Whether the images have digests. */
  readonly pinned: boolean;
}

interface PlannedImage {
  readonly name: string;
  /** Absent: the tag that the manifests say stays. */
  readonly tag?: string;
  readonly digest?: string;
}

const VARIANTS: ReadonlyMap<string, ImageVariant> = new Map([
  ['fluxcd', 'upstream-alpine'],
  ['ghcr.io/fluxcd', 'upstream-alpine'],
  ['ghcr.io/controlplaneio-fluxcd/alpine', 'enterprise-alpine'],
  ['ghcr.io/controlplaneio-fluxcd/distroless', 'enterprise-distroless'],
  ['709825985650.dkr.ecr.us-east-1.amazonaws.com/controlplane/fluxcd', 'enterprise-distroless'],
  ['ghcr.io/controlplaneio-fluxcd/distroless-fips', 'enterprise-distroless-fips'],
]);

/** The registry without the slash that it may end with. */
export function trimRegistry(registry: string): string {
  return registry.endsWith('/') ? registry.slice(0, -1) : registry;
}

/** Whose digests are looked for: those of the variant that is named, or of the one that is known to be in the registry. */
export function findVariant({ registry, variant }: ImageSpec): ImageVariant | undefined {
  return variant ?? VARIANTS.get(trimRegistry(registry));
}

/**
 * Which image each controller gets. Where the digest of only one of them is unknown, none gets one; the tags of the manifests are used then.
 */
export function planImages(spec: CompleteSpec, manifests: Manifests): ImagePlan {
  const { registry } = spec.distribution;
  if (registry === '') {
    return { images: new Map(), pinned: false };
  }
  const entries = spec.components.map((component) => [component, manifests.images?.get(component)] as const);
  const pinned = entries.every(([, entry]) => entry !== undefined);
  const base = trimRegistry(registry);
  return {
    pinned,
    images: new Map(entries.map(([component, entry]) => [
      `fluxcd/${component}`,
      pinned ? { name: `${base}/${component}`, ...entry } : { name: `${base}/${component}`, tag: findTag(component, manifests) },
    ])),
  };
}

function findTag(component: string, manifests: Manifests): string | undefined {
  const objects = manifests.components.get(component) ?? [];
  return objects.flatMap((object) => listImages(object)).map(splitImage).find(({ name }) => name === `fluxcd/${component}`)?.tag;
}

function listImages(object: KubeObject): string[] {
  const images: string[] = [];
  replaceImages(object, (image) => {
    images.push(image);
    return image;
  });
  return images;
}

/** An object with the planned images. */
export function setImages(object: KubeObject, { images }: ImagePlan): KubeObject {
  return object.kind === 'CustomResourceDefinition' ? object : replaceImages(object, (image) => {
    const planned = images.get(splitImage(image).name);
    return planned === undefined ? image : joinImage(planned);
  });
}

function joinImage({ name, tag, digest }: PlannedImage): string {
  return `${name}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

/** `name[:tag][@digest]`, by kustomize's pattern. */
function splitImage(image: string): { name: string; tag?: string } {
  const [, name, tag] = /^([^:@]*)(?::([a-zA-Z0-9_.{}-]*))?(?:@sha256:[a-zA-Z0-9_.{}-]*)?$/.exec(image) ?? [image, image];
  return { name, tag };
}

type Replace = (image: string) => string;

/** As kustomize does: in every list of containers, at any depth, and in volumes that are images. */
function replaceImages(object: KubeObject, replace: Replace): KubeObject {
  const replaceVolumes = (pod: unknown) => changeMember(pod, 'volumes', (volumes) => mapList(volumes, (volume) => (
    changeMember(volume, 'image', (image) => changeMember(image, 'reference', (value) => replaceString(value, replace)))
  )));
  const walked = replaceInContainers(object, replace) as KubeObject;
  return changePodSpec(changeMember(walked, 'spec', replaceVolumes) as KubeObject, replaceVolumes);
}

/** The parts of Flux's manifests that have no containers. */
const WITHOUT_CONTAINERS = new WeakSet<object>();

function replaceInContainers(value: unknown, replace: Replace): unknown {
  if (!isObject(value)) {
    return mapList(value, (item) => replaceInContainers(item, replace));
  }
  if (WITHOUT_CONTAINERS.has(value)) {
    return value;
  }
  if (isShared(value) && !/"(?:initC|c)ontainers":/.test(JSON.stringify(value))) {
    WITHOUT_CONTAINERS.add(value);
    return value;
  }
  let changed: Record<string, unknown> | undefined;
  for (const [key, member] of Object.entries(value)) {
    const walked = replaceInContainers(member, replace);
    const replaced = key === 'containers' || key === 'initContainers'
      ? mapList(walked, (container) => changeMember(container, 'image', (image) => replaceString(image, replace)))
      : walked;
    if (replaced !== member) {
      changed ??= { ...value };
      setOwn(changed, key, replaced);
    }
  }
  return changed ?? value;
}

function replaceString(value: unknown, replace: Replace): unknown {
  return typeof value === 'string' ? replace(value) : value;
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;
const TAG = /^[A-Za-z0-9_.-]{0,128}$/;
const REPOSITORY = /^[a-z0-9_./-]{2,255}$/;
const HOST = /^[A-Za-z0-9._:[\]-]+$/;

/**
 * Whether the operator takes a string for an image. It asks less than a kubelet: `https://…` passes. An image of Docker Hub needs an owner.
 */
export function isImage(image: string): boolean {
  const [tagged, digest, ...more] = image.split('@');
  const colon = tagged.lastIndexOf(':');
  const hasTag = colon > tagged.lastIndexOf('/');
  const name = hasTag ? tagged.slice(0, colon) : tagged;
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const hasHost = first === 'localhost' || first.includes('.') || first.includes(':');
  const repository = hasHost ? name.slice(slash + 1) : name;
  const isHub = !hasHost || first === 'docker.io' || first === 'index.docker.io';
  return more.length === 0 && (digest === undefined || DIGEST.test(digest)) && (!hasTag || TAG.test(tagged.slice(colon + 1)))
    && REPOSITORY.test(repository) && (!hasHost || HOST.test(first)) && (!isHub || repository.includes('/'));
}
