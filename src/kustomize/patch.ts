import type { ProblemSink } from '../problems';
import { Cache, lazy } from '../util';
import { isContainer, parseJson } from './json6902/json';
import type { JsonObject, JsonValue } from './json6902/json';
import { readOperations } from './json6902/operations';
import type { Operation } from './json6902/operations';
import { attempt, PatchFailure, reportFailure } from './patch-failure';
import type { Resource } from './resource';
import { readResources } from './resources';
import { compileTarget } from './selector';
import type { Matcher, PatchTarget } from './selector';
import { isBlankDocument } from './yaml/read-document';
import { readYaml11 } from './yaml/read-yaml11';

/** One entry of kustomize's `patches`. */
export interface Patch {
  /** A strategic merge patch or a list of JSON 6902 operations, as YAML or JSON. */
  readonly patch: string;
  readonly target?: PatchTarget;
}

/** A patch that was read once and can be applied to many sets of resources. */
export interface ParsedPatch {
  readonly target?: PatchTarget;
  /** The documents of a strategic merge patch; empty for one that does nothing. */
  readonly documents?: readonly Resource[];
  /** The operations of a JSON 6902 patch. */
  readonly operations?: readonly Operation[];
  /** How many documents follow the operations of a JSON 6902 patch. kustomize reads the first one only and ignores the others silently. */
  readonly ignoredDocuments: number;
  /** The test for the objects that the target selects. An invalid regular expression in it is a failure here, when it is first needed. */
  readonly getMatcher: () => Matcher;
}

/** A patch of a run, and where its problems go. */
export interface PatchEntry {
  readonly patch: ParsedPatch;
  readonly sink: ProblemSink;
}

/** Reads a patch once, for use with many sets of resources. */
export function parsePatch(patch: Patch, sink: ProblemSink): ParsedPatch | undefined {
  return reportFailure(sink, () => readPatch(patch));
}

/** A fleet has the same few patches on every cluster: each is read once. */
const parsedPatches = new Cache<ParsedPatch>(1000);

/** Reads a list of patches, each into an entry that reports at its place in the list. `undefined` where one cannot be read. */
export function parsePatches(patches: readonly Patch[], sink: ProblemSink): readonly PatchEntry[] | undefined {
  const entries = patches.map((patch, index) => {
    const at = sink.at(index);
    const key = JSON.stringify([patch.patch, patch.target]);
    const parsed = parsedPatches.get(key) ?? parsePatch(patch, at);
    // What cannot be read is not kept: it must be reported each time.
    return parsed === undefined ? undefined : { patch: parsedPatches.getOrCompute(key, () => parsed), sink: at };
  });
  return entries.every((entry) => entry !== undefined) ? entries : undefined;
}

const SPACE = /[\s\u0085]/;

/** Trims white space as Go does. It goes by index: a regular expression for the end of a text takes quadratic time. */
function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && SPACE.test(text[start])) {
    start++;
  }
  while (start < end && SPACE.test(text[end - 1])) {
    end--;
  }
  return text.slice(start, end);
}

/**
 * Reads a patch and finds out which kind it is. Mirrors kustomize's `PatchTransformer`, which tries both: a text that can be read as a list of
 * objects, even an empty one, is a strategic merge patch.
 */
function readPatch({ patch, target }: Patch): ParsedPatch {
  if (typeof patch !== 'string') {
    throw new PatchFailure('PATCH_UNPARSABLE', 'must be a string');
  }
  const text = trim(patch);
  if (text === '') {
    throw new PatchFailure('PATCH_EMPTY', 'must not be empty');
  }
  const getMatcher = lazy(() => compileTarget(target ?? {}));
  const list = text.startsWith('[') ? parseJson(text) : undefined;
  if (isListOfOperations(list) && list.length > 0) {
    // Its items are no objects for kustomize: to try them as YAML would take longer than all the rest.
    return { target, operations: readOperations(list), ignoredDocuments: 0, getMatcher };
  }
  const documents = attempt(() => readResources(text));
  if (!(documents instanceof PatchFailure)) {
    return { target, documents, ignoredDocuments: 0, getMatcher };
  }
  const operations = attempt(() => readJsonPatch(text));
  if (operations instanceof PatchFailure) {
    throw explain(text, documents, operations);
  }
  return operations === null
    ? { target, documents: [], ignoredDocuments: countDocuments(text), getMatcher }
    : { target, operations: readOperations(operations), ignoredDocuments: Math.max(countDocuments(text) - 1, 0), getMatcher };
}

/** The operations of a JSON 6902 patch, not yet checked, or null where the text is null: strict JSON if it starts with a bracket, else YAML 1.1. */
function readJsonPatch(text: string): (JsonObject | null)[] | null {
  const value = text.startsWith('[') ? parseJson(text) : readYaml11(text);
  if (value === undefined) {
    throw new PatchFailure('PATCH_UNPARSABLE', 'a list in brackets must be strict JSON');
  }
  if (value === null) {
    return null;
  }
  if (!isListOfOperations(value)) {
    throw new PatchFailure('PATCH_UNPARSABLE', 'operations must be objects in a list');
  }
  return value;
}

function isListOfOperations(value: JsonValue | undefined): value is (JsonObject | null)[] {
  return Array.isArray(value) && value.every((item) => item === null || isContainer(item) && !Array.isArray(item));
}

/** How many documents of a YAML stream have content. They are not parsed: separator lines and comments are enough to tell. */
function countDocuments(text: string): number {
  return text.split(/^(?:---|\.\.\.)(?=\s|$)/m).filter((document) => !isBlankDocument(document.replace(/^%.*$/gm, ''))).length;
}

/** Both readings failed: what the text looks like decides which failure is shown. */
function explain(text: string, asObjects: PatchFailure, asOperations: PatchFailure): PatchFailure {
  const reason = /^(?:\[|- |-\n|---)/.test(text) ? asOperations : asObjects;
  return new PatchFailure('PATCH_UNPARSABLE', `must be a strategic merge patch or a list of JSON 6902 operations: ${reason.rule}`);
}
