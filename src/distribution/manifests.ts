import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareVersions, parseVersion } from '../flux';
import type { ProblemSink } from '../problems';
import { Cache, isObject, lazy } from '../util';
import type { KubeObject } from '../util';
import { findComponent } from './components';
import { isControllerDeployment } from './deployment';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- It takes longer to load than all other code here.
const loadYaml = lazy(() => require('yaml') as typeof import('yaml'));

/** What an image file says of a controller. */
export interface ImageEntry {
  readonly tag: string;
  readonly digest: string;
}

/** Flux's manifests of one release, as the operator reads them: without namespaces, and with images named `fluxcd/<controller>:<tag>`. */
export interface Manifests {
  readonly release: string;
  readonly policies: readonly KubeObject[];
  readonly roles: readonly KubeObject[];
  /** The objects of each controller that was asked for. */
  readonly components: ReadonlyMap<string, readonly KubeObject[]>;
  /** The images of the variant that was asked for; absent where the artifact has none. */
  readonly images?: ReadonlyMap<string, ImageEntry>;
}

/** What to read from a folder with manifests. */
export interface ManifestRequest {
  readonly folder: string;
  readonly release: string;
  readonly components: readonly string[];
  readonly variant?: string;
}

/** Eight releases with all their files. Objects are frozen, as all instances share them. */
const OBJECTS = new Cache<readonly KubeObject[]>(100);
const IMAGES = new Cache<ReadonlyMap<string, ImageEntry> | undefined>(100);

const FETCH = 'flux pull artifact oci://ghcr.io/controlplaneio-fluxcd/flux-operator-manifests:latest --output';

/**
 * Reads the manifests of a release from an unpacked flux-operator-manifests artifact: `flux/<release>/<controller>.yaml`, `policies.yaml`,
 * `rbac.yaml`, and `flux-images/<release>/<variant>.yaml`. A file is read once in the life of the process.
 *
 * @param sink stands for the input that names the folder
 */
export function readManifests(request: ManifestRequest, sink: ProblemSink): Manifests | undefined {
  const { folder, release, components, variant } = request;
  const source = join(folder, 'flux', release);
  const before = sink.problems.length;
  const read = (name: string) => readObjects(source, name, request, sink);
  const roles = read('rbac');
  if (roles === undefined) {
    return undefined;
  }
  const policies = read('policies');
  const found = components.map((component) => [component, read(component)] as const);
  const images = variant === undefined ? undefined : readImages(join(folder, 'flux-images', release, `${variant}.yaml`), sink);
  return sink.problems.length > before
    ? undefined
    : { release, roles, policies: policies ?? [], components: new Map(found.map(([component, objects]) => [component, objects ?? []])), images };
}

/** The releases in a folder, the oldest first. */
export function listReleases(folder: string): string[] {
  const parent = join(folder, 'flux');
  const names = existsSync(parent) && statSync(parent).isDirectory() ? readdirSync(parent) : [];
  return names.filter((name) => name.startsWith('v') && parseVersion(name) !== undefined)
    .sort((a, b) => compareVersions(parseVersion(a)!, parseVersion(b)!));
}

function readObjects(source: string, name: string, request: ManifestRequest, sink: ProblemSink): readonly KubeObject[] | undefined {
  const path = join(source, `${name}.yaml`);
  const before = sink.problems.length;
  let objects: readonly KubeObject[] | undefined;
  try {
    objects = OBJECTS.getOrCompute(path, () => {
      const read = parseObjects(readFileSync(path, 'utf8'), path, sink);
      checkObjects(read, name, path, sink);
      if (sink.problems.length > before) {
        throw new NotKept();
      }
      return deepFreeze(read);
    });
  } catch (error) {
    // A file that is missing or not readable is the user's; a file with problems must not be kept.
    if (!(error instanceof NotKept)) {
      reportUnreadable(error, path, request, sink);
    }
  }
  return objects;
}

