import { lazy } from '../../util';
import { readOperation } from '../json6902/operation';
import type { Operation } from '../json6902/operation';
import type { MapNode } from '../nodes/node';
import type { Patch, PatchTarget } from '../patch';
import { PatchFailure } from '../patch-failure';
import { readJsonPatch } from './read-json-patch';
import { readResources } from '../read/read-resources';
import { compileTarget } from '../select/compile-target';
import type { Matcher } from '../select/compile-target';

/** A patch that was read once and can be applied to many sets of resources. */
export interface ParsedPatch {
  readonly target?: PatchTarget;
  /** The documents of a strategic merge patch; empty for one that does nothing. */
  readonly documents?: readonly MapNode[];
  /** The operations of a JSON 6902 patch. */
  readonly operations?: readonly Operation[];
  /** A test for the objects that the target selects; an invalid expression fails here, when it is first needed. */
  readonly matches: () => Matcher;
}

export function isParsedPatch(patch: Patch | ParsedPatch): patch is ParsedPatch {
  return 'matches' in patch;
}

/** White space as Go trims it. */
const EDGES = /^[\s\u0085]+|[\s\u0085]+$/g;

/**
 * Reads a patch and finds out which kind it is. Both readings are tried; a text that is a list of objects, even an empty one, is a strategic
 * merge patch.
 */
export function readPatch({ patch, target }: Patch): ParsedPatch {
  if (typeof patch !== 'string') {
    throw new PatchFailure('PATCH_UNPARSABLE', 'must be a text');
  }
  const text = patch.replace(EDGES, '');
  if (text === '') {
    throw new PatchFailure('PATCH_EMPTY', 'must not be empty');
  }
  const matches = lazy(() => compileTarget(target ?? {}));
  const documents = attempt(() => readResources(text));
  if (!(documents instanceof Error)) {
    return { target, documents, matches };
  }
  const operations = attempt(() => readJsonPatch(text));
  if (operations instanceof Error) {
    throw explain(text, documents, operations);
  }
  return operations === null ? { target, documents: [], matches } : { target, operations: operations.map(readOperation), matches };
}

function attempt<T>(read: () => T): T | PatchFailure {
  try {
    return read();
  } catch (error) {
    if (error instanceof PatchFailure) {
      return error;
    }
    if (error instanceof RangeError) {
      return new PatchFailure('PATCH_YAML', 'must not be nested that deep');
    }
    throw error;
  }
}

/** The reading that came nearer says what is wrong. */
function explain(text: string, asObjects: PatchFailure, asOperations: PatchFailure): PatchFailure {
  const reason = /^(?:\[|- |-\n|---)/.test(text) ? asOperations : asObjects;
  return new PatchFailure('PATCH_UNPARSABLE', `must be a strategic merge patch or a list of JSON 6902 operations: ${reason.rule}`);
}
