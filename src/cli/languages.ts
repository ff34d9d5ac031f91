import { escapeUnicode } from '../util';
import type { SourceStruct, SourceValue } from './source-values';

/** A chart with a sync in it. */
export interface SourceChart {
  readonly id: string;
  readonly props: SourceStruct;
}

export const LANGUAGES = ['typescript', 'python', 'go', 'java'] as const;
export type Language = typeof LANGUAGES[number];

/** Writes the program of a cdk8s app. */
export function writeProgram(language: Language, charts: readonly SourceChart[]): string {
  switch (language) {
    case 'typescript':
      return writeTypescript(charts);
    case 'python':
      return writePython(charts);
    case 'go':
      return writeGo(charts);
    case 'java':
      return writeJava(charts);
  }
}

/** The names of the types that a program has to import. Go and TypeScript name structs only where they must. */
function listTypes(charts: readonly SourceChart[], withStructs: boolean): string[] {
  const found = new Set<string>();
  const visit = (value: SourceValue, isRoot: boolean): void => {
    if (value.is === 'enum' || (value.is === 'struct' && withStructs && !isRoot)) {
      found.add(value.type);
    }
    if (value.is === 'struct') {
      value.members.forEach(([, member]) => visit(member, false));
    } else if (value.is === 'list') {
      value.items.forEach((item) => visit(item, false));
    } else if (value.is === 'map') {
      value.entries.forEach(([, member]) => visit(member, false));
    }
  };
  charts.forEach(({ props }) => visit(props, true));
  return [...found, 'FluxInstanceSync'].sort();
}

function hasDuration(charts: readonly SourceChart[]): boolean {
  return JSON.stringify(charts).includes('"is":"duration"');
}

/** A block of entries between two brackets, each on a line of its own. */
function writeBlock(open: string, entries: readonly string[], close: string, indent: string, step: string): string {
  return entries.length === 0 ? `${open}${close}` : `${open}\n${entries.map((entry) => `${indent}${step}${entry},\n`).join('')}${indent}${close}`;
}

/** The lines of a string, each with its line break. */
function splitLines(value: string): string[] {
  return value.match(/[^\n]*\n|[^\n]+$/g) ?? [''];
}

function writeTypescript(charts: readonly SourceChart[]): string {
  const write = (value: SourceValue, indent: string): string => {
    const inner = `${indent}  `;
    switch (value.is) {
      case 'string':
        return quoteTypescript(value.value, indent);
      case 'boolean':
        return String(value.value);
      case 'enum':
        return `${value.type}.${value.member}`;
      case 'duration':
        return `Duration.${value.unit}(${value.amount})`;
      case 'list':
        return writeBlock('[', value.items.map((item) => write(item, inner)), ']', indent, '  ');
      case 'map':
        return writeBlock('{', value.entries.map(([key, member]) => `${writeKey(key)}: ${write(member, inner)}`), '}', indent, '  ');
      case 'struct':
        return writeBlock('{', value.members.map(([name, member]) => `${name}: ${write(member, inner)}`), '}', indent, '  ');
    }
  };
  const imports = [
    [['App', 'Chart', ...hasDuration(charts) ? ['Duration'] : []], 'cdk8s'] as const,
    [listTypes(charts, false), 'cdk8s-flux-instance-sync'] as const,
  ];
  return `${imports.map(([names, module]) => `import { ${names.join(', ')} } from ${quoteLine(module)};\n`).join('')}
const app = new App();

${charts.map(({ id, props }) => `new FluxInstanceSync(new Chart(app, ${quoteTypescript(id, '')}), 'sync', ${write(props, '')});\n`).join('\n')}
app.synth();
`;
}

/** A key that is no name is put into quotes. One of them is special, unless it is computed. */
function writeKey(key: string): string {
  return key === '__proto__' ? '[\'__proto__\']' : /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoteLine(key);
}

function quoteLine(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, '\\\'');
  return `'${escaped.replace(/[\u2028\u2029]/g, escapeUnicode)}'`;
}

