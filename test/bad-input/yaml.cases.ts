import { FluxInstanceSync } from '../../src';
import type { BadInput, Row } from './bad-input';
import { cyclic, MEGABYTE, NO_PROP, throwing } from './hostile-values';

const GOOD_YAML = `apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata:
  name: flux
  namespace: flux-system
spec:
  distribution:
    version: "2.x"
    registry: ghcr.io/fluxcd
  sync:
    kind: GitRepository
    url: https://git.example.com/fleet.git
    ref: refs/heads/main
    path: clusters/one
`;

/** The good manifest with the line of a key replaced. */
function edit(line: string, ...more: string[]): string {
  const key = /^\s*[a-zA-Z]+:/.exec(line)![0];
  const lines = GOOD_YAML.split('\n');
  return lines.map((candidate) => (candidate.startsWith(key) ? [line, ...more].join('\n') : candidate)).join('\n');
}

/** The good manifest with lines added below `spec.sync`. */
function extendSync(...lines: string[]): string {
  return GOOD_YAML + lines.map((line) => `    ${line}\n`).join('');
}

/** The good manifest with lines added below `spec`. */
function extend(...lines: string[]): string {
  return GOOD_YAML + lines.map((line) => `  ${line}\n`).join('');
}

/** The good manifest with another end, from that text on. */
function end(from: string, ...lines: string[]): string {
  return [GOOD_YAML.slice(0, GOOD_YAML.indexOf(from)), ...lines].join('');
}

