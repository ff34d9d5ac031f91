import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchSnippetTranslator } from 'jsii-rosetta';
import type { TypeScriptSnippet } from 'jsii-rosetta';
import { ROOT } from '../work-folder';
import { CompilingGoVisitor } from './go-visitor';
import { CompilingJavaVisitor } from './java-visitor';

/** A snippet in the languages for which jsii-rosetta writes code that does not compile. */
export interface Corrected {
  readonly go: string;
  readonly java: string;
}

export function translateSnippets(snippets: TypeScriptSnippet[]): Corrected[] {
  const folder = mkdtempSync(join(tmpdir(), 'translate-'));
  try {
    linkPackages(join(folder, 'node_modules'));
    return [...new BatchSnippetTranslator(snippets, { compilationDirectory: folder })].map(([, translator]) => ({
      go: translator.renderUsing(new CompilingGoVisitor()), java: translator.renderUsing(new CompilingJavaVisitor()),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The snippets import this package by its name, and its types are known by the packages that they are in. */
function linkPackages(modules: string): void {
  const { name, peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { name: string; peerDependencies: object };
  mkdirSync(modules);
  symlinkSync(ROOT, join(modules, name));
  Object.keys(peerDependencies).forEach((peer) => symlinkSync(join(ROOT, 'node_modules', peer), join(modules, peer)));
}
