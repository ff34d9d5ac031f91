import type { ApiObject } from 'cdk8s';
import { Yaml } from 'cdk8s';
import { isObject, lazy } from '../util';
import { needsQuotes, quoteMembers } from './quote-strings';
import { writeYaml } from './write-yaml';

// cdk8s has a copy of its own, which is already loaded; ours is for other writers.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadYaml = lazy(() => require('yaml') as typeof import('yaml'));

/** How all copies of the package `yaml` know a document: it is written by its own `toString`. */
const NODE_TYPE = Symbol.for('yaml.node.type');
const DOCUMENT = Symbol.for('yaml.document');

/**
 * Makes an API object write its strings so that kubectl, kustomize and JavaScript read each of them, value or key, as itself.
 *
 * cdk8s writes YAML with the npm package `yaml`, with fixed options, and the file is read by Go, which has other rules. What `toJson` returns
 * passes for a document of that package, which writes itself: that chooses the form of each string, and is several times faster. Its members
 * are not enumerable, so to everybody else nothing has changed.
 */
export function keepStrings(object: ApiObject): void {
  const toJson = object.toJson.bind(object);
  object.toJson = () => {
    const json: unknown = toJson();
    return isObject(json) ? writeItself(json) : json;
  };
}

function writeItself(json: Record<string, unknown>): Record<string, unknown> {
  // jsii hands an object with methods to other languages by reference. They would get an object that they cannot read.
  if (process.env.JSII_AGENT !== undefined || Object.hasOwn(json, 'toString') || Object.hasOwn(json, 'contents')) {
    return needsQuotes(json)
      ? Object.defineProperty(json, 'toJSON', { value: (key?: string) => key === undefined ? quoteMembers(json) : json })
      : json;
  }
  return Object.defineProperties(json, {
    [NODE_TYPE]: { value: DOCUMENT },
    // Written when it is asked for, because whoever called `toJson` may still change the object.
    toString: { value: (options?: object) => write(json, options) },
    // For a document inside of another one, and for old versions of the package.
    contents: { get: () => toPlain(json) },
  });
}

function write(json: Readonly<Record<string, unknown>>, options: object = {}): string {
  return isCdk8s(options) ? stringify(json) : loadYaml().stringify(toPlain(json), options);
}

/** Writes an object as cdk8s does, but for the strings that a reader would take for something else. */
export function stringify(json: Readonly<Record<string, unknown>>): string {
  return writeYaml(json) ?? Yaml.stringify(toPlain(json));
}

/** Whether a writer has the options that cdk8s gives it. */
function isCdk8s(options: { readonly keepUndefined?: unknown; readonly lineWidth?: unknown; readonly version?: unknown }): boolean {
  return options.keepUndefined === true && options.lineWidth === 0 && options.version === '1.1' && Object.keys(options).length === 3;
}

/** The object as the writer of cdk8s writes it best. Its method is called without an argument by that writer, and with one by `JSON.stringify`. */
function toPlain(json: Readonly<Record<string, unknown>>): unknown {
  return needsQuotes(json) ? { toJSON: (key?: string) => key === undefined ? quoteMembers(json) : json } : { ...json };
}
