import { findMember, writeFields } from '../input';
import type { StructShape } from '../input';
import type { ProblemSink } from '../problems';
import { BUCKET_OPTIONS } from './bucket';
import { GIT_REPOSITORY_OPTIONS } from './git-repository';
import { KUSTOMIZATION_OPTIONS } from './kustomization';
import { OCI_REPOSITORY_OPTIONS } from './oci-repository';

/** The props that carry typed options, and the kind of object that each is for. */
export const OPTION_STRUCTS = [
  { prop: 'gitRepository', kind: 'GitRepository', struct: GIT_REPOSITORY_OPTIONS },
  { prop: 'ociRepository', kind: 'OCIRepository', struct: OCI_REPOSITORY_OPTIONS },
  { prop: 'bucket', kind: 'Bucket', struct: BUCKET_OPTIONS },
  { prop: 'kustomization', kind: 'Kustomization', struct: KUSTOMIZATION_OPTIONS },
] as const satisfies readonly { prop: string; kind: string; struct: StructShape }[];

/** The typed options of a sync, read. */
export type GivenOptions = { readonly [prop in typeof OPTION_STRUCTS[number]['prop']]?: object };

/** One JSON 6902 operation. The options need no other than `add`, which replaces what is there. */
export interface AddOperation {
  readonly op: 'add';
  readonly path: string;
  readonly value: unknown;
}

/** The operations of the one JSON 6902 patch that the options make for each kind of object. */
export type OptionOperations = ReadonlyMap<string, readonly AddOperation[]>;

/**
 * Writes the typed options of a sync as the patches that a user would write. Each operation sets one field of `spec` as a whole, so none needs a
 * parent that may be missing.
 *
 * @param kind the kind of the sync's source, if it is a valid one
 * @param hasRef whether the plain prop `ref` is set
 */
export function renderOptions(kind: string | undefined, hasRef: boolean, given: GivenOptions, sink: ProblemSink): OptionOperations {
  const operations = new Map<string, readonly AddOperation[]>();
  for (const { prop, kind: target, struct } of OPTION_STRUCTS) {
    const values = given[prop] as Readonly<Record<string, unknown>> | undefined;
    if (values === undefined) {
      continue;
    }
    if (target !== 'Kustomization' && kind !== undefined && target !== kind) {
      sink.at(prop).report({ code: 'INPUT_CONFLICT', rule: `is for the kind ${target}, and this sync has ${kind}` });
      continue;
    }
    checkRef(target, hasRef, values.ref, sink.at(prop, 'ref'));
    operations.set(target, Object.entries(writeFields(struct, values) ?? {})
      .map(([field, value]) => ({ op: 'add', path: `/spec/${field}`, value })));
  }
  return operations;
}

/**
 * The option that writes a field of an object, as the user knows it: `spec.verify.secretRef.name` of a GitRepository comes from
 * `gitRepository.verify.secret`. `undefined` where no option writes that field.
 */
export function findOption(kind: string, field: string): string | undefined {
  const root = OPTION_STRUCTS.find((candidate) => candidate.kind === kind);
  const member = root !== undefined && field.startsWith('spec.') ? findMember(root.struct, field.slice('spec.'.length)) : undefined;
  return member === undefined ? undefined : `${root!.prop}.${member}`;
}

interface RefRules {
  /** The members that select, the one that the controller prefers first. */
  readonly order: readonly string[];
  /** The member that narrows the first one instead of being hidden by it. */
  readonly narrowing?: string;
}

/** As source-controller chooses. Upstream's documentation has `semver` before `tag` for Git, its code never had. */
const REF_RULES: ReadonlyMap<string, RefRules> = new Map([
  ['GitRepository', { order: ['commit', 'name', 'tag', 'semver', 'branch'], narrowing: 'branch' }],
  ['OCIRepository', { order: ['digest', 'semver', 'tag'] }],
]);

/** Refuses refs that would silently hide one another: the plain prop beside the option, or two members of the option. */
function checkRef(kind: string, hasRef: boolean, ref: unknown, sink: ProblemSink): void {
  const rules = REF_RULES.get(kind);
  if (rules === undefined || ref === undefined) {
    return;
  }
  const given = Object.keys(ref as object);
  const report = (at: ProblemSink, rule: string) => at.report({ code: 'INPUT_CONFLICT', rule, remedy: 'set only what the sync should follow' });
  if (hasRef) {
    report(sink, 'must not be set together with the prop ref');
  }
  const [first, ...others] = rules.order.filter((member) => given.includes(member));
  for (const member of others.filter((other) => first !== rules.order[0] || other !== rules.narrowing)) {
    report(sink.at(member), `must not be set together with ${first}, which the controller would take instead`);
  }
  if (given.includes('semverFilter') && !given.includes('semver')) {
    report(sink.at('semverFilter'), 'has no effect without semver');
  }
}
