import { lazy } from '../util';

/** What we use of the CEL library. */
interface CelEnvironment {
  registerVariable(name: string, type: string): CelEnvironment;
  /** Throws where the string cannot be read as CEL. */
  parse(expression: string): { check(): { readonly valid: boolean; readonly type?: unknown; readonly error?: Error } };
}

interface CelLibrary {
  readonly Environment: new (options: { readonly unlistedVariablesAreDyn: boolean; readonly enableOptionalTypes: boolean }) => CelEnvironment;
}

/** Loaded late: few syncs have a CEL expression, and it costs as much as half of cdk8s. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadCel = lazy(() => require('../../imports/cel-js/evaluator') as CelLibrary);

/** What is certain about a CEL expression. */
export interface CelCheck {
  /** `false` where it is not CEL at all. */
  readonly isReadable: boolean;
  /** A variable that is not one of the given ones. */
  readonly unknownVariable?: string;
  /** Whether it gives true or false; absent where that is not certain. */
  readonly isBoolean?: boolean;
}

/** Forms that Go's CEL reads and our library does not: quoted fields, .5 and .name, optional items, a lone comma, and messages. */
const BEYOND_LIBRARY = /`|(^|[^\w)\]}"'])\.|[[{,]\s*[?,]|\w\s*\{/;

/** A field of a variable: its type is known only in the cluster, and the controllers refuse it as a condition. */
const PLAIN_FIELD = /^\s*\w+(\.\w+|\[\d+\]|\["[^"\\]*"\]|\['[^'\\]*'\])*\s*$/;

const OTHER_TYPES = /^(int|uint|double|string|bytes|null|timestamp|duration|(list|map)(<.*>)?)$/;

/**
 * Checks a CEL expression without a cluster. Go's CEL decides there, so only what both agree on is said to be wrong.
 */
export function checkCel(text: string, variables: readonly string[]): CelCheck {
  const { Environment } = loadCel();
  const environment = new Environment({ unlistedVariablesAreDyn: false, enableOptionalTypes: true });
  variables.forEach((name) => environment.registerVariable(name, 'dyn'));
  try {
    const { valid, type, error } = environment.parse(text).check();
    return valid ? { isReadable: true, ...findType(text, String(type)) } : { isReadable: true, ...findUnknown(text, String(error?.message)) };
  } catch (error) {
    // A RangeError is that of an expression that is nested too deeply. Go refuses it, too.
    if (!(error instanceof RangeError) && (error as Error).name !== 'ParseError') {
      throw error;
    }
    return { isReadable: BEYOND_LIBRARY.test(text) };
  }
}

function findType(text: string, type: string): Pick<CelCheck, 'isBoolean'> {
  if (type === 'bool') {
    return { isBoolean: true };
  }
  return OTHER_TYPES.test(type) || (type === 'dyn' && PLAIN_FIELD.test(text)) ? { isBoolean: false } : {};
}

/** What is called like `sets.contains(…)` may be a namespace of functions that the library lacks. */
function findUnknown(text: string, message: string): Pick<CelCheck, 'unknownVariable'> {
  const name = /^Unknown variable: (\w+)/.exec(message)?.[1];
  return name === undefined || new RegExp(`\\b${name}\\s*\\.\\s*\\w+\\s*\\(`).test(text) ? {} : { unknownVariable: name };
}
