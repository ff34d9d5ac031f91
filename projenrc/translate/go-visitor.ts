import { GoVisitor } from 'jsii-rosetta';
import * as ts from 'typescript';
import { findJsiiPackage } from './jsii-package';
import type { JsiiPackage } from './jsii-package';

type Renderer = Parameters<GoVisitor['block']>[1];
type Tree = ReturnType<GoVisitor['block']>;
type Part = Tree | string;

/** The package whose functions make a pointer of a literal. */
const RUNTIME = 'github.com/aws/jsii-runtime-go';

const ON_A_LINE = { canBreakLine: true };

/**
 * Translates TypeScript to Go that compiles. What jsii-rosetta 6.0 writes does not: it leaves out the package of a struct, the pointer to a list or a map,
 * the version in the path of a module, and `nil` for an optional parameter, and it calls a function `jsii.Boolean` that does not exist.
 */
export class CompilingGoVisitor extends GoVisitor {
  public override token<A extends ts.SyntaxKind>(node: ts.Token<A>, renderer: Renderer): Tree {
    const isBoolean = node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;
    return isBoolean && renderer.currentContext.wrapPtr ? this.write(renderer, ['jsii.Bool(', node.getText(), ')']) : super.token(node, renderer);
  }

  /** Else the name of a static method has an asterisk where it is called again in a struct, and a small letter where it is called in a map. */
  public override propertyAccessExpression(...[node, renderer, submodule]: Parameters<GoVisitor['propertyAccessExpression']>): Tree {
    return super.propertyAccessExpression(node, renderer.updateContext({ inMapLiteral: false, isPtr: false }), submodule);
  }

  public override newExpression(node: ts.NewExpression, renderer: Renderer): Tree {
    const { symbol } = renderer.typeChecker.getTypeAtLocation(node);
    return this.writeCall(`${namePackage(findJsiiPackage(symbol)!)}.New${symbol.name}`, node, renderer);
  }

  public override regularCallExpression(node: ts.CallExpression, renderer: Renderer): Tree {
    return this.writeCall(renderer.convert(node.expression), node, renderer);
  }

  public override knownStructObjectLiteralExpression(...[node, struct, renderer]: Parameters<GoVisitor['knownStructObjectLiteralExpression']>): Tree {
    return this.writeMembers(`&${nameType(struct.type.symbol)!}{`, node.properties, renderer.updateContext({ isExported: true, isStruct: true }));
  }

  public override keyValueObjectLiteralExpression(node: ts.ObjectLiteralExpression, renderer: Renderer): Tree {
    const head = writeHead('map[string]', findExpected(node, renderer)?.getStringIndexType(), renderer);
    return this.writeMembers(head, node.properties, renderer.updateContext({ inMapLiteral: true, wrapPtr: true, isStruct: false }));
  }

  public override arrayLiteralExpression(node: ts.ArrayLiteralExpression, renderer: Renderer): Tree {
    const head = writeHead('[]', findExpected(node, renderer)?.getNumberIndexType(), renderer);
    return this.writeMembers(head, node.elements, renderer.updateContext({ inMapLiteral: false, wrapPtr: true, isStruct: false }));
  }

  public override importStatement({ node, moduleSymbol }: Parameters<GoVisitor['importStatement']>[0], renderer: Renderer): Tree {
    const imported = moduleSymbol!.sourceAssembly!.packageJson as unknown as JsiiPackage;
    const [major] = imported.version.split('.');
    const path = [imported.jsii!.targets.go.moduleName, namePackage(imported), ...Number(major) > 1 ? [`v${major}`] : []].join('/');
    const isFirst = node.getSourceFile().statements[0] === node;
    return this.write(renderer, [...isFirst ? [RUNTIME] : [], path].map((each) => `import ${JSON.stringify(each)}`).join('\n'));
  }

  private writeCall(callee: Part, node: ts.NewExpression | ts.CallExpression, renderer: Renderer): Tree {
    const args = node.arguments ?? [];
    const written = renderer.updateContext({ inMapLiteral: false, wrapPtr: true, isStruct: false }).convertAll(args);
    const missing = renderer.typeChecker.getResolvedSignature(node)!.parameters.slice(args.length).filter((parameter) => !isRest(parameter));
    return this.write(renderer, [callee, '('], [...written, ...missing.map(() => 'nil')], { separator: ', ', suffix: ')' });
  }

  private writeMembers(head: string, members: readonly ts.Node[], renderer: Renderer): Tree {
    return this.write(renderer, head, renderer.convertAll(members), { suffix: '}', separator: ',', trailingSeparator: true, indent: 1 });
  }

  private write(renderer: Renderer, prefix: string | readonly Part[], children: readonly Part[] = [], options: object = ON_A_LINE): Tree {
    // jsii-rosetta does not export the class of its trees.
    const OutputTree = this.argumentList([], renderer).constructor as new (...parts: [readonly Part[], readonly Part[], object]) => Tree;
    return new OutputTree(typeof prefix === 'string' ? [prefix] : prefix, children, options);
  }
}

function isRest({ valueDeclaration }: ts.Symbol): boolean {
  return (valueDeclaration as ts.ParameterDeclaration).dotDotDotToken !== undefined;
}

/** The type that the API has in this place, or undefined where it takes plain data. */
function findExpected(node: ts.Expression, { typeChecker }: Renderer): ts.Type | undefined {
  const type = typeChecker.getContextualType(node);
  return type === undefined ? undefined : typeChecker.getNonNullableType(type);
}

/** What stands before the members of a list or a map. A typed one is a pointer, one in plain data is not. */
function writeHead(kind: string, element: ts.Type | undefined, renderer: Renderer): string {
  return element === undefined ? `${kind}any{` : `&${kind}${nameElement(element, renderer)}{`;
}

function nameElement(type: ts.Type, { typeChecker }: Renderer): string {
  const name = typeChecker.typeToString(type) === 'string' ? 'string' : nameType(type.symbol);
  return name === undefined ? 'any' : name === 'string' || isStruct(type.symbol) ? `*${name}` : name;
}

/** As jsii does it: an interface is a struct unless its name begins with `I` and another capital. */
function isStruct({ declarations, name }: ts.Symbol): boolean {
  return ts.isInterfaceDeclaration(declarations![0]) && !/^I[A-Z]/.test(name);
}

function nameType(symbol: ts.Symbol | undefined): string | undefined {
  const declaredIn = findJsiiPackage(symbol);
  return declaredIn === undefined ? undefined : `${namePackage(declaredIn)}.${symbol!.name}`;
}

function namePackage({ name, jsii }: JsiiPackage): string {
  return jsii!.targets.go.packageName ?? name.replace(/\W/g, '');
}
