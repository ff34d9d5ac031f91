import { RuntimeChecks } from '../instance';
import { RULE_IDS } from '../problems';
import { COMMON_HELP, COMMON_OPTIONS, readArguments, readChoice, readFindOptions, requirePaths } from './arguments';
import type { Command } from './arguments';
import { examineSources, sum } from './examine';
import type { Examination } from './examine';
import { formatFindings, OUTPUTS } from './findings';
import type { CheckReport, Finding } from './findings';
import { readSources } from './inputs';
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
    const settings = { fluxVersion: values['flux-version'], manifests: values.manifests, runtimeChecks: RuntimeChecks.ERROR };
    const sources = readSources(requirePaths(positionals), terminal);
    // With values for the variables nothing is left open: Flux writes an empty string for the others.
    const examined = examineSources(sources, options, { ...settings, judgesVariables: options.variables !== undefined });
    const findings = examined.findings
      .filter((finding) => !isAcknowledged(finding, values.acknowledge ?? []))
      .map((finding) => (values['warnings-as-errors'] === true ? { ...finding, severity: 'error' as const } : finding));
    const report = { files: sources.length, instances: examined.rendered.length, passedOver: examined.passedOver, findings };
    terminal.write(formatFindings(output, report, terminal));
    terminal.say(summarize(report, examined));
    return findings.some(({ severity }) => severity === 'error') ? EXIT.findings : EXIT.fine;
  },
};

/** Warnings and run-time rules can be wanted; what the API server or the operator refuses cannot. */
function isAcknowledged({ code, severity }: Finding, codes: readonly string[]): boolean {
  return codes.includes(code) && (severity === 'warning' || (RULE_IDS as readonly string[]).includes(code) || code === 'INPUT_TEMPLATE');
}

function summarize({ files, instances, passedOver, findings }: CheckReport, { undecided, rendered }: Examination): string {
  const unapplied = sum(rendered, (each) => each.unapplied);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return [
    `${count(files, 'file')}, ${count(instances, 'FluxInstance')}${passedOver === 0 ? '' : `, ${count(passedOver, 'other document')} passed over`}: ${
      count(errors, 'error')}, ${count(findings.length - errors, 'warning')}`,
    ...instances > 0 || findings.length > 0 ? [] : ['nothing was checked: there is no FluxInstance, and nothing that one is made of; flux-instance check --help says what it reads'],
    ...undecided === 0 ? [] : [`not decided for ${count(undecided, 'value')} with variables or templates: give variables with --set or --vars`],
    ...unapplied === 0 ? [] : [`${count(unapplied, 'patch', 'patches')} for Flux's controllers: checked against what every installation has`],
  ].map((line) => `${line}\n`).join('');
}

function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}
