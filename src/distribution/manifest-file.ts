import { ProblemSink } from '../problems';
import { isObject } from '../util';
import type { KubeObject } from '../util';
import { findComponent } from './components';
import { checkComponent } from './deployment';
import { changeMember, changePodSpec, mapList } from './fields';
import type { Fields } from './fields';
import type { ManifestRequest, Manifests } from './manifests';
import { parseObjects, readOnce } from './read-objects';
import { PLACEHOLDER } from './roles';

const COMPONENT = 'app.kubernetes.io/component';
const PART_OF = 'app.kubernetes.io/part-of';
const VERSION = 'app.kubernetes.io/version';
const INSTANCE = 'app.kubernetes.io/instance';

/** What a file with all of Flux in it holds. */
interface ManifestFile {
  /** The release that its labels name; the manifest of a GitHub release has no such labels. */
  readonly release?: string;
  readonly policies: readonly KubeObject[];
  readonly roles: readonly KubeObject[];
  readonly components: ReadonlyMap<string, readonly KubeObject[]>;
}

/**
 * Reads the manifests from one file: the output of `flux install --export`, a `gotk-components.yaml`, or the `install.yaml` of a Flux release. What
 * `flux install` set there is taken away, as the instance sets it anew. Such a file has no digests.
 */
export function readManifestFile({ path, release, components }: ManifestRequest, sink: ProblemSink): Manifests | undefined {
  const file = openFile(path, sink, (code) => sink.report(code === 'ENOENT'
    ? { code: 'MANIFESTS_MISSING', rule: 'is not there', received: path, remedy: `make it with: flux install --version=${release} --export > ${path}` }
    : { code: 'INPUT_FILE', rule: `must be a file that can be read; it cannot (${code})`, received: path }));
  if (file === undefined) {
    return undefined;
  }
  const before = sink.problems.length;
  if (file.release !== undefined && file.release !== release) {
    sink.report({
      code: 'MANIFESTS_MISSING',
      rule: `must have the manifests of Flux ${release}; it has those of ${file.release}`,
      received: path,
      remedy: `ask for ${file.release}, or make it anew with: flux install --version=${release} --export > ${path}`,
    });
  }
  const missing = components.filter((component) => !file.components.has(component));
  if (missing.length > 0) {
    sink.report({
      code: 'MANIFESTS_MISSING',
      rule: `must have the objects of ${missing.join(', ')}`,
      received: path,
      remedy: `make it anew with: flux install --version=${release} --components=${components.join(',')} --export > ${path}`,
    });
  }
  return sink.problems.length > before ? undefined : file;
}

/** The controllers in a file, and its release if it names one; `undefined` where it cannot be read. */
export function readFileSummary(path: string): { readonly release?: string; readonly components: readonly string[] } | undefined {
  const file = openFile(path, new ProblemSink(), () => undefined);
  return file === undefined ? undefined : { release: file.release, components: [...file.components.keys()] };
}

function openFile(path: string, sink: ProblemSink, onFileError: (code: string) => undefined): ManifestFile | undefined {
  return readOnce(path, 'file', (text) => parseFile(text, path, sink), onFileError);
}

function parseFile(text: string, path: string, sink: ProblemSink): ManifestFile | undefined {
  const objects = parseObjects(text, path, sink);
  if (objects === undefined) {
    return undefined;
  }
  const before = sink.problems.length;
  const namespace = objects.find(({ kind }) => kind === 'Namespace')?.metadata.name ?? PLACEHOLDER;
  const policies: KubeObject[] = [];
  const roles: KubeObject[] = [];
  const components = new Map<string, KubeObject[]>();
  for (const object of objects.filter(({ kind }) => kind !== 'Namespace')) {
    const component = object.metadata.labels?.[COMPONENT];
    if (component !== undefined && findComponent(component) !== undefined) {
      components.set(component, [...components.get(component) ?? [], cleanObject(object, component)]);
    } else if (object.kind === 'NetworkPolicy') {
      policies.push(cleanMetadata(object));
    } else if (['ClusterRole', 'ClusterRoleBinding', 'ResourceQuota'].includes(object.kind)) {
      roles.push(cleanRole(object, namespace));
    } else {
      sink.report({
        code: 'MANIFESTS_INVALID',
        rule: `must hold Flux's own objects only; ${path} has ${object.kind} ${object.metadata.name}`,
        remedy: 'keep other objects in another file',
      });
    }
  }
  for (const [name, own] of components) {
    checkComponent(own, name, path, sink);
  }
  if (roles.length === 0) {
    sink.report({ code: 'MANIFESTS_INVALID', rule: `must hold the roles of Flux; ${path} has none` });
  }
  const release = objects.map(({ metadata }) => metadata.labels?.[VERSION]).find((version) => version !== undefined);
  return sink.problems.length > before ? undefined : { release, policies, roles, components };
}

/** Takes away the namespace and the labels that `flux install` adds to every object. */
function cleanMetadata(object: KubeObject): KubeObject {
  const { namespace: _, labels, ...metadata } = object.metadata;
  const kept = cleanLabels(labels ?? {}, PART_OF in (labels ?? {}) && COMPONENT in (labels ?? {}));
  return { ...object, metadata: { ...metadata, ...Object.keys(kept).length === 0 ? {} : { labels: kept } } };
}

function cleanLabels(labels: Readonly<Record<string, string>>, keepPartOf: boolean): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => key !== INSTANCE && key !== VERSION && (key !== PART_OF || keepPartOf)));
}

/** The names in a file for a namespace end with it. */
function cleanRole(object: KubeObject, namespace: string): KubeObject {
  const cut = (name: unknown) => typeof name === 'string' && name.endsWith(`-${namespace}`) ? name.slice(0, -namespace.length - 1) : name;
  const clean = cleanMetadata(object);
  const named = { ...clean, metadata: { ...clean.metadata, name: String(cut(clean.metadata.name)) } };
  const bound = changeMember(named, 'roleRef', (roleRef) => changeMember(roleRef, 'name', cut));
  return changeMember(bound, 'subjects', (subjects) => mapList(subjects, (subject) => changeMember(subject, 'namespace', () => PLACEHOLDER))) as KubeObject;
}

/** An object of a controller without what the flags of `flux install` set. */
function cleanObject(object: KubeObject, component: string): KubeObject {
  const clean = cleanMetadata(object);
  if (object.kind !== 'Deployment') {
    return clean;
  }
  const labelled = changeMember(clean, 'spec', (spec) => changeMember(spec, 'template', (template) => changeMember(template, 'metadata', (metadata) => (
    changeMember(metadata, 'labels', (labels) => isObject(labels) ? cleanLabels(labels as Record<string, string>, true) : labels)
  )))) as KubeObject;
  return changePodSpec(labelled, (pod) => isObject(pod) ? cleanPod(pod, component) : pod);
}

function cleanPod(pod: Fields, component: string): Fields {
  const { nodeSelector: _selector, imagePullSecrets: _secrets, tolerations: _tolerations, ...kept } = pod;
  const clean = (container: unknown) => changeMember(
    changeMember(container, 'args', (args) => Array.isArray(args) ? args.filter((arg) => arg !== '--feature-gates=ExternalArtifact=true') : args),
    'image', (image) => typeof image === 'string' ? renameImage(image, component) : image,
  );
  return changeMember(kept, 'containers', (containers) => mapList(containers, clean)) as Fields;
}

/** The images of the instance replace those that are named like in Flux's own manifests. */
function renameImage(image: string, component: string): string {
  const name = `/${component}:`;
  const at = image.lastIndexOf(name);
  return at < 0 ? image : `fluxcd${image.slice(at)}`;
}
