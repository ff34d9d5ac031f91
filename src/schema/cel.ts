import { isObject } from '../util';

/*
 * The operators of CEL that the compiled rules of the CRDs use (`imports/cel-rules.ts`).
 */

/** What CEL calls an error: the rule has no result. The API server refuses an object on which a rule has none. */
export class CelError extends Error {}

/** `has(object.field)` */
export function has(object: unknown, field: string): boolean {
  if (!isObject(object)) {
    throw new CelError(`no such overload: has(${field})`);
  }
  return Object.hasOwn(object, field) && object[field] !== undefined;
}

/** `object.field` */
export function select(object: unknown, field: string): unknown {
  if (!isObject(object) || !has(object, field)) {
    throw new CelError(`no such key: ${field}`);
  }
  return object[field];
}

/** `a || b || …`: true if one operand is true, even where another one has an error. */
export function or(...operands: (() => boolean)[]): boolean {
  return combine(operands, true);
}

/** `a && b && …`: false if one operand is false, even where another one has an error. */
export function and(...operands: (() => boolean)[]): boolean {
  return combine(operands, false);
}

/** CEL looks for an operand that decides, in any order; only where there is none does an error count. */
function combine(operands: readonly (() => boolean)[], decisive: boolean): boolean {
  let failure: CelError | undefined;
  for (const operand of operands) {
    try {
      if (operand() === decisive) {
        return decisive;
      }
    } catch (error) {
      if (!(error instanceof CelError)) {
        throw error;
      }
      failure ??= error;
    }
  }
  if (failure !== undefined) {
    throw failure;
  }
  return !decisive;
}
