import type { ProblemSink } from '../../problems';
import { setOwn } from '../../util';
import { toPlainJson } from '../json6902/json';
import type { JsonObject, JsonValue } from '../json6902/json';
import { attempt, PatchFailure } from '../patch-failure';
import type { MapNode, Node, ScalarNode } from './node';
import { decodeBase64, formatGoFloat } from './plain-values';
import { isBlankDocument, readDocument, splitDocuments } from './read-document';
import { resolveYaml11Scalar } from './scalars';
import type { ResolvedScalar } from './scalars';

/** What a key that a map has twice does: kubectl refuses it, kustomize's reader of JSON 6902 patches takes the last one. */
type RepeatedKeys = 'refused' | 'last-wins';

/**
 * All documents of a YAML stream that are not empty, as kubectl reads them: YAML 1.1, so that `yes` is true and `1.10` a number. A key that a map
 * has twice is a problem.
 */
export function parseDocuments(text: string, sink: ProblemSink): readonly unknown[] | undefined {
  return reportInput(sink, () => listDocuments(text).map((document) => toPlainJson(readYaml11(document, 'refused'))));
}

/** The one document of a text, read as above. */
export function parseManifest(text: string, sink: ProblemSink): unknown {
  return reportInput(sink, () => {
    const documents = listDocuments(text);
    if (documents.length !== 1) {
      throw new PatchFailure('INPUT_YAML', documents.length === 0 ? 'must not be empty' : `must be one document, has ${documents.length}`);
    }
    return toPlainJson(readYaml11(documents[0], 'refused'));
  });
}

function listDocuments(text: string): string[] {
  return splitDocuments(text).filter((document) => !isBlankDocument(document));
}

/** What the engine calls a bad patch is bad input here. */
function reportInput<T>(sink: ProblemSink, read: () => T): T | undefined {
  const result = attempt(read);
  return result instanceof PatchFailure ? sink.report({ code: 'INPUT_YAML', rule: result.rule }) : result;
}

/** The first document of a YAML 1.1 text as JSON. Dates stay strings, and scalar keys become strings. Mirrors `sigs.k8s.io/yaml`. */
export function readYaml11(text: string, repeatedKeys: RepeatedKeys = 'last-wins'): JsonValue {
  const node = readDocument(text, 'yaml-1.1');
  return node === undefined ? null : convert(node, repeatedKeys);
}

function convert(node: Node, repeatedKeys: RepeatedKeys): JsonValue {
  switch (node.kind) {
    case 'scalar':
      return convertScalar(node);
    case 'list':
      return node.items.map((item) => convert(item, repeatedKeys));
    default:
      return convertMap(node, repeatedKeys);
  }
}

function convertMap(map: MapNode, repeatedKeys: RepeatedKeys): JsonObject {
  const members: JsonObject = {};
  for (const { key, value } of [...map.fields.values(), ...map.duplicates]) {
    const name = convertKey(key);
    if (repeatedKeys === 'refused' && Object.hasOwn(members, name)) {
      throw new PatchFailure('PATCH_YAML', `must not have the key ${JSON.stringify(name.slice(0, 80))} twice in one map`);
    }
    setOwn(members, name, convert(value, repeatedKeys));
  }
  return members;
}

function convertScalar(node: ScalarNode): JsonValue {
  const { value } = resolveOne(node);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new PatchFailure('PATCH_ENCODE', `cannot write ${node.text} as JSON`);
  }
  return value;
}

function convertKey(key: ScalarNode): string {
  const { tag, value } = resolveOne(key);
  if (value === null || key.tag === '!!map' || key.tag === '!!seq') {
    throw new PatchFailure('PATCH_ENCODE', 'must not have null, a map or a list as a key');
  }
  return tag === '!!float' ? formatFloatKey(value as number) : String(value);
}

/** A float as a key, which has the precision of 32 bits. */
function formatFloatKey(value: number): string {
  const rounded = Math.fround(value);
  if (rounded === 0 || !Number.isFinite(rounded)) {
    return formatGoFloat(rounded);
  }
  let digits = 1;
  while (Math.fround(Number(rounded.toPrecision(digits))) !== rounded) {
    digits++;
  }
  return formatGoFloat(Number(rounded.toPrecision(digits)));
}

function resolveOne({ tag, text, quoted, tagged }: ScalarNode): ResolvedScalar {
  if (quoted && !tagged) {
    return { tag: '!!str', value: text };
  }
  if (tag === '!!binary') {
    return { tag, value: decodeBase64(text) };
  }
  const resolved = resolveYaml11Scalar(tagged ? tag : '', text);
  return resolved.tag === '!!timestamp' ? { tag: resolved.tag, value: text } : resolved;
}
