import { createHash } from 'node:crypto';
import { formatValue } from '../problems';
import type { Problem } from '../problems';
import type { Position } from './locate';
import { colour } from './terminal';
import type { Terminal } from './terminal';

/** A problem or a warning with its place in a file. */
export interface Finding extends Position {
  readonly file: string;
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** The field, as it stands in the file; empty for the whole file. */
  readonly path: string;
  readonly message: string;
  readonly remedy?: string;
}

/** What a check looked at. */
export interface CheckSummary {
  readonly files: number;
  readonly instances: number;
  /** Documents about something else. */
  readonly passedOver: number;
}

export interface CheckReport extends CheckSummary {
  readonly findings: readonly Finding[];
}

export const OUTPUTS = ['text', 'json', 'github', 'gitlab', 'sarif'] as const;
export type Output = typeof OUTPUTS[number];

export function toFinding(file: string, position: Position, severity: Finding['severity'], problem: Problem): Finding {
  const received = problem.received !== undefined ? `, received ${formatValue(problem.received)}` : '';
  return {
    file,
    ...position,
    severity,
    code: problem.code,
    path: problem.path,
    message: `${problem.rule}${received}`,
    ...problem.remedy === undefined ? {} : { remedy: problem.remedy },
  };
}

/** One finding in one line: `cluster.yaml:12:10: error: spec.sync.ref: must …; write … [CODE]`. */
export function formatFinding(finding: Finding, terminal: Terminal): string {
  const { file, line, column, severity, code } = finding;
  const place = colour(terminal, 'bold', `${file}:${line}:${column}:`);
  return `${place} ${colour(terminal, severity === 'error' ? 'red' : 'yellow', `${severity}:`)} ${describe(finding)} [${code}]\n`;
}

/** Says what was found beside the result of a command. */
export function sayFindings(findings: readonly Finding[], terminal: Terminal): void {
  terminal.say(findings.map((finding) => formatFinding(finding, { ...terminal, hasColours: false })).join(''));
}

function describe({ path, message, remedy }: Finding): string {
  return `${path === '' ? '' : `${path}: `}${message}${remedy === undefined ? '' : `; ${remedy}`}`.replace(/[\r\n\u2028\u2029]+/g, ' ');
}

/** The findings as the output that somebody else reads. */
export function formatFindings(output: Output, report: CheckReport, terminal: Terminal): string {
  switch (output) {
    case 'text':
      return report.findings.map((finding) => formatFinding(finding, terminal)).join('');
    case 'json':
      return toJson(report);
    case 'github':
      return report.findings.map(formatForGithub).join('');
    case 'gitlab':
      return toJson(report.findings.map(toCodeQuality));
    case 'sarif':
      return toJson(toSarif(report));
  }
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** A workflow command, which GitHub Actions shows at the line of a pull request. */
function formatForGithub(finding: Finding): string {
  const { file, line, column, severity, code } = finding;
  const properties = Object.entries({ file, line, col: column, title: code }).map(([name, value]) => (
    `${name}=${String(value).replace(/[%\r\n:,]/g, encodeURIComponent)}`));
  return `::${severity} ${properties.join()}::${describe(finding).replace(/[%\r\n]/g, encodeURIComponent)}\n`;
}

/** An entry of GitLab's code quality report. The fingerprint stays when lines are added above. */
function toCodeQuality(finding: Finding): object {
  const { file, line, severity, code, path, message } = finding;
  return {
    description: describe(finding),
    check_name: code,
    fingerprint: createHash('sha256').update(JSON.stringify([file, code, path, message])).digest('hex').slice(0, 40),
    severity: severity === 'error' ? 'major' : 'minor',
    location: { path: file, lines: { begin: line } },
  };
}

/** SARIF 2.1.0, which code scanning services read. */
function toSarif({ findings }: CheckReport): object {
  const rules = [...new Set(findings.map(({ code }) => code))].sort();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'flux-instance', rules: rules.map((id) => ({ id })) } },
      columnKind: 'utf16CodeUnits',
      results: findings.map((finding) => ({
        ruleId: finding.code,
        ruleIndex: rules.indexOf(finding.code),
        level: finding.severity,
        message: { text: describe(finding) },
        locations: [{
          physicalLocation: {
            artifactLocation: { uri: encodeURI(finding.file.replace(/\\/g, '/')) },
            region: { startLine: finding.line, startColumn: finding.column },
          },
        }],
      })),
    }],
  };
}
