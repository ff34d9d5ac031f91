import { isDeepStrictEqual } from 'node:util';
import { RuntimeChecks, toSyncInput } from '../instance';
import { COMMON_HELP, COMMON_OPTIONS, readArguments, readChoice, readFindOptions, requirePaths } from './arguments';
import type { Command } from './arguments';
import { examineSources } from './examine';
import { findInstances } from './find-instances';
import { sayFindings } from './findings';
import { findFreeName, readSources } from './inputs';
import { LANGUAGES, writeProgram } from './languages';
import type { SourceChart } from './languages';
import { renderInstance } from './render';
import type { RenderedInstance, RenderSettings } from './render';
import { toSourceStruct } from './source-values';
import { EXIT } from './terminal';
import { findProps } from './typed-options';
import { writeYaml } from './write-yaml';

const HELP = `Usage: flux-instance convert [options] FILE|FOLDER|- …

Writes FluxInstances, values of the flux-instance chart (bare or in a HelmRelease) or the gotk-sync.yaml of flux bootstrap as something else: as
FluxInstances, or as the program of a cdk8s app. Patches become typed options as far as the objects stay exactly the same. The result is rendered
and compared before it is written.

  --to FORMAT           fluxinstance (default), typescript, python, go or java
${COMMON_HELP}
Exit code: 0 everything was converted, 1 an instance has errors or cannot be written so, 2 something cannot be read.

Example:
  flux-instance convert --to typescript clusters/eu/flux-instance.yaml > main.ts
`;

/** What a chart writes wrongly or not at all is right in what is made of it. */
const CURED: readonly string[] = ['CHART_VALUE_UNQUOTED', 'CHART_VALUE_DROPPED'];

export const CONVERT: Command = {
  summary: 'writes them as FluxInstances, or as a cdk8s app in TypeScript, Python, Go or Java',
  help: HELP,
  run: (args, terminal) => {
    const { values, positionals } = readArguments(args, { ...COMMON_OPTIONS, to: { type: 'string' } });
    const to = readChoice('to', values.to, ['fluxinstance', ...LANGUAGES], 'fluxinstance');
    const settings = { fluxVersion: values['flux-version'], runtimeChecks: RuntimeChecks.WARN, ignoresUnmatched: true, isForConstruct: to !== 'fluxinstance' };
    const sources = readSources(requirePaths(positionals), terminal);
    const examined = examineSources(sources, readFindOptions(values), { ...settings, judgesVariables: true });
    const findings = examined.findings.map((finding) => (CURED.includes(finding.code) ? { ...finding, severity: 'warning' as const } : finding));
    sayFindings(findings, terminal);
    const rendered = examined.rendered.filter(({ remarks }) => (
      remarks.every(({ severity, problem }) => severity === 'warning' || CURED.includes(problem.code))));
    if (rendered.some(({ found }) => found.form === 'sync of flux bootstrap')) {
      terminal.say('Keep gotk-sync.yaml in the repository until you have followed docs/migrating.md: without it the Kustomization deletes itself, '
        + 'and everything that it applied.\n');
    }
    rendered.filter(({ unapplied }) => to !== 'fluxinstance' && unapplied > 0).forEach(({ found, unapplied }) => terminal.say(
      `${found.source.name}: ${unapplied === 1 ? '1 patch is' : `${unapplied} patches are`} for Flux's controllers, which the program does not make: apply ${
        unapplied === 1 ? 'it' : 'them'} where Flux is installed\n`));
    const unsaid = to === 'fluxinstance' ? rendered.filter((each) => !isSame(each, settings)) : [];
    const charts = to === 'fluxinstance' ? [] : rendered.map((each) => ({ each, chart: toChart(each) }));
    const failed = [...unsaid, ...charts.filter(({ chart }) => chart === undefined).map(({ each }) => each)];
    failed.forEach(({ found }) => terminal.say(`${found.source.name}: cannot be written as ${to} without a change of its objects\n`));
    if (rendered.length > failed.length) {
      terminal.write(to === 'fluxinstance'
        ? writeYaml(rendered.filter((each) => !unsaid.includes(each)).map(({ found }) => found.instance))
        : writeProgram(to, nameApart(charts.flatMap(({ chart }) => chart ?? []))));
    }
    return failed.length > 0 || findings.some(({ severity }) => severity === 'error') ? EXIT.findings : EXIT.fine;
  },
};

/** Whether what is written is read as an instance with the same objects. */
function isSame({ found, objects }: RenderedInstance, settings: RenderSettings): boolean {
  const { instances: [again] } = findInstances({ name: found.source.name, text: writeYaml([found.instance]), isNamed: true }, {});
  return again !== undefined && isDeepStrictEqual(renderInstance(again, settings).objects, objects);
}

/** A chart whose sync emits the objects of an instance. */
function toChart({ found, input, objects }: RenderedInstance): SourceChart | undefined {
  const spec = toSyncInput(input)?.spec;
  const props = spec === undefined ? undefined : findProps(spec, objects);
  const struct = props === undefined ? undefined : toSourceStruct(props);
  const id = found.source.name.replace(/\.[a-z]+$/i, '').replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '').toLowerCase();
  return struct === undefined ? undefined : { id: id === '' || id === 'stdin' ? 'flux' : id, props: struct };
}

function nameApart(charts: readonly SourceChart[]): SourceChart[] {
  const taken = new Set<string>();
  return charts.map(({ id, props }) => ({ id: findFreeName(id, taken), props }));
}