const BOMB = ['bomb: &a [x,x,x,x,x,x,x,x,x,x]', ...'bcdefghi'.split('').map((name, i) => `${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[i]}`).join()}]`)].join('\n');

const TEXTS: readonly Row<unknown>[] = [
  ['an empty text', '', 'INPUT_YAML'],
  ['blanks and line breaks', ' \n\n  ', 'INPUT_YAML'],
  ['only a comment', '# FluxInstance', 'INPUT_YAML'],
  ['only a separator', '---\n', 'INPUT_YAML'],
  ['a word', 'FluxInstance', 'INPUT_YAML'],
  ['a number', '5', 'INPUT_YAML'],
  ['null', 'null', 'INPUT_YAML'],
  ['a list', '- apiVersion: fluxcd.controlplane.io/v1\n  kind: FluxInstance\n', 'INPUT_YAML'],
  ['an empty map', '{}',
    'INPUT_REQUIRED apiVersion',
    'INPUT_REQUIRED kind',
    'INPUT_REQUIRED metadata',
    'INPUT_REQUIRED spec'],
  ['HTML', '<!DOCTYPE html><html></html>', 'INPUT_YAML'],
  ['JSON that breaks off', '{"apiVersion":', 'INPUT_YAML'],
  ['two documents', `${GOOD_YAML}---\n${GOOD_YAML}`, 'INPUT_YAML'],
  ['text behind a separator', GOOD_YAML.replace('spec:', '--- a: b\nspec:'), 'INPUT_YAML'],
  ['another kind', edit('kind: Kustomization'), 'INPUT_ENUM kind'],
  ['another kind of our group', edit('kind: FluxReport'), 'INPUT_ENUM kind'],
  ['another apiVersion', edit('apiVersion: fluxcd.controlplane.io/v1beta1'), 'INPUT_ENUM apiVersion'],
  ['no apiVersion', GOOD_YAML.replace(/^apiVersion.*\n/, ''), 'INPUT_REQUIRED apiVersion'],
  ['no kind', GOOD_YAML.replace('kind: FluxInstance\n', ''), 'INPUT_REQUIRED kind'],
  ['no metadata', GOOD_YAML.replace(/metadata:\n.*\n.*\n/, ''),
    'INPUT_REQUIRED metadata'],
  ['no spec', end('spec:'),
    'INPUT_REQUIRED spec'],
  ['no sync', end('  sync:'),
    'INPUT_REQUIRED spec.sync'],
  ['an empty sync', end('  sync:', '  sync: {}\n'),
    'INPUT_REQUIRED spec.sync.kind', 'INPUT_REQUIRED spec.sync.url', 'INPUT_REQUIRED spec.sync.ref', 'INPUT_REQUIRED spec.sync.path'],
  ['a spec that is a text', end('spec:', 'spec: all\n'),
    'INPUT_TYPE spec'],
  ['a spec that is a list', end('spec:', 'spec: [all]\n'),
    'INPUT_TYPE spec'],
  ['a spec that is null', end('spec:', 'spec:\n'),
    'INPUT_TYPE spec'],
  ['a tab as indentation', GOOD_YAML.replace('  sync:', '\tsync:'), 'INPUT_YAML'],
  ['a wrong indentation', GOOD_YAML.replace('    kind: Git', '   kind: Git'), 'INPUT_YAML'],
  ['a NUL', GOOD_YAML.replace('flux\n', 'flux\u0000\n'), 'INPUT_YAML'],
  ['an escape character', GOOD_YAML.replace('clusters/one', '"clusters/\u001b[31mone"'), 'INPUT_YAML'],
  ['a NUL written as escape', edit('  name: "flux\\0"'), 'INPUT_FORMAT metadata.name'],
  ['a byte order mark in the middle', GOOD_YAML.replace('flux\n', 'fl\ufeffux\n'), 'INPUT_FORMAT metadata.name'],
  ['half a character', edit('    path: "clusters/\ud800"'), 'INPUT_YAML'],
  ['line breaks of Windows and another kind', edit('kind: Kustomization').replace(/\n/g, '\r\n'), 'INPUT_ENUM kind'],
  ['a byte order mark and another kind', `\ufeff${edit('kind: Kustomization')}`, 'INPUT_ENUM kind'],
  ['a key twice', `${GOOD_YAML}    path: clusters/two\n`, 'INPUT_YAML'],
  ['a key twice at the top', `${GOOD_YAML}kind: FluxInstance\n`, 'INPUT_YAML'],
  ['a key twice, quoted once', `${GOOD_YAML}    "path": clusters/two\n`, 'INPUT_YAML'],
  ['a key twice in JSON', '{"apiVersion":"fluxcd.controlplane.io/v1","kind":"FluxInstance","kind":"FluxInstance"}', 'INPUT_YAML'],
  ['an alias without anchor', edit('    path: *path'), 'INPUT_YAML'],
  ['an anchor in itself', extend('storage: &storage', '  class: *storage'), 'INPUT_YAML'],
  ['an alias bomb', `${BOMB}\n${GOOD_YAML}`, 'INPUT_YAML'],
  ['100 000 brackets', '['.repeat(100_000), 'INPUT_YAML'],
  ['100 000 braces', '{"a":'.repeat(100_000), 'INPUT_YAML'],
  ['100 000 list items in each other', '- '.repeat(100_000), 'INPUT_YAML'],
  ['1100 levels of indentation', Array.from({ length: 1100 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'), 'INPUT_YAML'],
  ['a tag that runs code elsewhere', edit('    ref: !!js/function "function () { return 1 }"'),
    'GIT_REF_NAME_UNQUALIFIED spec.sync.ref (GitRepository spec.ref.name)'],
  ['a tag for an object of Python', extend('cluster: !!python/object:os.system', '  size: !!python/name:os.system ""'),
    'INPUT_EMPTY spec.cluster.size'],
  ['a merge key that leaves something out', end('  sync:', '  sync:\n    <<: {kind: GitRepository}\n'),
    'INPUT_REQUIRED spec.sync.url', 'INPUT_REQUIRED spec.sync.ref', 'INPUT_REQUIRED spec.sync.path'],
  ['a key that is a list', extend('? [a]', ': b'), 'INPUT_YAML'],
  ['not a number', edit('    path: .nan'), 'INPUT_YAML'],
  ['infinity', edit('    path: -.inf'), 'INPUT_YAML'],
  ['a megabyte of one word', MEGABYTE, 'INPUT_YAML'],
  ['a megabyte of comment', `# ${MEGABYTE}`, 'INPUT_YAML'],
  ['a megabyte of path in another kind', edit(`    path: ${MEGABYTE}`).replace('FluxInstance', 'Flux'), 'INPUT_ENUM kind'],
  ['a name of one megabyte', edit(`  name: ${MEGABYTE}`), 'INPUT_FORMAT metadata.name'],
  ['a number as kind', edit('    kind: 5'), 'INPUT_TYPE spec.sync.kind'],
  ['a date as version', edit('    version: 2024-01-01'), 'VERSION_UNKNOWN spec.distribution.version'],
  ['a number as version', edit('    version: 2.10'), 'INPUT_TYPE spec.distribution.version'],
  ['a flag as path', edit('    path: yes'), 'INPUT_TYPE spec.sync.path'],
  ['null as path', edit('    path: ~'), 'INPUT_TYPE spec.sync.path'],
  ['an empty path', edit('    path: ""'), 'INPUT_EMPTY spec.sync.path'],
  ['a list as path', edit('    path: [a]'), 'INPUT_TYPE spec.sync.path'],
  ['a map as path', edit('    path: {a: b}'), 'INPUT_TYPE spec.sync.path'],
  ['a number as ref', edit('    ref: 1.10'), 'INPUT_TYPE spec.sync.ref'],
  ['a number in base 8 as ref', edit('    ref: 0777'), 'INPUT_TYPE spec.sync.ref'],
  ['a number in base 60 as ref', edit('    ref: 12:30:45'), 'GIT_REF_NAME_UNQUALIFIED spec.sync.ref (GitRepository spec.ref.name)'],
  ['an empty ref', edit('    ref:'), 'INPUT_TYPE spec.sync.ref'],
  ['a flag as url', edit('    url: on'), 'INPUT_TYPE spec.sync.url'],
  ['a number as interval', extendSync('interval: 60'), 'INPUT_TYPE spec.sync.interval'],
  ['an interval without unit', extendSync('interval: "60"'), 'INPUT_FORMAT spec.sync.interval'],
  ['an interval of days', extendSync('interval: 1d'), 'INPUT_FORMAT spec.sync.interval'],
  ['an interval of a million hours', extendSync('interval: 9999999h'), 'INPUT_FORMAT spec.sync.interval'],
  ['a flag as text', extend('cluster:', '  multitenant: "true"'), 'INPUT_TYPE spec.cluster.multitenant'],
  ['a number as flag', extend('cluster:', '  multitenant: 1'), 'INPUT_TYPE spec.cluster.multitenant'],
  ['a name that is a number', edit('  name: 5'), 'INPUT_FORMAT metadata.name'],
  ['another name', edit('  name: fleet'), 'INPUT_FORMAT metadata.name'],
  ['no name', GOOD_YAML.replace('  name: flux\n', ''), 'INPUT_FORMAT metadata.name'],
  ['a namespace that is a number', edit('  namespace: 5'), 'META_FIELD metadata.namespace'],
  ['a namespace in capitals', edit('  namespace: Flux'), 'META_NAMESPACE metadata.namespace'],
  ['a label that is a number', edit('  namespace: flux-system', '  labels:', '    team: 5'), 'META_FIELD metadata.labels.team'],
  ['a sync name of 64 characters', extendSync(`name: ${'a'.repeat(64)}`), 'INPUT_FORMAT spec.sync.name'],
  ['a provider that is none', extendSync('provider: gitlab'), 'INPUT_ENUM spec.sync.provider'],
  ['a provider for OCI on Git', extendSync('provider: gcp'), 'INPUT_CONFLICT spec.sync.provider'],
  ['a misspelt field', extendSync('intervall: 1m'), 'INPUT_UNKNOWN spec.sync.intervall'],
  ['a field called __proto__', extend('__proto__:', '  polluted: true'), 'INPUT_UNKNOWN spec.__proto__'],
  ['a field called constructor', extend('constructor:', '  prototype:', '    polluted: true'), 'INPUT_UNKNOWN spec.constructor'],
  ['labels that are a list', extend('commonMetadata:', '  labels: [a]'), 'INPUT_TYPE spec.commonMetadata.labels'],
  ['a label that is a flag', extend('commonMetadata:', '  labels: {a: true}'), 'INPUT_TYPE spec.commonMetadata.labels.a'],
  ['a label called __proto__', extend('commonMetadata:', '  labels:', '    __proto__: a'),
    'META_LABEL spec.commonMetadata.labels (GitRepository metadata.labels)'],
  ['patches that are a map', extend('kustomize:', '  patches: {patch: a}'),
    'INPUT_TYPE spec.kustomize.patches'],
  ['a patch that is null', extend('kustomize:', '  patches: [null]'), 'INPUT_TYPE spec.kustomize.patches[0]'],
  ['a patch that is a map', extend('kustomize:', '  patches:', '  - patch:', '      kind: Kustomization'),
    'INPUT_TYPE spec.kustomize.patches[0].patch'],
  ['a patch without text', extend('kustomize:', '  patches:', '  - target: {kind: Kustomization}'), 'INPUT_REQUIRED spec.kustomize.patches[0].patch'],
  ['a patch that is no patch', extend('kustomize:', '  patches:', '  - patch: prune', '    target: {kind: Kustomization}'),
    'PATCH_UNPARSABLE spec.kustomize.patches[0]'],
  ['a patch with an unknown target', extend('kustomize:', '  patches:', '  - patch: "[]"', '    target: {kinds: Kustomization}'),
    'INPUT_UNKNOWN spec.kustomize.patches[0].target.kinds'],
  ['a patch that selects nothing', extend('kustomize:', '  patches:', '  - patch: "[]"', '    target: {kind: HelmRelease}'),
    'PATCH_NO_MATCH spec.kustomize.patches[0].target'],
  ['a component that is none', extend('components: [source-controler]'), 'INPUT_ENUM spec.components[0]'],
  ['a component that comes later', edit('    version: 2.6.x').replace('  sync:', '  components: [source-watcher]\n  sync:'),
    'VERSION_UNSUPPORTED spec.components[0]'],
  ['shards without names', extend('sharding:', '  shards: []'), 'INPUT_FORMAT spec.sharding.shards'],
  ['persistent shards without storage', extend('sharding:', '  shards: [a]', '  storage: persistent'), 'INPUT_CONFLICT spec.storage'],
  ['a short ref', edit('    ref: main'), 'GIT_REF_NAME_UNQUALIFIED spec.sync.ref (GitRepository spec.ref.name)'],
];

