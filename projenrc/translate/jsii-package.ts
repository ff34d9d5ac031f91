import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type * as ts from 'typescript';

/** What the package.json of a jsii package says of the other languages. */
export interface JsiiPackage {
  readonly name: string;
  readonly version: string;
  readonly jsii?: {
    readonly targets: {
      readonly go: { readonly moduleName: string; readonly packageName?: string };
      readonly java: { readonly package: string };
    };
  };
}

/** The jsii package that declares the symbol, or undefined if none does. */
export function findJsiiPackage(symbol: ts.Symbol | undefined): JsiiPackage | undefined {
  const file = symbol?.declarations?.[0].getSourceFile().fileName;
  const manifest = file === undefined ? undefined : readNearest(dirname(file));
  return manifest?.jsii === undefined ? undefined : manifest;
}

function readNearest(folder: string): JsiiPackage | undefined {
  const path = join(folder, 'package.json');
  if (existsSync(path)) {
    return JSON.parse(readFileSync(path, 'utf8')) as JsiiPackage;
  }
  return dirname(folder) === folder ? undefined : readNearest(dirname(folder));
}
