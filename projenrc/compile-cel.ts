/** A node of the CEL library's syntax tree. */
interface CelNode {
  readonly op: string;
  readonly args: unknown;
}

interface CelLibrary {
  readonly Environment: new (options: { readonly unlistedVariablesAreDyn: boolean }) => { parse(rule: string): { readonly ast: CelNode } };
}

const HEADER = `/*
 * The CEL rules of the CRDs as functions: by their text, which is in the schemas. Made by \`npx projen import\`. Do not edit.
 * A function throws a CelError where CEL has no result, such as for a field that is not there.
 */
import { and, has, or, select } from '../src/schema/cel';

export const CEL_RULES: Readonly<Record<string, (self: unknown) => boolean>> = {
`;

/**
 * Writes the CEL rules of packed schemas as TypeScript. Throws where a rule uses more of CEL than can be translated.
 */
export function compileRules(schemas: readonly unknown[]): string {
  const rules = new Map(schemas.flatMap(listRules).map((rule) => [rule, compileRule(rule)]));
  const lines = [...rules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, code]) => `  ${JSON.stringify(rule)}:\n    (self) => ${code},\n`);
  return `${HEADER}${lines.join('')}};\n`;
}

/** The text of every rule in a schema, at any depth. */
export function listRules(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) {
    return [];
  }
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => (
    key === 'x-kubernetes-validations' ? (value as { rule: string }[]).map(({ rule }) => rule) : listRules(value)
  ));
}

/** The rule as an expression over `self`. */
export function compileRule(rule: string): string {
  try {
    return compileBoolean(parse(rule));
  } catch (error) {
    throw new Error(`The CEL rule "${rule}" cannot be compiled: ${(error as Error).message.split('\n')[0]}. See projenrc/compile-cel.ts.`);
  }
}

function parse(rule: string): CelNode {
  // Loaded late: the import writes it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Environment } = require('../imports/cel-js/evaluator') as CelLibrary;
  return new Environment({ unlistedVariablesAreDyn: true }).parse(rule).ast;
}

function compileBoolean(node: CelNode): string {
  const operands = node.args as CelNode[];
  switch (node.op) {
    case '||':
      return `or(${flatten(node).map((operand) => `() => ${compileBoolean(operand)}`).join(', ')})`;
    case '&&':
      return `and(${flatten(node).map((operand) => `() => ${compileBoolean(operand)}`).join(', ')})`;
    case '!_':
      return `!${isComparison(node.args as CelNode) ? `(${compileBoolean(node.args as CelNode)})` : compileBoolean(node.args as CelNode)}`;
    case '==':
    case '!=':
      return compileComparison(node.op, operands);
    case 'call':
      return compileHas(node);
    default:
      throw new Error(`${describeNode(node)} is not translated as a condition`);
  }
}

/** Lists and objects are equal by their content in CEL. One side must be a literal that `===` compares in the same way. */
function compileComparison(operator: string, operands: readonly CelNode[]): string {
  if (operands.every(({ op }) => op !== 'value')) {
    throw new Error('a comparison without a literal is not translated');
  }
  return `${compileComparable(operands[0])} ${operator}= ${compileComparable(operands[1])}`;
}

function compileComparable(node: CelNode): string {
  if (node.op === 'value' && (typeof node.args === 'string' || typeof node.args === 'boolean')) {
    return JSON.stringify(node.args);
  }
  if (node.op === '.') {
    return compileObject(node);
  }
  throw new Error(`${describeNode(node)} is not translated in a comparison`);
}

function compileObject(node: CelNode): string {
  if (node.op === 'id' && node.args === 'self') {
    return 'self';
  }
  if (node.op === '.') {
    const [object, field] = node.args as [CelNode, string];
    return `select(${compileObject(object)}, ${JSON.stringify(field)})`;
  }
  throw new Error(`${describeNode(node)} is not translated as an object`);
}

function compileHas(node: CelNode): string {
  const [name, [field]] = node.args as [string, CelNode[]];
  if (name !== 'has' || field.op !== '.') {
    throw new Error(`the function ${name} is not translated`);
  }
  const [object, key] = field.args as [CelNode, string];
  return `has(${compileObject(object)}, ${JSON.stringify(key)})`;
}

/** The operands of `a || b || c`, however they are grouped. */
function flatten(node: CelNode): CelNode[] {
  return (node.args as CelNode[]).flatMap((operand) => (operand.op === node.op ? flatten(operand) : [operand]));
}

function isComparison({ op }: CelNode): boolean {
  return op === '==' || op === '!=';
}

function describeNode({ op, args }: CelNode): string {
  switch (op) {
    case 'id':
      return `the variable ${String(args)}`;
    case 'value':
      return `the value ${String(args)}`;
    case 'rcall':
      return `the function ${String((args as unknown[])[0])}`;
    default:
      return `the operator ${op}`;
  }
}
