import type { SyncOptions } from './flux-instance-sync-props';
import { readFluxInstance } from '../operator';
import { ProblemsError, ProblemSink, suggestRemedy } from '../problems';
import type { Problem } from '../problems';
import { isUtf8, readMembers } from '../util';
import type { WrittenSync } from './written-sync';

/** All members of SyncOptions; the compiler refuses a list that forgets one. */
const OPTIONS: Readonly<Record<keyof SyncOptions, true>> = {
  unmatchedPatches: true,
  runtimeChecks: true,
  patchTargets: true,
};

/**
 * Reads a sync that is written as a FluxInstance manifest, in YAML or JSON.
 *
 * @param subject the construct, for the error
 * @throws ProblemsError when the text is no manifest
 */
export function readSyncManifest(subject: string, text: string, options: SyncOptions = {}): WrittenSync {
  const { settings, problems } = readOptions(options);
  const manifest = parseText(subject, text);
  if (readMembers(manifest) === undefined) {
    throw new ProblemsError(subject, [{ code: 'INPUT_YAML', path: '', rule: 'must be a FluxInstance manifest', received: manifest }]);
  }
  const instance = readFluxInstance(manifest);
  return {
    ...instance,
    problems: [...problems, ...instance.problems],
    options: { source: [], kustomization: [], describeOrigin: () => undefined },
    settings,
  };
}

function readOptions(given: unknown): { settings: WrittenSync['settings']; problems: Problem[] } {
  const members = readMembers(given);
  if (members === undefined) {
    return { settings: {}, problems: [{ code: 'INPUT_TYPE', path: 'options', rule: 'must be an object', received: given }] };
  }
  const known = Object.keys(OPTIONS);
  const unknown = members.filter(([name, value]) => value !== undefined && !known.includes(name)).map(([name]) => name);
  return {
    settings: Object.fromEntries(members),
    problems: unknown.map((name) => (
      { code: 'INPUT_UNKNOWN', path: name, rule: `is none of the options here: ${known.join(', ')}`, remedy: suggestRemedy(name, known) }
    )),
  };
}

function parseText(subject: string, text: unknown): any {
  if (typeof text !== 'string') {
    throw new ProblemsError(subject, [{ code: 'INPUT_TYPE', path: '', rule: 'must be a text', received: text }]);
  }
  if (!isUtf8(text)) {
    throw new ProblemsError(subject, [{ code: 'INPUT_YAML', path: '', rule: 'must be a text that UTF-8 can write' }]);
  }
  // The patch engine is the largest room: it waits until a manifest needs it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { parseManifest } = require('../kustomize') as typeof import('../kustomize');
  const sink = new ProblemSink();
  const manifest = parseManifest(text, sink);
  if (sink.problems.length > 0) {
    throw new ProblemsError(subject, sink.problems.map((problem) => ({ ...problem, code: 'INPUT_YAML' })));
  }
  return manifest;
}
