import { relative } from 'node:path';
import { compareObjects } from '../diff';
import type { ObjectChange } from '../diff';
import { RuntimeChecks } from '../instance';
import type { KubeObject } from '../util';
import { COMMON_HELP, COMMON_OPTIONS, readArguments, readChoice, readFindOptions, requirePaths } from './arguments';
import type { Command } from './arguments';
import { examineSources } from './examine';
import { sayFindings } from './findings';
import { readRevision, readSources } from './inputs';
import type { Source } from './inputs';
import type { RenderedInstance } from './render';
import { colour, EXIT, UsageError } from './terminal';
import type { Terminal } from './terminal';

const HELP = `Usage: flux-instance diff [options] OLD NEW
       flux-instance diff [options] --base REVISION FILE|FOLDER …

Shows what changes in the objects that the operator would apply: between two files or folders, or between a Git revision and the working tree. A sync
that gets another name or namespace, or is gone, comes first: Flux then deletes what it had applied.

  --base REVISION       compares with the same files at this Git revision
  --output FORMAT       text (default) or json
${COMMON_HELP}
Exit code: 0 nothing changes, 1 something does or an instance has errors, 2 something cannot be read.

Example:
  flux-instance diff --base origin/main clusters/
`;

interface InstanceChange {
  readonly file: string;
  /** What makes Flux delete what it had applied. */
  readonly danger?: string;
  readonly objects: readonly ObjectChange[];
}

export const DIFF: Command = {
  summary: 'shows what changes in these objects',
  help: HELP,
  run: (args, terminal) => {
    const { values, positionals } = readArguments(args, { ...COMMON_OPTIONS, base: { type: 'string' }, output: { type: 'string' } });
    const output = readChoice('output', values.output, ['text', 'json'], 'text');
    const [before, after] = readSides(requirePaths(positionals), values.base, terminal);
    const options = readFindOptions(values);
    const settings = {
      fluxVersion: values['flux-version'], manifests: values.manifests, runtimeChecks: RuntimeChecks.WARN, judgesVariables: true,
    };
    const [old, current] = [before, after].map((sources) => examineSources(sources, options, settings));
    sayFindings(current.findings, terminal);
    const changes = compare(index(old.rendered), index(current.rendered));
    terminal.write(output === 'json' ? `${JSON.stringify({ instances: changes }, undefined, 2)}\n` : formatChanges(changes, terminal));
    return changes.length > 0 || current.findings.some(({ severity }) => severity === 'error') ? EXIT.findings : EXIT.fine;
  },
};

/** The sources of both sides. Those of one place in two folders, or of the same path at two times, have the same name. */
function readSides(paths: readonly string[], base: string | undefined, terminal: Terminal): readonly (readonly Source[])[] {
  if (base !== undefined) {
    return [readRevision(base, paths), readSources(paths, terminal)];
  }
  if (paths.length !== 2) {
    throw new UsageError('name what is compared: OLD and NEW, or --base and what is there now');
  }
  return paths.map((path) => readSources([path], terminal).map((source) => (
    { ...source, name: source.isNamed ? paths[1] : relative(path, source.name) })));
}

/** The instances by file and place in it. An instance with errors has no objects to compare. */
function index(rendered: readonly RenderedInstance[]): ReadonlyMap<string, RenderedInstance> {
  const counts = new Map<string, number>();
  return new Map(rendered.map((each) => {
    const { name } = each.found.source;
    const number = (counts.get(name) ?? 0) + 1;
    counts.set(name, number);
    return [number === 1 ? name : `${name} (${number})`, each];
  }));
}

function compare(old: ReadonlyMap<string, RenderedInstance>, current: ReadonlyMap<string, RenderedInstance>): InstanceChange[] {
  const files = [...new Set([...old.keys(), ...current.keys()])].sort();
  const changes = files.filter((file) => !hasErrors(old.get(file)) && !hasErrors(current.get(file))).flatMap((file): InstanceChange[] => {
    const [before, after] = [old.get(file)?.objects ?? [], current.get(file)?.objects ?? []];
    const objects = compareObjects(before, after);
    const danger = describeDanger(before, after);
    return objects.length === 0 ? [] : [{ file, ...danger === undefined ? {} : { danger }, objects }];
  });
  return [...changes.filter(({ danger }) => danger !== undefined), ...changes.filter(({ danger }) => danger === undefined)];
}

function hasErrors(instance: RenderedInstance | undefined): boolean {
  return instance?.remarks.some(({ severity }) => severity === 'error') === true;
}

function findKustomization(objects: readonly KubeObject[]): string | undefined {
  const found = objects.find(({ kind }) => kind === 'Kustomization');
  return found === undefined ? undefined : `${found.metadata.namespace}/${found.metadata.name}`;
}

function describeDanger(before: readonly KubeObject[], after: readonly KubeObject[]): string | undefined {
  const [old, current] = [findKustomization(before), findKustomization(after)];
  if (old === undefined || old === current) {
    return undefined;
  }
  const consequence = 'when the old Kustomization is deleted, Flux deletes everything that it applied';
  return current === undefined ? `the sync ${old} is gone: ${consequence}` : `the sync is renamed from ${old} to ${current}: ${consequence}`;
}

function formatChanges(changes: readonly InstanceChange[], terminal: Terminal): string {
  return changes.map(({ file, danger, objects }) => [
    ...danger === undefined ? [] : [colour(terminal, 'red', `${file}: ${danger}`), '\n'],
    ...objects.map(({ kind, namespace, name, type, diff }) => {
      const title = `${file}: ${kind} ${namespace === undefined ? '' : `${namespace}/`}${name} (${type})`;
      return `${colour(terminal, 'bold', title)}\n${colourDiff(diff, terminal)}`;
    }),
  ].join('')).join('\n');
}

function colourDiff(diff: string, terminal: Terminal): string {
  return diff.split('\n').map((line) => {
    const name = line.startsWith('+') ? 'green' : line.startsWith('-') ? 'red' : line.startsWith('@@') ? 'cyan' : undefined;
    return name === undefined ? line : colour(terminal, name, line);
  }).join('\n');
}
