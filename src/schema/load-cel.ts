import type { ASTNode, Context, TypeCheckResult } from '@marcbachmann/cel-js' with { 'resolution-mode': 'import' };

export type { ASTNode } from '@marcbachmann/cel-js' with { 'resolution-mode': 'import' };

/** A CEL text that could be parsed. */
export interface CelExpression {
  /** Evaluates it. Throws where CEL has an error, such as a field that is not there. */
  (context: Context): unknown;
  readonly ast: ASTNode;
  check(): TypeCheckResult;
}

/** What we use of the CEL library. */
export interface CelEnvironment {
  registerVariable(name: string, type: string): CelEnvironment;
  registerFunction(signature: string, handler: (...args: any[]) => unknown): CelEnvironment;
  /** Throws where the text is no CEL. */
  parse(expression: string): CelExpression;
}

export interface Cel {
  readonly Environment: new (options?: { readonly unlistedVariablesAreDyn?: boolean; readonly enableOptionalTypes?: boolean }) => CelEnvironment;
}

let loaded: Cel | undefined;

/**
 * The CEL library, loaded when it is needed for the first time: it costs as much as half of cdk8s.
 */
export function loadCel(): Cel {
  // An ES module, which `require` can load from Node 20.19 on.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  loaded ??= require('@marcbachmann/cel-js') as Cel;
  return loaded;
}
