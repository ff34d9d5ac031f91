import * as ts from 'typescript';

/** One small change of a source file. */
export interface Mutant {
  readonly line: number;
  readonly from: string;
  readonly to: string;
  /** The whole file with the change. */
  readonly source: string;
}

interface Edit {
  readonly node: ts.Node;
  readonly to: string;
}

const SWAPPED: Readonly<Record<string, string>> = {
  '&&': '||', '||': '&&', '===': '!==', '!==': '===', '<': '<=', '<=': '<', '>': '>=', '>=': '>', '-': '+', '*': '/',
};
const SWAPPED_METHODS: Readonly<Record<string, string>> = { every: 'some', some: 'every', startsWith: 'endsWith', endsWith: 'startsWith' };

const LEFT_ALONE: readonly ((node: ts.Node) => boolean)[] = [
  ts.isTypeNode, ts.isImportDeclaration, ts.isExportDeclaration, ts.isInterfaceDeclaration, ts.isTypeAliasDeclaration,
];

/** Every change that this script knows, in the order of the file. Types, imports and the sentences of messages are left alone. */
export function listMutants(path: string, source: string): readonly Mutant[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (LEFT_ALONE.some((matches) => matches(node))) {
      return;
    }
    edits.push(...listEdits(node, (each) => each.getText(file)));
    node.forEachChild(visit);
  };
  file.forEachChild(visit);
  return edits.map(({ node, to }) => {
    const [start, end] = [node.getStart(file), node.getEnd()];
    const { line } = file.getLineAndCharacterOfPosition(start);
    return { line: line + 1, from: source.slice(start, end), to, source: `${source.slice(0, start)}${to}${source.slice(end)}` };
  });
}

function listEdits(node: ts.Node, text: (node: ts.Node) => string): Edit[] {
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken;
    const swapped = SWAPPED[text(operator)];
    const edits = swapped === undefined ? [] : [{ node: operator, to: swapped }];
    return text(operator) === '??' ? [{ node, to: text(node.left) }] : edits;
  }
  if (ts.isIfStatement(node)) {
    return replaceCondition(node.expression);
  }
  if (ts.isConditionalExpression(node)) {
    return replaceCondition(node.condition);
  }
  if (ts.isWhileStatement(node)) {
    return [{ node: node.expression, to: 'false' }];
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return [{ node, to: text(node.operand) }];
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) {
    return [{ node, to: node.kind === ts.SyntaxKind.TrueKeyword ? 'false' : 'true' }];
  }
  if (ts.isNumericLiteral(node)) {
    return [{ node, to: String(Number(node.text) + 1) }];
  }
  if (ts.isStringLiteral(node)) {
    return node.text === '' || node.text.includes(' ') || (ts.isPropertyAssignment(node.parent) && node.parent.name === node) ? [] : [{ node, to: '\'\'' }];
  }
  if (ts.isRegularExpressionLiteral(node)) {
    return [node.text.replace(/^\/\^/, '/'), node.text.replace(/\$(\/\w*)$/, '$1')].filter((to) => to !== node.text).map((to) => ({ node, to }));
  }
  if (ts.isPropertyAccessExpression(node) && Object.hasOwn(SWAPPED_METHODS, node.name.text)) {
    return [{ node: node.name, to: SWAPPED_METHODS[node.name.text] }];
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && ['filter', 'sort', 'trim'].includes(node.expression.name.text)) {
    return [{ node, to: text(node.expression.expression) }];
  }
  return ts.isExpressionStatement(node) ? [{ node, to: ';' }] : [];
}

function replaceCondition(node: ts.Expression): Edit[] {
  return ['true', 'false'].map((to) => ({ node, to }));
}

/** Some of so many indexes, spread over all of them, and the same in each run. */
export function choose(count: number, wanted: number): readonly number[] {
  const step = Math.max(1, count / wanted);
  return [...new Set(Array.from({ length: Math.min(wanted, count) }, (_, index) => Math.floor(index * step)))];
}
