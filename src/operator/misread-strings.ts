import { SyncKind } from '../instance';
import type { InstanceSpec, SyncInput, SyncSpec } from '../instance';
import { readUnquoted } from '../kustomize';
import type { AddOperation, KustomizePatch } from '../options';
import { ProblemSink } from '../problems';
import type { KubeObject } from '../util';
import { buildSync } from './build-sync';
import { patchSync } from './patch-sync';

/** Operations by the kind of object that they are for. */
export type OperationsByKind = ReadonlyMap<string, readonly AddOperation[]>;

/** The inputs that the operator writes into YAML without quotes. An interval cannot be misread. */
const UNQUOTED = ['url', 'ref', 'path', 'name', 'pullSecret'] as const satisfies readonly (keyof SyncSpec)[];

type UnquotedField = typeof UNQUOTED[number];

/** An input that the operator's YAML does not hold as it is. */
interface Misread {
  readonly field: UnquotedField;
  readonly value: string;
  /** What is read instead; absent where it breaks the document. */
  readonly read?: { readonly value: unknown };
}

/** What is to be done about misread strings. */
export interface Mended {
  /** Set the strings right, in patches before all others. */
  readonly operations: OperationsByKind;
  readonly problems: ProblemSink;
  readonly warnings: ProblemSink;
}

/**
 * The operator writes the strings of a sync into YAML without quotes: the tag `1.10` becomes a number, and `a: b` breaks the document. This finds
 * the operations that set a string right after the operator has read it, and refuses those that fail before any patch is applied.
 *
 * @param patches all patches of the instance: where they set a string right already, there is nothing to do
 */
export function mendMisread(input: SyncInput, spec: SyncSpec, patches: readonly KustomizePatch[]): Mended {
  const operations = new Map<string, AddOperation[]>();
  const problems = new ProblemSink();
  const warnings = new ProblemSink();
  for (const { field, value, read } of findMisread(spec)) {
    const at = input.names[field === 'name' && spec.name === spec.namespace ? 'namespace' : field];
    if (read === undefined) {
      problems.at(...at).report({
        code: 'UNQUOTED_STRING_BREAKS',
        rule: 'cannot be used with the operator, which writes it into YAML without quotes: the result cannot be read',
        received: value,
        remedy: 'use another one',
      });
    } else if (!isMended(spec, field, read.value, patches)) {
      warnings.at(...at).report({
        code: 'UNQUOTED_STRING',
        rule: `is set by a patch that is added for it: the operator writes it into YAML without quotes, where it is read as ${JSON.stringify(read.value)}`,
        received: value,
      });
      for (const [kind, operation] of listOperations(spec, field, value)) {
        operations.set(kind, [...operations.get(kind) ?? [], operation]);
      }
    }
  }
  return { operations, problems, warnings };
}

/** Whether a string comes out of the operator's YAML as it is. */
export function isReadAsWritten(value: string): boolean {
  return readUnquoted(value)?.value === value;
}

function findMisread(spec: SyncSpec): Misread[] {
  return UNQUOTED.flatMap((field): Misread[] => {
    const value = spec[field];
    if (value === undefined || isReadAsWritten(value)) {
      return [];
    }
    const read = readUnquoted(value);
    // An object without a name cannot be built at all.
    const isLost = read === undefined || (field === 'name' && (typeof read.value === 'object' || read.value === ''));
    return [{ field, value, ...isLost ? {} : { read } }];
  });
}

/** Whether the patches give the same objects, however the operator reads the field. */
function isMended(spec: SyncSpec, field: UnquotedField, value: unknown, patches: readonly KustomizePatch[]): boolean {
  if (patches.length === 0) {
    return false;
  }
  // kustomize makes a string of whatever a name is read as.
  const misread = { ...spec, [field]: field === 'name' ? String(value) : value };
  const [actual, wanted] = [misread, spec].map((each) => patch(buildSync(each), { ...spec, patches }));
  return actual !== undefined && JSON.stringify(actual) === JSON.stringify(wanted);
}

function patch(objects: readonly KubeObject[], spec: InstanceSpec): readonly KubeObject[] | undefined {
  const sink = new ProblemSink();
  const patched = patchSync({ spec, objects, patchTargets: [], ignoreUnmatched: true, sink });
  return sink.problems.length > 0 ? undefined : patched?.objects;
}

/** The operations that set a field of the sync, each with the kind of object that it is for. */
function listOperations({ kind, name }: SyncSpec, field: UnquotedField, value: string): readonly (readonly [string, AddOperation])[] {
  const add = (path: string, set: unknown): AddOperation => ({ op: 'add', path, value: set });
  switch (field) {
    case 'url':
      return [[kind, add(kind === SyncKind.BUCKET ? '/spec/endpoint' : '/spec/url', value)]];
    case 'ref':
      return [[kind, kind === SyncKind.BUCKET ? add('/spec/bucketName', value)
        : add('/spec/ref', kind === SyncKind.OCI_REPOSITORY ? { tag: value } : { name: value })]];
    case 'path':
      return [['Kustomization', add('/spec/path', value)]];
    case 'name':
      return [
        [kind, add('/metadata/name', value)],
        ['Kustomization', add('/metadata/name', value)],
        ['Kustomization', add('/spec/sourceRef', { kind, name })],
      ];
    case 'pullSecret':
      return [[kind, add('/spec/secretRef', { name: value })]];
  }
}
