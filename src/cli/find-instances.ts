import { isChartRelease, isChartValues, isSyncObject, readChartValues, readGotkSync } from '../instance';
import type { DerivationSinks, DerivedInstance, YamlObject } from '../instance';
import { parseDocuments } from '../kustomize';
import { ProblemSink, suggestNearest } from '../problems';
import type { Problem } from '../problems';
import { isObject } from '../util';
import type { Variables } from './expand-variables';
import type { Source } from './inputs';
import { substitute } from './substitute';

/** A FluxInstance that a source holds, in whatever form. */
export interface FoundInstance {
  readonly source: Source;
  /** The place of its document among those of the source. */
  readonly document: number;
  readonly form: 'FluxInstance' | 'HelmRelease' | 'values of the flux-instance chart' | 'sync of flux bootstrap';
  readonly instance: YamlObject;
  /** The field of the source behind a field of the FluxInstance. */
  readonly nameField: (field: string) => string;
  /** What was found on the way to the FluxInstance, at the fields of the source. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** What is in a source. */
export interface SourceContents {
  readonly source: Source;
  readonly instances: readonly FoundInstance[];
  /** What is wrong with the source itself. */
  readonly problems: readonly Problem[];
  /** How many documents are about something else. */
  readonly passedOver: number;
}

export interface FindOptions {
  /** @default - variables are left as they are */
  readonly variables?: Variables;
  /** The Flux version for the sync of flux bootstrap, which names none. */
  readonly fluxVersion?: string;
}

/** What a file must have somewhere to be worth a closer look. */
const SIGNS = /FluxInstance|fluxcd\.controlplane\.io\/|flux-instance|^\s*['"]?instance['"]?:/m;

/** Finds the FluxInstances of a source. In a folder, files about something else are passed over, even those that are no YAML. */
export function findInstances(source: Source, options: FindOptions): SourceContents {
  const isBootstrap = /(?:^|[\\/])gotk-sync\.ya?ml$/.test(source.name);
  if (!source.isNamed && !isBootstrap && !SIGNS.test(source.text)) {
    return { source, instances: [], problems: [], passedOver: 1 };
  }
  const sink = new ProblemSink();
  // A byte order mark is no part of the text.
  const documents = parseDocuments(source.text.replace(/^\ufeff/, ''), sink);
  if (documents === undefined) {
    const isOurs = source.isNamed || isBootstrap || /kind:\s*['"]?FluxInstance/.test(source.text);
    return { source, instances: [], problems: isOurs ? [explain(source, sink.problems[0])] : [], passedOver: isOurs ? 0 : 1 };
  }
  const mayBeSync = source.isNamed || isBootstrap;
  const instances = documents.flatMap((document, index) => readDocument(source, document, index, options));
  const found = instances.length === 0 && mayBeSync ? readSync(source, documents, options) : instances;
  const problems = found.length === 0 && source.isNamed ? [{ code: 'INPUT_YAML' as const, path: '', ...describeContents(documents) }] : [];
  return { source, instances: found, problems, passedOver: found.some(({ form }) => form === 'sync of flux bootstrap') ? 0 : documents.length - found.length };
}

function describeContents(documents: readonly unknown[]): { rule: string; remedy?: string } {
  return documents.length === 0
    ? { rule: 'must not be empty' }
    : {
      rule: 'must hold a FluxInstance',
      remedy: 'name a file or folder with FluxInstances, with values of the flux-instance chart, bare or in a HelmRelease, or a gotk-sync.yaml',
    };
}

/** A template is not YAML, and a message about YAML would lead astray. */
function explain({ text }: Source, problem: Problem): Problem {
  return !text.includes('{{') ? problem : {
    code: 'INPUT_TEMPLATE',
    path: '',
    rule: 'must be YAML; this is a template with {{ }}',
    remedy: 'render it first, and pass the result: helm template … | flux-instance check -',
  };
}

function readDocument(source: Source, document: unknown, index: number, options: FindOptions): FoundInstance[] {
  if (!isObject(document)) {
    return [];
  }
  const [sinks, given] = prepare(document, options);
  const common = { source, document: index, problems: sinks.problems.problems, warnings: sinks.warnings.problems };
  if (given.kind === 'FluxInstance' || isMistyped(given)) {
    return [{ ...common, form: 'FluxInstance', instance: given, nameField: (field) => field }];
  }
  if (isChartRelease(given) || (isChartValues(given) && (source.isNamed || looksLikeValues(given)))) {
    const derived = readChartValues(given, sinks);
    return derived === undefined ? [] : [{ ...common, ...derived, form: given.kind === 'HelmRelease' ? 'HelmRelease' : 'values of the flux-instance chart' }];
  }
  return [];
}

/** The kinds of the operator's API. */
const KINDS = ['FluxInstance', 'FluxReport', 'ResourceSet', 'ResourceSetInputProvider'];

/** An object of the operator whose kind is nearly FluxInstance: to pass it over would say that it is right. */
function isMistyped({ apiVersion, kind }: YamlObject): boolean {
  return typeof apiVersion === 'string' && apiVersion.startsWith('fluxcd.controlplane.io/') && !KINDS.includes(String(kind))
    && suggestNearest(String(kind), KINDS) === 'FluxInstance';
}

/** Values of other charts may have an `instance`, too. */
function looksLikeValues({ instance }: YamlObject): boolean {
  return isObject(instance) && (isObject(instance.sync) || isObject(instance.distribution) || isObject(instance.cluster));
}

function readSync(source: Source, documents: readonly unknown[], options: FindOptions): FoundInstance[] {
  const objects = documents.map((document) => (isObject(document) ? document : {}));
  const prepared = objects.map((object) => prepare(object, options));
  const sinks: DerivationSinks = { problems: new ProblemSink(), warnings: new ProblemSink() };
  const derived: DerivedInstance | undefined = readGotkSync(prepared.map(([, object]) => object), sinks, options.fluxVersion);
  const common = {
    source,
    document: objects.findIndex(isSyncObject),
    form: 'sync of flux bootstrap' as const,
    problems: [...sinks.problems.problems, ...prepared.flatMap(([{ problems }]) => problems.problems)],
    warnings: [...sinks.warnings.problems, ...prepared.flatMap(([{ warnings }]) => warnings.problems)],
  };
  return derived === undefined ? [] : [{ ...common, ...derived }];
}

function prepare(document: YamlObject, { variables }: FindOptions): [DerivationSinks, YamlObject] {
  const sinks = { problems: new ProblemSink(), warnings: new ProblemSink() };
  return [sinks, variables === undefined ? document : substitute(document, variables, sinks) as YamlObject];
}
