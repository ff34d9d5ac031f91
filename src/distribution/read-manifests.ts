import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareVersions, parseVersion, parseVersionRange, resolveRelease } from '../flux';
import type { ProblemSink } from '../problems';
import { Cache, isObject } from '../util';
import type { KubeObject } from '../util';
import { COMPONENTS, hasComponent } from './components';
import { checkComponent } from './deployment';
import { readFileSummary, readManifestFile } from './manifest-file';
import type { ImageEntry, ManifestRequest, Manifests } from './manifests';
import { parseObjects, parseYaml, readOnce } from './read-objects';

const FETCH = 'flux pull artifact oci://ghcr.io/controlplaneio-fluxcd/flux-operator-manifests:latest --output';

/**
 * Reads the manifests of a release. A folder is an unpacked flux-operator-manifests artifact: `flux/<release>/<controller>.yaml`, `policies.yaml`,
 * `rbac.yaml`, and `flux-images/<release>/<variant>.yaml`. A file is read once in the life of the process.
 *
 * @param sink stands for the input that names the path
 */
export function readManifests(request: ManifestRequest, sink: ProblemSink): Manifests | undefined {
  return isFile(request.path) ? readManifestFile(request, sink) : readFolder(request, sink);
}

/** The controllers of a release that the manifests can have: an artifact has all of them, a file those that it was made with. */
export function listComponents(path: string, release: string): string[] {
  const names = COMPONENTS.map(({ name }) => name).filter((name) => hasComponent(name, release));
  const present = isFile(path) ? readFileSummary(path)?.components : undefined;
  return present === undefined ? names : names.filter((name) => present.includes(name));
}

/**
 * The release of a folder or a file that a version or a range means: the highest one there that matches and whose minor is known, as the operator
 * looks for it in the artifact. `undefined` where there is none.
 */
export function findRelease(path: string, range: string): string | undefined {
  const matches = parseVersionRange(range);
  const find = (releases: readonly string[]) => releases
    .filter((release) => matches?.(parseVersion(release)!) === true && resolveRelease(release).release !== undefined).at(-1);
  if (isFile(path)) {
    const release = readFileSummary(path)?.release;
    return find(release === undefined ? [] : [release]);
  }
  // What is not there may be fetched later.
  return FOUND.getOrFind(`${range} ${path}`, () => find(listReleases(path)));
}

/** The releases that were found in folders. */
const FOUND = new Cache<string>(100);

function isFile(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/** What was read of a folder for one kind of instance. */
const FOLDERS = new Cache<Manifests>(100);

function readFolder(request: ManifestRequest, sink: ProblemSink): Manifests | undefined {
  return FOLDERS.getOrFind(JSON.stringify(request), () => readFiles(request, sink));
}

function readFiles(request: ManifestRequest, sink: ProblemSink): Manifests | undefined {
  const roles = readObjects('rbac', request, sink);
  if (roles === undefined) {
    // One problem says that the release is missing; its other files would say it again.
    return undefined;
  }
  const before = sink.problems.length;
  const policies = readObjects('policies', request, sink) ?? [];
  const components = new Map(request.components.map((component) => [component, readObjects(component, request, sink) ?? []]));
  const images = readImages(request, sink);
  return sink.problems.length > before ? undefined : { roles, policies, components, images };
}

/** The releases in a folder, the oldest first. */
export function listReleases(folder: string): string[] {
  const parent = join(folder, 'flux');
  const names = existsSync(parent) && statSync(parent).isDirectory() ? readdirSync(parent) : [];
  return names.filter((name) => name.startsWith('v') && parseVersion(name) !== undefined)
    .sort((a, b) => compareVersions(parseVersion(a)!, parseVersion(b)!));
}

function readObjects(name: string, request: ManifestRequest, sink: ProblemSink): readonly KubeObject[] | undefined {
  const path = join(request.path, 'flux', request.release, `${name}.yaml`);
  return readOnce(path, 'objects', (text) => {
    const objects = parseObjects(text, path, sink);
    return objects !== undefined && checkComponent(objects, name, path, sink) ? objects : undefined;
  }, (code) => reportUnreadable(code, path, request, sink));
}

function reportUnreadable(code: string, path: string, { path: folder, release }: ManifestRequest, sink: ProblemSink): undefined {
  if (!isMissing(code)) {
    return sink.report({ code: 'INPUT_FILE', rule: `must name files that can be read; ${path} cannot (${code})`, received: folder });
  }
  const releases = listReleases(folder);
  const known = releases.length === 0 ? 'there are none' : `the releases there are ${releases.join(', ')}`;
  return sink.report({
    code: 'MANIFESTS_MISSING',
    rule: releases.includes(release) ? `must have the file ${path}` : `must have the manifests of Flux ${release} in flux/${release}; ${known}`,
    received: folder,
    remedy: releases.length === 0
      ? `fetch them with: mkdir -p ${folder} && ${FETCH} ${folder}`
      : `fetch them with: ${FETCH} ${folder}, or ask for a release that is there`,
  });
}

function isMissing(code: string): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** The digests. That a release has none for a variant is no problem: the images have only tags then. */
function readImages({ path: folder, release, variant }: ManifestRequest, sink: ProblemSink): ReadonlyMap<string, ImageEntry> | undefined {
  if (variant === undefined) {
    return undefined;
  }
  const path = join(folder, 'flux-images', release, `${variant}.yaml`);
  return readOnce<ImageFile>(path, 'images', (text) => parseImages(text, path, sink), (code) => isMissing(code)
    ? {}
    : sink.report({ code: 'INPUT_FILE', rule: `must name files that can be read; ${path} cannot (${code})`, received: folder }))?.images;
}

interface ImageFile {
  /** Absent where there is no such file. */
  readonly images?: ReadonlyMap<string, ImageEntry>;
}

function parseImages(text: string, path: string, sink: ProblemSink): ImageFile | undefined {
  const documents = parseYaml(text, path, sink);
  if (documents === undefined) {
    return undefined;
  }
  const [content] = documents;
  const entries: readonly unknown[] = isObject(content) && Array.isArray(content.images) ? content.images : [];
  return {
    images: new Map(entries.flatMap((entry) => {
      const { name, newTag: tag, digest } = isObject(entry) ? entry : {};
      return typeof name === 'string' && typeof tag === 'string' && typeof digest === 'string'
        ? [[name.slice(name.lastIndexOf('/') + 1), { tag, digest }] as const]
        : [];
    })),
  };
}
