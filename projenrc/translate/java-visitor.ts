import { JavaVisitor } from 'jsii-rosetta';
import * as ts from 'typescript';
import { findJsiiPackage } from './jsii-package';

type Renderer = Parameters<JavaVisitor['sourceFile']>[1];
type Tree = ReturnType<JavaVisitor['sourceFile']>;

/** Translates TypeScript to Java that compiles: jsii-rosetta 6.0 leaves out the imports of structs, which TypeScript does not name. */
export class CompilingJavaVisitor extends JavaVisitor {
  private structs: readonly ts.Symbol[] = [];

  public override sourceFile(node: ts.SourceFile, renderer: Renderer): Tree {
    this.structs = listStructs(node, renderer.typeChecker);
    return super.sourceFile(node, renderer);
  }

  public override importStatement(statement: Parameters<JavaVisitor['importStatement']>[0]): Tree {
    const { imports, packageName, moduleSymbol } = statement;
    if (imports.import === 'full') {
      return super.importStatement(statement);
    }
    const names = this.structs.filter((symbol) => findJsiiPackage(symbol)?.name === packageName).map(({ name }) => name);
    const missing = [...new Set(names)].filter((name) => imports.elements.every(({ sourceName }) => sourceName !== name)).map((sourceName) => ({
      sourceName, importedSymbol: { fqn: `${packageName}.${sourceName}`, symbolType: 'type' as const, sourceAssembly: moduleSymbol?.sourceAssembly },
    }));
    return super.importStatement({ ...statement, imports: { ...imports, elements: [...imports.elements, ...missing] } });
  }
}

/** The types of object literals. That of a constructor's props is not named in Java either: it is the builder of the class. */
function listStructs(node: ts.Node, checker: ts.TypeChecker): ts.Symbol[] {
  const type = ts.isObjectLiteralExpression(node) && !ts.isNewExpression(node.parent) ? checker.getContextualType(node) : undefined;
  const symbol = type === undefined ? undefined : checker.getNonNullableType(type).symbol as ts.Symbol | undefined;
  const own = symbol?.declarations?.some(ts.isInterfaceDeclaration) === true ? [symbol] : [];
  const children: ts.Symbol[] = [];
  ts.forEachChild(node, (child) => { children.push(...listStructs(child, checker)); });
  return [...own, ...children];
}
