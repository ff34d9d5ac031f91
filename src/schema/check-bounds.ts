import type { Schema } from './schema';

/**
 * The bounds that a number, or the size of a text, list or object, breaks: as sentences without a subject.
 */
export function checkBounds(value: unknown, schema: Schema): string[] {
  if (typeof value === 'number') {
    return checkNumber(value, schema);
  }
  if (typeof value === 'string') {
    return checkSize(() => countCharacters(value), 'character', schema.minLength, schema.maxLength);
  }
  if (Array.isArray(value)) {
    return checkSize(() => value.length, 'entry', schema.minItems, schema.maxItems);
  }
  if (typeof value === 'object' && value !== null) {
    return checkSize(() => Object.keys(value).length, 'field', schema.minProperties, schema.maxProperties);
  }
  return [];
}

function checkNumber(value: number, schema: Schema): string[] {
  const broken: string[] = [];
  if (schema.minimum !== undefined && value < schema.minimum) {
    broken.push(`must be at least ${schema.minimum}`);
  }
  if (schema.maximum !== undefined && value > schema.maximum) {
    broken.push(`must be at most ${schema.maximum}`);
  }
  if (schema.format === 'int32' && (value < -(2 ** 31) || value >= 2 ** 31)) {
    broken.push('must fit into 32 bits');
  }
  return broken;
}

function checkSize(count: () => number, unit: 'character' | 'entry' | 'field', least: number | undefined, most: number | undefined): string[] {
  if (least !== undefined && count() < least) {
    return [least === 1 ? 'must not be empty' : `must have at least ${least} ${pluralise(unit)}`];
  }
  if (most !== undefined && count() > most) {
    return [`must have at most ${most} ${most === 1 ? unit : pluralise(unit)}`];
  }
  return [];
}

/** Code points, as Go counts them, without making a list of them. */
function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) {
    count++;
  }
  return count;
}

function pluralise(unit: string): string {
  return unit === 'entry' ? 'entries' : `${unit}s`;
}
