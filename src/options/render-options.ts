import { checkRef } from './check-ref';
import { convertValue } from './convert-value';
import type { GivenOptions } from './given-options';
import { isSet } from './is-set';
import { OPTION_ROOTS } from './option-roots';
import type { Problem } from '../problems';

/** One JSON 6902 operation. The options need no other than `add`, which replaces what is there. */
export interface AddOperation {
  readonly op: 'add';
  readonly path: string;
  readonly value: unknown;
}

export interface RenderedOptions {
  /** What the options do to the source, as the operations of one JSON 6902 patch. */
  readonly source: readonly AddOperation[];
  /** The same for the Kustomization. */
  readonly kustomization: readonly AddOperation[];
  readonly problems: readonly Problem[];
}

/**
 * Writes the typed options of a sync with a source of that kind as the patches that a user would write by hand. Each operation sets one
 * field of `spec` as a whole, so none needs a parent that may be missing. With problems there are no operations.
 */
export function renderOptions(kind: unknown, given: GivenOptions): RenderedOptions {
  const problems: Problem[] = [];
  const operations = new Map<unknown, readonly AddOperation[]>();
  for (const root of OPTION_ROOTS) {
    const options: unknown = given[root.prop];
    if (!isSet(options)) {
      continue;
    }
    if (root.kind !== 'Kustomization' && root.kind !== kind) {
      // A kind that is none has its own problem.
      if (OPTION_ROOTS.some((other) => other.kind === kind)) {
        problems.push({ code: 'INPUT_CONFLICT', path: root.prop, rule: `is for the kind ${root.kind}, and this sync has ${String(kind)}` });
      }
      continue;
    }
    const spec = new Map<string, unknown>(Object.entries(convertValue(root.shape, options, root.prop, problems) ?? {}));
    problems.push(...checkRef(root.kind, `${root.prop}.ref`, given.ref, spec.get('ref')));
    operations.set(root.kind, Array.from(spec, ([name, value]) => ({ op: 'add', path: `/spec/${name}`, value })));
  }
  const valid = problems.length === 0;
  return {
    source: valid && operations.get(kind) || [],
    kustomization: valid && operations.get('Kustomization') || [],
    problems,
  };
}