function quoteTypescript(value: string, indent: string): string {
  const lines = splitLines(value);
  return lines.length < 2 ? quoteLine(value) : `[\n${lines.map((line) => `${indent}  ${quoteLine(line.replace(/\n$/, ''))},\n`).join('')}${
    value.endsWith('\n') ? `${indent}  '',\n` : ''}${indent}].join('\\n')`;
}

/** Like JSON, in ASCII. Python and Java know the same escapes, and Go does, but for surrogates. */
function quoteAscii(value: string): string {
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, escapeUnicode);
}

function writePython(charts: readonly SourceChart[]): string {
  const write = (value: SourceValue, indent: string): string => {
    const inner = `${indent}    `;
    switch (value.is) {
      case 'string':
        return quotePython(value.value, indent);
      case 'boolean':
        return value.value ? 'True' : 'False';
      case 'enum':
        return `${value.type}.${value.member}`;
      case 'duration':
        return `Duration.${value.unit}(${value.amount})`;
      case 'list':
        return writeBlock('[', value.items.map((item) => write(item, inner)), ']', indent, '    ');
      case 'map':
        return writeBlock('{', value.entries.map(([key, member]) => `${quotePython(key, inner)}: ${write(member, inner)}`), '}', indent, '    ');
      case 'struct':
        return writeBlock(`${value.type}(`, writeArguments(value, inner), ')', indent, '    ');
    }
  };
  const writeArguments = ({ members }: SourceStruct, indent: string) => members.map(([name, member]) => `${toSnakeCase(name)}=${write(member, indent)}`);
  const types = listTypes(charts, true);
  return `from cdk8s import App, Chart${hasDuration(charts) ? ', Duration' : ''}
from cdk8s_flux_instance_sync import ${writeBlock('(', types, ')', '', '    ')}

app = App()

${charts.map(({ id, props }) => `${writeBlock('FluxInstanceSync(', [`Chart(app, ${quoteAscii(id)})`, '"sync"', ...writeArguments(props, '    ')], ')', '', '    ')}\n`).join('\n')}
app.synth()
`;
}

function quotePython(value: string, indent: string): string {
  const pairs = (text: string) => JSON.stringify(text).replace(/\p{Extended_Pictographic}|[\u{10000}-\u{10ffff}]/gu, (character) => (
    character.codePointAt(0)! > 0xffff ? `\\U${character.codePointAt(0)!.toString(16).padStart(8, '0')}` : escapeUnicode(character)))
    .replace(/[\u007f-\uffff]/g, escapeUnicode);
  const lines = splitLines(value);
  return lines.length < 2 ? pairs(value) : `(\n${lines.map((line) => `${indent}    ${pairs(line)}\n`).join('')}${indent})`;
}

function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function writeGo(charts: readonly SourceChart[]): string {
  const type = (name: string) => `fluxinstancesync.${name}`;
  const write = (value: SourceValue, indent: string): string => {
    const inner = `${indent}\t`;
    switch (value.is) {
      case 'string':
        return `jsii.String(${quoteGo(value.value, inner)})`;
      case 'boolean':
        return `jsii.Bool(${value.value})`;
      case 'enum':
        return type(`${value.type}_${value.member}`);
      case 'duration':
        return `cdk8s.Duration_${capitalize(value.unit)}(jsii.Number(${value.amount}))`;
      case 'list':
        return writeBlock(`&[]${value.of === undefined ? '*string' : value.items[0]?.is === 'enum' ? type(value.of) : `*${type(value.of)}`}{`,
          value.items.map((item) => write(item, inner)), '}', indent, '\t');
      case 'map':
        return writeBlock('&map[string]*string{', alignGo(value.entries.map(([key, member]) => [quoteGo(key), write(member, inner)])), '}', indent, '\t');
      case 'struct':
        return writeBlock(`&${type(value.type)}{`, alignGo(value.members.map(([name, member]) => [capitalize(name), write(member, inner)])), '}', indent, '\t');
    }
  };
  return `package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-flux-instance-sync/cdk8s-flux-instance-sync-go/fluxinstancesync"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	app := cdk8s.NewApp(nil)

${charts.map(({ id, props }) => `	fluxinstancesync.NewFluxInstanceSync(cdk8s.NewChart(app, jsii.String(${quoteGo(id)}), nil), jsii.String("sync"), ${write(props, '\t')})\n`).join('\n')}
	app.Synth()
}
`;
}

