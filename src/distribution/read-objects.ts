import type { ProblemSink } from '../problems';
import { isKubeObject, isObject, lazy, readRegularText, share } from '../util';
import type { KubeObject } from '../util';
import { readPlainYaml } from './read-plain-yaml';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- It takes longer to load than all other code here.
const loadYaml = lazy(() => require('yaml') as typeof import('yaml'));

/** All files of some twenty releases. */
const MAX_FILES = 200;

const FILES = new Map<string, unknown>();

/**
 * What is read from a file, once in the life of the process. All instances share it, so it is frozen. Nothing is kept of a file with problems,
 * which may be mended.
 *
 * @param purpose tells apart what different readers make of one file
 * @param onFileError is told the code of the system, like `ENOENT`, where the file cannot be read, and may give what to keep instead
 */
export function readOnce<T extends object>(
  path: string, purpose: string, read: (text: string) => T | undefined, onFileError: (code: string) => T | undefined,
): T | undefined {
  const key = `${purpose} ${path}`;
  const known = FILES.get(key) as T | undefined;
  if (known !== undefined) {
    return known;
  }
  const { text, code } = readText(path);
  const value = text === undefined ? onFileError(code ?? '') : read(text);
  if (value !== undefined) {
    if (FILES.size >= MAX_FILES) {
      FILES.clear();
    }
    FILES.set(key, share(value));
  }
  return value;
}

function readText(path: string): { readonly text?: string; readonly code?: string } {
  try {
    return { text: readRegularText(path) };
  } catch (error) {
    // Whether a file is there and may be read is the user's affair; anything else is a defect. In jest such an error is no instance of Error.
    if (isObject(error) && typeof error.syscall === 'string' && typeof error.code === 'string') {
      return { code: error.code };
    }
    throw error;
  }
}

/** The documents of a YAML stream. Flux's own files use plain YAML only, so no rule of kustomize's reader matters. */
export function parseYaml(text: string, path: string, sink: ProblemSink): unknown[] | undefined {
  const plain = readPlainYaml(text);
  if (plain !== undefined) {
    return plain;
  }
  const refuse = (reason: string) => sink.report({ code: 'MANIFESTS_INVALID', rule: `must hold YAML; ${path} does not: ${reason}` });
  try {
    const documents = loadYaml().parseAllDocuments(text, { logLevel: 'silent' });
    const list = Array.isArray(documents) ? documents : [];
    const broken = list.find(({ errors }) => errors.length > 0);
    return broken === undefined ? list.map((document) => document.toJS() as unknown) : refuse(broken.errors[0].message.split('\n')[0]);
  } catch (error) {
    // The library's words for a stack that ran out, and for aliases that multiply.
    if (error instanceof RangeError || error instanceof ReferenceError) {
      return refuse('it is nested too deep, or its aliases are too many');
    }
    throw error;
  }
}

/** The Kubernetes objects of a YAML stream. */
export function parseObjects(text: string, path: string, sink: ProblemSink): KubeObject[] | undefined {
  const documents = parseYaml(text, path, sink)?.filter((document) => document !== null && document !== undefined);
  if (documents === undefined || documents.every(isNamedObject)) {
    return documents;
  }
  return sink.report({ code: 'MANIFESTS_INVALID', rule: `must hold Kubernetes objects only; ${path} has a document without apiVersion, kind or name` });
}

function isNamedObject(value: unknown): value is KubeObject {
  return isKubeObject(value) && typeof value.metadata.name === 'string'
    && isMapOfStrings(value.metadata.labels) && isMapOfStrings(value.metadata.annotations);
}

function isMapOfStrings(value: unknown): boolean {
  return value === undefined || (isObject(value) && Object.values(value).every((member) => typeof member === 'string'));
}
