import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as ts from 'typescript';

/** Where a name of a file comes from, if the file imports it or exports it from another one. */
interface Link {
  readonly specifier: ts.ImportSpecifier | ts.ExportSpecifier;
  readonly path: string | undefined;
  readonly name: string;
}

interface TypesFile {
  readonly source: ts.SourceFile;
  readonly declarations: ReadonlyMap<string, readonly ts.Statement[]>;
  readonly imports: ReadonlyMap<string, Link>;
  readonly reexports: ReadonlyMap<string, Link>;
}

/**
 * The declarations that the public types of a package are made of: the files that have some, each without what no public type needs. Every file
 * keeps its path, because a jsii assembly says in which file a type is.
 *
 * @param entry the file whose exports are public, relative to the root
 */
export function pruneTypes(root: string, entry: string): ReadonlyMap<string, string> {
  const files = new Map<string, TypesFile>();
  const kept = new Set<ts.Node>();
  const read = (path: string): TypesFile => {
    const file = files.get(path) ?? readTypes(root, path);
    files.set(path, file);
    return file;
  };

  const keepExport = (path: string, name: string): void => {
    const { declarations, reexports } = read(path);
    const link = reexports.get(name);
    if (link !== undefined) {
      keepLink(link);
    } else if (declarations.has(name)) {
      keepDeclarations(path, name);
    } else {
      throw new Error(`${path} does not declare ${name}`);
    }
  };
  const keepLink = ({ specifier, path, name }: Link): void => {
    if (!kept.has(specifier)) {
      kept.add(specifier);
      if (path !== undefined) {
        keepExport(path, name);
      }
    }
  };
  const keepDeclarations = (path: string, name: string): void => {
    for (const statement of read(path).declarations.get(name) ?? []) {
      if (!kept.has(statement)) {
        kept.add(statement);
        keepNames(path, statement);
      }
    }
  };
  /** A member that has the name of a type keeps that type, too: too much is kept, never too little. */
  const keepNames = (path: string, node: ts.Node): void => {
    if (ts.isImportTypeNode(node) && node.qualifier !== undefined && ts.isLiteralTypeNode(node.argument)) {
      const module = resolve(root, path, (node.argument.literal as ts.StringLiteral).text);
      if (module !== undefined) {
        keepExport(module, firstName(node.qualifier));
      }
    } else if (ts.isIdentifier(node)) {
      const link = read(path).imports.get(node.text);
      if (link !== undefined) {
        keepLink(link);
      }
      keepDeclarations(path, node.text);
    }
    ts.forEachChild(node, (child) => keepNames(path, child));
  };

  const { declarations, reexports } = read(entry);
  [...declarations.keys(), ...reexports.keys()].forEach((name) => keepExport(entry, name));
  const pruned = [...files].map(([path, { source }]): [string, string] => [path, writeKept(source, kept)]);
  return new Map(pruned.filter(([, text]) => text !== ''));
}

function readTypes(root: string, path: string): TypesFile {
  const source = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true);
  const declarations = new Map<string, ts.Statement[]>();
  const imports = new Map<string, Link>();
  const reexports = new Map<string, Link>();
  for (const statement of source.statements) {
    const specifiers = listSpecifiers(statement);
    if (specifiers !== undefined) {
      const { moduleSpecifier } = statement as ts.ImportDeclaration | ts.ExportDeclaration;
      for (const specifier of specifiers) {
        const target = ts.isImportSpecifier(specifier) ? imports : reexports;
        const module = resolve(root, path, (moduleSpecifier as ts.StringLiteral).text);
        target.set(specifier.name.text, { specifier, path: module, name: (specifier.propertyName ?? specifier.name).text });
      }
    } else {
      for (const name of listNames(statement)) {
        declarations.set(name, [...declarations.get(name) ?? [], statement]);
      }
    }
  }
  return { source, declarations, imports, reexports };
}

/** The names in the braces of an import or an export. `import * as x`, `export * from 'x'` and `export { x }` are not written in this package. */
function listSpecifiers(statement: ts.Statement): readonly (ts.ImportSpecifier | ts.ExportSpecifier)[] | undefined {
  if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) {
    return undefined;
  }
  const names = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
  const isKnown = names !== undefined && (ts.isNamedImports(names) || ts.isNamedExports(names));
  if (!isKnown || (statement.moduleSpecifier === undefined && names.elements.length > 0)) {
    throw new Error(`${statement.getSourceFile().fileName}: cannot tell what this brings: ${statement.getText()}`);
  }
  return [...names.elements];
}

function listNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const { name } = statement as ts.DeclarationStatement;
  return name === undefined ? [] : [name.getText()];
}

function firstName(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : firstName(name.left);
}

/** The file that a module is, or undefined if it is a module of another package. */
function resolve(root: string, path: string, module: string): string | undefined {
  if (!module.startsWith('.')) {
    return undefined;
  }
  const found = join(dirname(path), module);
  return existsSync(join(root, `${found}.d.ts`)) ? `${found}.d.ts` : join(found, 'index.d.ts');
}

function writeKept(source: ts.SourceFile, kept: ReadonlySet<ts.Node>): string {
  return source.statements.flatMap((statement) => {
    const specifiers = listSpecifiers(statement);
    if (specifiers === undefined) {
      return kept.has(statement) ? [statement.getFullText().trim()] : [];
    }
    const names = specifiers.filter((specifier) => kept.has(specifier)).map((specifier) => specifier.getText());
    return names.length === 0 ? [] : [statement.getText().replace(/\{[^}]*\}/, `{ ${names.join(', ')} }`)];
  }).map((text) => `${text}\n`).join('');
}