function quoteGo(value: string, indent = ''): string {
  const quote = (text: string) => JSON.stringify(text).replace(/[\u007f-\u{10ffff}]/gu, (character) => {
    const code = character.codePointAt(0)!.toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
  return splitLines(value).map(quote).join(` +\n${indent}`);
}

/** From this on gofmt looks how much longer a key is than those before it. */
const GO_LONG_KEY = 40;
const GO_RATIO = 2.5;

/** Members as gofmt writes them: in lines that follow each other the values begin in one column, unless a key is much longer or shorter than the others. */
function alignGo(members: readonly (readonly [key: string, value: string])[]): string[] {
  const groups: (readonly [string, string])[][] = [];
  let previous = 0;
  for (const member of members) {
    const [key, value] = member;
    const size = value.includes('\n') ? 0 : key.length;
    const group = groups.at(-1);
    if (group !== undefined && previous > 0 && size > 0 && (Math.max(previous, size) <= GO_LONG_KEY || isNearMean(size, group))) {
      group.push(member);
    } else {
      groups.push([member]);
    }
    previous = size;
  }
  return groups.flatMap((group) => {
    const width = Math.max(...group.map(([key]) => key.length)) + 1;
    return group.map(([key, value]) => `${`${key}:`.padEnd(width)} ${value}`);
  });
}

function isNearMean(size: number, group: readonly (readonly [string, string])[]): boolean {
  const mean = Math.exp(group.reduce((sum, [key]) => sum + Math.log(key.length), 0) / group.length);
  return size / mean > 1 / GO_RATIO && size / mean < GO_RATIO;
}

function capitalize(name: string): string {
  return `${name[0].toUpperCase()}${name.slice(1)}`;
}

function writeJava(charts: readonly SourceChart[]): string {
  const write = (value: SourceValue, indent: string): string => {
    const inner = `${indent}    `;
    switch (value.is) {
      case 'string':
        return splitLines(value.value).map(quoteAscii).join(`\n${inner}+ `);
      case 'boolean':
        return String(value.value);
      case 'enum':
        return `${value.type}.${value.member}`;
      case 'duration':
        return `Duration.${value.unit}(${value.amount})`;
      case 'list':
        return `List.of(${value.items.map((item) => `\n${inner}${write(item, inner)}`).join()})`;
      case 'map':
        return `Map.ofEntries(${value.entries.map(([key, member]) => `\n${inner}Map.entry(${quoteAscii(key)}, ${write(member, inner)})`).join()})`;
      case 'struct':
        return `${value.type}.builder()${writeSetters(value, inner)}.build()`;
    }
  };
  const writeSetters = ({ members }: SourceStruct, indent: string) => members.map(([name, member]) => `\n${indent}.${name}(${write(member, indent)})`).join('');
  const syncs = charts.map(({ id, props }) => `        FluxInstanceSync.Builder.create(new Chart(app, ${quoteAscii(id)}), "sync")${
    writeSetters(props, '            ')}\n            .build();\n`);
  // A method can have 64 KB only, so that each of several syncs has its own.
  const [body, methods] = syncs.length === 1 ? [syncs[0], []] : [
    syncs.map((_, index) => `        addSync${index + 1}(app);\n`).join(''),
    syncs.map((sync, index) => `\n    private static void addSync${index + 1}(App app) {\n${sync}    }\n`),
  ];
  const text = syncs.join('');
  const own = listTypes(charts, true).map((name) => `io.github.cdk8sfluxinstancesync.${name}`);
  const others = [
    ...text.includes('List.of(') ? ['java.util.List'] : [], ...text.includes('Map.ofEntries(') ? ['java.util.Map'] : [],
    'org.cdk8s.App', 'org.cdk8s.Chart', ...hasDuration(charts) ? ['org.cdk8s.Duration'] : [],
  ];
  return `package com.example;

${[...own, ...others].map((name) => `import ${name};\n`).join('')}
public final class Main {
    public static void main(String[] args) {
        App app = new App();

${body}
        app.synth();
    }
${methods.join('')}}
`;
}
