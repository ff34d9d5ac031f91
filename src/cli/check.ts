import { RuntimeChecks } from '../instance';
import { RULE_IDS } from '../problems';
import { COMMON_HELP, COMMON_OPTIONS, readArguments, readChoice, readFindOptions, requirePaths } from './arguments';
import type { Command } from './arguments';
import { findInstances } from './find-instances';
import type { FindOptions, SourceContents } from './find-instances';
import { formatFindings, OUTPUTS, toFinding } from './findings';
import type { CheckReport, Finding } from './findings';
import { readSources } from './inputs';
import { Locator } from './locate';
import { renderInstance } from './render';
import type { Remark, RenderSettings } from './render';
import { hasVariables } from './substitute';
import { EXIT } from './terminal';

const HELP = `Usage: flux-instance check [options] FILE|FOLDER|- …

Checks FluxInstances as the operator, the API server and Flux's controllers would, without a cluster. It reads FluxInstances, values of the
flux-instance chart (bare or in a HelmRelease), and the gotk-sync.yaml of flux bootstrap. In folders other files are passed over.

  --output FORMAT       text (default), json, github (workflow commands), gitlab (code quality) or sarif
  --acknowledge CODE    be silent about a warning or a run-time rule; may be given again
  --warnings-as-errors  warnings count as errors
${COMMON_HELP}
Exit code: 0 nothing is wrong, 1 something is, 2 something cannot be read.

Example:
  flux-instance check --output github clusters/
`;

export const CHECK: Command = {
  summary: 'checks FluxInstances, without a cluster',
  help: HELP,
  run: (args, terminal) => {
    const { values, positionals } = readArguments(args, {
      ...COMMON_OPTIONS,
      'output': { type: 'string' },
      'acknowledge': { type: 'string', multiple: true },
      'warnings-as-errors': { type: 'boolean' },
    });
    const output = readChoice('output', values.output, OUTPUTS, 'text');
    const options = readFindOptions(values);
    const settings = { fluxVersion: values['flux-version'], runtimeChecks: RuntimeChecks.ERROR };
    const checked = readSources(requirePaths(positionals), terminal).map((source) => checkSource(findInstances(source, options), settings, options));
    const findings = checked.flatMap((each) => each.findings)
      .filter((finding) => !isAcknowledged(finding, values.acknowledge ?? []))
      .map((finding) => (values['warnings-as-errors'] === true ? { ...finding, severity: 'error' as const } : finding));
    const report = {
      files: checked.length,
      instances: sum(checked, ({ instances }) => instances),
      passedOver: sum(checked, ({ passedOver }) => passedOver),
      findings,
    };
    terminal.write(formatFindings(output, report, terminal));
    terminal.say(summarize(report, sum(checked, ({ undecided }) => undecided), sum(checked, ({ unapplied }) => unapplied)));
    return findings.some(({ severity }) => severity === 'error') ? EXIT.findings : EXIT.fine;
  },
};

interface CheckedSource {
  readonly findings: readonly Finding[];
  readonly instances: number;
  readonly passedOver: number;
  /** How many findings are about values that are only known once their variables are. */
  readonly undecided: number;
  /** How many patches are for the controllers. */
  readonly unapplied: number;
}

function checkSource(
  { source, instances, problems, passedOver }: SourceContents, settings: RenderSettings, { variables }: FindOptions,
): CheckedSource {
  const locator = new Locator(source.text);
  const rendered = instances.map((found) => renderInstance(found, settings));
  const located = rendered.flatMap(({ found, remarks }) => remarks.map((remark) => (
    { remark, position: locator.locate(found.document, remark.problem.path) })));
  const decided = located.filter(({ position }) => {
    const line = locator.readLine(position);
    return (variables !== undefined || !hasVariables(line)) && !line.includes('{{');
  });
  const toLocated = ({ remark, position }: { remark: Remark; position: { line: number; column: number } }) => (
    toFinding(source.name, position, remark.severity, remark.problem));
  return {
    findings: [
      ...problems.map((problem) => toFinding(
        source.name, problem.code === 'INPUT_TEMPLATE' ? locator.locateString('{{') : locator.locateError(), 'error', problem,
      )),
      ...decided.map(toLocated),
    ].sort((a, b) => a.line - b.line || a.column - b.column),
    instances: instances.length,
    passedOver,
    undecided: located.length - decided.length,
    unapplied: sum(rendered, ({ unapplied }) => unapplied),
  };
}

/** Warnings and run-time rules can be wanted; what the API server or the operator refuses cannot. */
function isAcknowledged({ code, severity }: Finding, codes: readonly string[]): boolean {
  return codes.includes(code) && (severity === 'warning' || (RULE_IDS as readonly string[]).includes(code) || code === 'INPUT_TEMPLATE');
}

function summarize({ files, instances, passedOver, findings }: CheckReport, undecided: number, unapplied: number): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return [
    `${count(files, 'file')}, ${count(instances, 'FluxInstance')}${passedOver === 0 ? '' : `, ${count(passedOver, 'other document')} passed over`}: ${
      count(errors, 'error')}, ${count(findings.length - errors, 'warning')}`,
    ...undecided === 0 ? [] : [`not decided for ${count(undecided, 'value')} with variables or templates: give variables with --set or --vars`],
    ...unapplied === 0 ? [] : [`${count(unapplied, 'patch', 'patches')} for Flux's controllers: checked against what every installation has`],
  ].map((line) => `${line}\n`).join('');
}

function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

