import { findInstances } from './find-instances';
import type { FindOptions, SourceContents } from './find-instances';
import { toFinding } from './findings';
import type { Finding } from './findings';
import type { Source } from './inputs';
import { Locator } from './locate';
import { renderInstance } from './render';
import type { Remark, RenderedInstance, RenderSettings } from './render';
import { hasVariables } from './substitute';

/** What was found in all sources. */
export interface Examination {
  readonly rendered: readonly RenderedInstance[];
  readonly findings: readonly Finding[];
  /** How many documents are about something else. */
  readonly passedOver: number;
  /** How many findings were left out, because they are about values that are only known once their variables are. */
  readonly undecided: number;
}

export interface ExamineSettings extends RenderSettings {
  /** Whether a value with a variable or a template is judged as it stands. */
  readonly judgesVariables: boolean;
}

/** Finds and renders the instances of the sources, and gives each finding its place in the text. */
export function examineSources(sources: readonly Source[], options: FindOptions, settings: ExamineSettings): Examination {
  const examined = sources.map((source) => examineSource(findInstances(source, options), settings));
  return {
    rendered: examined.flatMap(({ rendered }) => rendered),
    findings: examined.flatMap(({ findings }) => findings),
    passedOver: sum(examined, ({ passedOver }) => passedOver),
    undecided: sum(examined, ({ undecided }) => undecided),
  };
}

function examineSource({ source, instances, problems, passedOver }: SourceContents, settings: ExamineSettings): Examination {
  const locator = new Locator(source.text);
  const rendered = instances.map((found) => renderInstance(found, settings));
  const located = rendered.flatMap(({ found, remarks }) => remarks.map((remark) => locate(remark, found.document, locator, source)));
  const decided = settings.judgesVariables ? located : located.filter(({ line }) => !hasVariables(line) && !line.includes('{{'));
  const ofSource = problems.map((problem) => toFinding(
    source.name, problem.code === 'INPUT_TEMPLATE' ? locator.locateString('{{') : locator.locateError(), 'error', problem,
  ));
  return {
    rendered,
    findings: [...ofSource, ...decided.map(({ finding }) => finding)].sort((a, b) => a.line - b.line || a.column - b.column),
    passedOver,
    undecided: located.length - decided.length,
  };
}

/** A finding and the line that it is about. */
function locate({ severity, problem }: Remark, document: number, locator: Locator, source: Source): { finding: Finding; line: string } {
  const position = locator.locate(document, problem.path);
  return { finding: toFinding(source.name, position, severity, problem), line: locator.readLine(position) };
}

export function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
