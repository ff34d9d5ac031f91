import type { StructShape, ValuesOf } from '../input';
import { formatFieldPath, ProblemSink } from '../problems';
import type { Problem } from '../problems';
import { readMembers } from '../util';
import { isChartRelease, isChartValues, readChartValues } from './chart-values';
import { renameField } from './derived-instance';
import type { DerivationSinks, YamlObject } from './derived-instance';
import type { INSTANCE_FIELDS } from './instance-props';
import type { InstanceField } from './instance-spec';
import { ParsedManifest } from './manifest';
import { OPTION_FIELDS, SYNC_FIELDS } from './props';
import { INSTANCE_PROP_NAMES, PROP_NAMES, readInstanceProps } from './read-props';
import type { InstanceInput } from './read-props';

/**
 * Reads an instance from values of the flux-instance chart, bare or in a HelmRelease. Problems and warnings name the fields of the values.
 *
 * @param read reads the FluxInstance that the chart makes of them
 * @returns `undefined` for a document that is something else
 */
export function readChartInstance<I extends InstanceInput>(document: YamlObject, read: (manifest: ParsedManifest) => I): I | undefined {
  const sinks: DerivationSinks = { problems: new ProblemSink(), warnings: new ProblemSink() };
  const derived = isChartValues(document) || isChartRelease(document) ? readChartValues(document, sinks) : undefined;
  return derived === undefined ? undefined : renameInput(read(new ParsedManifest(derived.instance)), derived.nameField, sinks);
}

/** How the flat props of a sync call what the props of an instance have in structs. */
const FLAT_NAMES: readonly (readonly [string, string])[] = [
  ...(Object.keys(PROP_NAMES) as InstanceField[])
    .map((field) => [formatFieldPath(INSTANCE_PROP_NAMES[field]), formatFieldPath(PROP_NAMES[field])] as const),
  ...Object.keys(OPTION_FIELDS).map((name) => [`sync.${name}`, name] as const),
];

/** Reads a whole instance from the flat props of a sync, as fleets have them. Problems and warnings name the flat props. */
export function readFlatProps<V>(
  struct: StructShape<V & ValuesOf<typeof INSTANCE_FIELDS>>, props: object, defaultNamespace: string | undefined,
): InstanceInput {
  const { fluxVersion, multitenant, instanceName, ...members } = Object.fromEntries(readMembers(props) ?? []);
  const isOfSync = (name: string) => Object.hasOwn(SYNC_FIELDS, name) || Object.hasOwn(OPTION_FIELDS, name);
  const select = (isWanted: (name: string) => boolean) => Object.fromEntries(Object.entries(members).filter(([name]) => isWanted(name)));
  const input = readInstanceProps(struct, {
    ...select((name) => !isOfSync(name)),
    sync: select(isOfSync),
    distribution: { version: fluxVersion },
    cluster: { multitenant },
  }, defaultNamespace, 'data');
  const sinks: DerivationSinks = { problems: new ProblemSink(), warnings: new ProblemSink() };
  if (instanceName !== undefined && instanceName !== 'flux') {
    sinks.problems.at('instanceName').report({
      code: 'INPUT_FORMAT', rule: 'must be flux, the only name that a FluxInstance can have', received: instanceName, remedy: 'leave it out',
    });
  }
  return { ...renameInput(input, (field) => renameField(field, FLAT_NAMES), sinks), optionsField: [] };
}

/** An input whose problems, warnings and fields have other names. */
function renameInput<I extends InstanceInput>(input: I, nameField: (field: string) => string, { problems: sink, warnings }: DerivationSinks): I {
  const rename = (problems: readonly Problem[]) => problems.map((problem) => ({ ...problem, path: nameField(problem.path) }));
  sink.add(rename(input.sink.problems));
  warnings.add(rename(input.warnings.problems));
  const names = Object.entries(input.names).map(([field, steps]) => [field, nameField(formatFieldPath(steps)).split('.')]);
  return { ...input, names: Object.fromEntries(names) as I['names'], sink, warnings };
}
