import type { Patch } from '../kustomize';
import { ProblemSink } from '../problems';
import type { Problem } from '../problems';
import { checkValue, INPUT_CODES } from '../schema';
import type { Schema } from '../schema';

const text: Schema = { type: 'string' };

/** `spec.kustomize.patches`, as its CRD describes it. */
export const PATCHES_SCHEMA: Schema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      patch: text,
      target: {
        type: 'object',
        properties: {
          annotationSelector: text,
          group: text,
          kind: text,
          labelSelector: text,
          name: text,
          namespace: text,
          version: text,
        },
      },
    },
    required: ['patch'],
  },
};

/** Checks that a list of patches, from whatever language it came, is one. What the patches say is the engine's business. */
export function checkPatches(value: unknown, path: string): { patches: readonly Patch[]; problems: Problem[] } {
  if (value === undefined) {
    return { patches: [], problems: [] };
  }
  const sink = new ProblemSink([path]);
  checkValue(value, PATCHES_SCHEMA, sink, INPUT_CODES);
  return { patches: sink.problems.length === 0 ? value as Patch[] : [], problems: [...sink.problems] };
}