/** Ends a computation whose result must not be kept, once its problems are reported. */
class NotKept extends Error {}

function reportUnreadable(error: unknown, path: string, { folder, release }: ManifestRequest, sink: ProblemSink): void {
  if (!isFileError(error)) {
    throw error;
  }
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') {
    sink.report({ code: 'INPUT_FILE', rule: `must name files that can be read; ${path} cannot (${error.code})`, received: folder });
    return;
  }
  const releases = listReleases(folder);
  const known = releases.length === 0 ? 'and no other release' : `the releases there are ${releases.join(', ')}`;
  sink.report({
    code: 'MANIFESTS_MISSING',
    rule: releases.includes(release) ? `must have the file ${path}` : `must have the manifests of Flux ${release} in flux/${release}; ${known}`,
    received: folder,
    remedy: releases.length === 0
      ? `make the folder with: mkdir -p ${folder} && ${FETCH} ${folder}`
      : `fetch them with: ${FETCH} ${folder}, or ask for a release that is there`,
  });
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/** The objects of a YAML stream. Flux's own files use plain YAML only, so no rule of kustomize's reader matters. */
export function parseObjects(text: string, path: string, sink: ProblemSink): KubeObject[] {
  const objects: KubeObject[] = [];
  for (const value of parseYaml(text, path, sink)) {
    if (isKubeObject(value)) {
      objects.push(value);
    } else if (value !== null && value !== undefined) {
      sink.report({ code: 'MANIFESTS_INVALID', rule: `must hold Kubernetes objects only; ${path} has a document without apiVersion, kind or name` });
    }
  }
  return objects;
}

function parseYaml(text: string, path: string, sink: ProblemSink): unknown[] {
  const documents = loadYaml().parseAllDocuments(text, { logLevel: 'silent', prettyErrors: true });
  const list = Array.isArray(documents) ? documents : [];
  const broken = list.find(({ errors }) => errors.length > 0);
  if (broken !== undefined) {
    sink.report({ code: 'MANIFESTS_INVALID', rule: `must hold YAML; ${path} does not: ${broken.errors[0].message.split('\n')[0]}` });
    return [];
  }
  return list.map((document) => document.toJS() as unknown);
}

function isKubeObject(value: unknown): value is KubeObject {
  return isObject(value) && typeof value.apiVersion === 'string' && typeof value.kind === 'string'
    && isObject(value.metadata) && typeof value.metadata.name === 'string';
}

/** The file of a controller must have the Deployment whose parts the profiles change. */
function checkObjects(objects: readonly KubeObject[], name: string, path: string, sink: ProblemSink): void {
  const component = findComponent(name);
  if (component !== undefined) {
    const deployments = objects.filter(({ kind }) => kind === 'Deployment');
    if (deployments.length !== 1 || deployments[0].metadata.name !== name || !isControllerDeployment(deployments[0], component.minArgs)) {
      sink.report({
        code: 'MANIFESTS_INVALID',
        rule: `must have Flux's own manifests; ${path} has no Deployment ${name} as Flux ships it`,
        remedy: 'use the files as they are released, and change the objects with patches',
      });
    }
  }
}

function readImages(path: string, sink: ProblemSink): ReadonlyMap<string, ImageEntry> | undefined {
  return IMAGES.getOrCompute(path, () => {
    if (!existsSync(path)) {
      return undefined;
    }
    const [content] = parseYaml(readFileSync(path, 'utf8'), path, sink);
    const entries = isObject(content) && Array.isArray(content.images) ? content.images as unknown[] : [];
    return new Map(entries.flatMap((entry) => {
      const { name, newTag: tag, digest } = isObject(entry) ? entry : {};
      return typeof name === 'string' && typeof tag === 'string' && typeof digest === 'string'
        ? [[name.slice(name.lastIndexOf('/') + 1), { tag, digest }] as const]
        : [];
    }));
  });
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