/** The options beside a good manifest. */
const OPTIONS: readonly Row<unknown>[] = [
  ['options that are null', null, 'INPUT_TYPE options'],
  ['options that are a list', [], 'INPUT_TYPE options'],
  ['options that are a text', 'error', 'INPUT_TYPE options'],
  ['options that are a Map', new Map(), 'INPUT_TYPE options'],
  ['an option that is misspelt', { runtimeCheck: 'off' }, 'INPUT_UNKNOWN options.runtimeCheck'],
  ['an option that is none', { url: 'https://git.example.com' }, 'INPUT_UNKNOWN options.url'],
  ['an option that throws', throwing('runtimeChecks'), 'INPUT_TYPE options.runtimeChecks'],
  ['an option that contains itself', { unmatchedPatches: cyclic() }, 'INPUT_TYPE options.unmatchedPatches'],
  ['patchTargets that are a text', { patchTargets: 'all' }, 'INPUT_TYPE options.patchTargets'],
];

/** Paths for fromFile. */
const PATHS: readonly Row<unknown>[] = [
  ['a file that is not there', 'no/such/file.yaml', 'INPUT_FILE path'],
  ['a folder', '.', 'INPUT_FILE path'],
  ['an empty path', '', 'INPUT_FILE path'],
  ['a path with a NUL', 'a\u0000b', 'INPUT_FILE path'],
  ['a path of one megabyte', MEGABYTE, 'INPUT_FILE path'],
  ['a URL', 'https://git.example.com/flux.yaml', 'INPUT_FILE path'],
  ...NO_PROP.map(([name, value]) => [`${name} as path`, value, 'INPUT_TYPE path'] as const),
];

export const YAML_CASES: readonly BadInput[] = [
  ...[...TEXTS, ...NO_PROP.map(([name, value]) => [`${name} as the whole text`, value, 'INPUT_TYPE'] as const)].map(([name, text, ...problems]): BadInput => (
    { name: `YAML: ${name}`, make: (chart) => FluxInstanceSync.fromYaml(chart, 'bad', text as string), problems }
  )),
  ...OPTIONS.map(([name, options, ...problems]): BadInput => (
    { name: `YAML: ${name}`, make: (chart) => FluxInstanceSync.fromYaml(chart, 'bad', GOOD_YAML, options as never), problems }
  )),
  ...PATHS.map(([name, path, ...problems]): BadInput => (
    { name: `file: ${name}`, make: (chart) => FluxInstanceSync.fromFile(chart, 'bad', path as string), problems }
  )),
];
