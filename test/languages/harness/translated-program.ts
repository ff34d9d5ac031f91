import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../projenrc/work-folder';
import type { Language } from '../toolchains/toolchain';
import { readManifest } from './read-manifest';

/** An example, as it is in a language. */
export interface Snippet {
  /** A name that is good for a class. */
  readonly name: string;
  readonly source: string;
  /** It has its own imports and its own app. Another one gets what rosetta/chart.ts-fixture has, and its app writes to a folder of its own. */
  readonly isProgram: boolean;
}

/** Texts by file name. */
type Files = Readonly<Record<string, string>>;

const { go, java, python } = readManifest().jsii.targets;

/** The files of a program that runs all snippets in their order. */
export const PROGRAM_WRITERS: Readonly<Record<Language, (snippets: readonly Snippet[]) => Files>> = {
  typescript: (snippets) => {
    const [imports] = readFileSync(join(ROOT, 'rosetta/chart.ts-fixture'), 'utf8').split('\n\n');
    return { 'main.ts': [imports, ...snippets.map(writeTypescript)].join('\n') };
  },

  python: (snippets) => ({
    'main.py': snippets.map(({ name }) => `import example_${name}\n`).join(''),
    ...writeEach(snippets, ({ name }) => `example_${name}.py`, writePython),
  }),

  go: (snippets) => ({
    'main.go': ['package main', 'func main() {', ...snippets.map(({ name }) => `run${name}()`), '}\n'].join('\n'),
    ...writeEach(snippets, ({ name }) => `example_${name.toLowerCase()}.go`, writeGo),
  }),

  java: (snippets) => ({
    'Main.java': [
      'package com.example;', 'public final class Main {', 'public static void main(String[] args) {',
      ...snippets.map(({ name }) => `Example${name}.run();`), '}', '}\n',
    ].join('\n'),
    ...writeEach(snippets, ({ name }) => `Example${name}.java`, writeJava),
  }),
};

function writeEach(snippets: readonly Snippet[], nameFile: (snippet: Snippet) => string, write: (snippet: Snippet) => string): Files {
  return Object.fromEntries(snippets.map((snippet) => [nameFile(snippet), write(snippet)]));
}

function writeTypescript({ name, source, isProgram }: Snippet): string {
  const { body } = split(source);
  return (isProgram ? ['{', body, '}'] : [
    '{',
    `const app = new App({ outdir: process.env.CDK8S_OUTDIR + '/${name}' });`,
    'const chart = new Chart(app, \'my-cluster\');',
    body,
    'app.synth();',
    '}\n',
  ]).join('\n');
}

function writePython({ name, source, isProgram }: Snippet): string {
  return isProgram ? source : [
    'import os',
    'from cdk8s import *',
    `from ${python.module} import *`,
    `app = App(outdir=os.environ["CDK8S_OUTDIR"] + "/${name}")`,
    'chart = Chart(app, "my-cluster")',
    source,
    'app.synth()\n',
  ].join('\n');
}

function writeGo({ name, source, isProgram }: Snippet): string {
  const { imports, body } = split(source);
  return ['package main', ...isProgram ? [...imports, `func run${name}() {`, body, '}\n'] : [
    'import "os"',
    'import "github.com/aws/jsii-runtime-go"',
    'import "github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"',
    `import "${go.moduleName}/${go.packageName}"`,
    `func run${name}() {`,
    `app := cdk8s.NewApp(&cdk8s.AppProps{Outdir: jsii.String(os.Getenv("CDK8S_OUTDIR") + "/${name}")})`,
    'chart := cdk8s.NewChart(app, jsii.String("my-cluster"), nil)',
    '_ = chart // A fleet does not use it, and Go refuses that.',
    body,
    'app.Synth()',
    '}\n',
  ]].join('\n');
}

function writeJava({ name, source, isProgram }: Snippet): string {
  const { imports, body } = split(source);
  return [
    'package com.example;',
    ...isProgram ? imports : ['import java.util.*;', 'import org.cdk8s.*;', `import ${java.package}.*;`],
    `final class Example${name} {`,
    'static void run() {',
    ...isProgram ? [body] : [
      `App app = new App(AppProps.builder().outdir(System.getenv("CDK8S_OUTDIR") + "/${name}").build());`,
      'Chart chart = new Chart(app, "my-cluster");',
      body,
      'app.synth();',
    ],
    '}',
    '}\n',
  ].join('\n');
}

function split(source: string): { readonly imports: readonly string[]; readonly body: string } {
  const lines = source.split('\n');
  const imports = lines.filter((line) => line.startsWith('import '));
  return { imports, body: lines.filter((line) => !imports.includes(line)).join('\n') };
}
