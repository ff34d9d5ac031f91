import { suggestRemedy } from '../problems';
import type { ProblemSink } from '../problems';
import { isObject, lazy } from '../util';
import { renameField } from './derived-instance';
import type { DerivationSinks, DerivedInstance, YamlObject } from './derived-instance';

// The patch engine is large: most strings need no look at how YAML reads them.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadKustomize = lazy(() => require('../kustomize') as typeof import('../kustomize'));

/** The parts of a FluxInstance that a chart value has where nothing else does. */
const INSTANCE_PARTS = ['distribution', 'components', 'cluster', 'kustomize', 'sync', 'storage', 'sharding', 'commonMetadata'];
const CHART_NAME = 'flux-instance';

/** Whether a document has the form of values of the flux-instance chart. */
export function isChartValues({ apiVersion, kind, instance }: YamlObject): boolean {
  return apiVersion === undefined && kind === undefined && isObject(instance);
}

/** Whether a document is a HelmRelease of the flux-instance chart, by its values or by the name of its chart. */
export function isChartRelease({ kind, spec }: YamlObject): boolean {
  return kind === 'HelmRelease' && isObject(spec)
    && ((isObject(spec.values) && isChartValues(spec.values)) || listChartNames(spec).includes(CHART_NAME));
}

function listChartNames({ chart, chartRef }: YamlObject): unknown[] {
  const inner = isObject(chart) && isObject(chart.spec) ? chart.spec.chart : undefined;
  return [inner, isObject(chartRef) ? chartRef.name : undefined];
}

/**
 * The FluxInstance that the flux-instance chart makes of its values, which stand in a document of their own or in a HelmRelease. `undefined` where
 * the document has none.
 *
 * The chart writes scalars without quotes, so that some strings become something else: such a string is a problem, and goes into the FluxInstance as
 * it was meant. What the chart does not write is a warning.
 */
export function readChartValues(document: YamlObject, sinks: DerivationSinks): DerivedInstance | undefined {
  const isRelease = document.kind === 'HelmRelease';
  const spec = isRelease && isObject(document.spec) ? document.spec : {};
  const sources = Array.isArray(spec.valuesFrom) ? spec.valuesFrom : [];
  // Where all values come from elsewhere, those of the chart itself are what can be seen.
  const values = isRelease && sources.length > 0 ? { instance: {}, ...isObject(spec.values) ? spec.values : {} } : isRelease ? spec.values : document;
  if (!isObject(values) || !isChartValues(values)) {
    return undefined;
  }
  sources.forEach((source, index) => warnOfUnseen(source, sinks.warnings.at('spec', 'valuesFrom', index)));
  const prefix = isRelease ? ['spec', 'values'] : [];
  const at = (...steps: string[]) => ({
    problems: sinks.problems.at(...prefix, ...steps), warnings: sinks.warnings.at(...prefix, ...steps),
  });
  warnOfMisplaced(values, at().warnings);
  const named = isRelease ? findNamespace(document, spec) : undefined;
  const instance = isObject(values.instance) ? values.instance : {};
  const path = [...prefix, 'instance'].join('.');
  const metadata = withoutAbsent({
    name: findName(values, document, isRelease),
    namespace: named?.namespace,
    labels: nonEmptyMap(values.commonLabels),
    annotations: nonEmptyMap(values.commonAnnotations),
  });
  return {
    instance: { apiVersion: 'fluxcd.controlplane.io/v1', kind: 'FluxInstance', metadata, spec: writeSpec(instance, at('instance')) },
    nameField: (field) => renameField(field, [
      ['metadata.name', [...prefix, 'fullnameOverride'].join('.')],
      ['metadata.namespace', named?.field ?? 'metadata.namespace'],
      ['metadata.labels', [...prefix, 'commonLabels'].join('.')],
      ['metadata.annotations', [...prefix, 'commonAnnotations'].join('.')],
      ['spec', path],
    ]),
  };
}

function findNamespace({ metadata }: YamlObject, { targetNamespace }: YamlObject): { namespace: unknown; field: string } {
  return targetNamespace !== undefined
    ? { namespace: targetNamespace, field: 'spec.targetNamespace' }
    : { namespace: isObject(metadata) ? metadata.namespace : undefined, field: 'metadata.namespace' };
}

/** The full name is flux unless the values have another. Where they empty it, the chart uses the other names. */
function findName({ fullnameOverride = 'flux', nameOverride }: YamlObject, { spec, metadata }: YamlObject, isRelease: boolean): unknown {
  const releaseName = isRelease && isObject(spec) ? spec.releaseName : undefined;
  const objectName = isRelease && isObject(metadata) ? metadata.name : undefined;
  return [fullnameOverride, nameOverride, releaseName, objectName].find((name) => name !== undefined && name !== null && name !== '');
}

/** Flux merges these values in their order, and those of the HelmRelease itself last. */
function warnOfUnseen(source: unknown, warnings: ProblemSink): void {
  const { kind, name } = isObject(source) ? source : {};
  warnings.report({
    code: 'CHART_VALUES_UNSEEN',
    rule: `takes values from ${typeof kind === 'string' ? `a ${kind}` : 'elsewhere'}${typeof name === 'string' ? `, ${name},` : ''} that cannot be seen here`,
    remedy: 'check the merged values, too: write them to a file of their own',
  });
}

function warnOfMisplaced(values: YamlObject, warnings: ProblemSink): void {
  for (const key of Object.keys(values).filter((name) => INSTANCE_PARTS.includes(name))) {
    warnings.at(key).report({ code: 'CHART_VALUE_DROPPED', rule: 'is not written by the flux-instance chart', remedy: `write it under instance.${key}` });
  }
}

/** What the chart writes of each part: always, or only where it is not empty. `texts` are those that it puts into quotes or that are no scalars. */
const PARTS = {
  distribution: { always: { version: '2.x', registry: 'ghcr.io/fluxcd', artifact: 'oci://ghcr.io/controlplaneio-fluxcd/flux-operator-manifests:latest' }, optional: ['artifactPullSecret', 'imagePullSecret', 'variant'] },
  sync: { always: { interval: '1m', kind: 'GitRepository', url: '', ref: '', path: '' }, optional: ['name', 'provider', 'pullSecret'] },
  storage: { always: { class: '', size: '' }, optional: [] },
  sharding: { always: { key: 'sharding.fluxcd.io/key', shards: [] }, optional: [] },
} as const satisfies Readonly<Record<string, { readonly always: object; readonly optional: readonly string[] }>>;

const CLUSTER_DEFAULTS = {
  type: 'kubernetes', size: '', domain: 'cluster.local', networkPolicy: true, multitenant: false, tenantDefaultServiceAccount: 'default',
};
/** The chart puts only the version into quotes. */
const QUOTED = ['version'];
const DEFAULT_COMPONENTS = ['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller'];

function writeSpec(instance: YamlObject, at: DerivationSinks): YamlObject {
  warnOfUnknown(instance, [...INSTANCE_PARTS], 'CHART', at.warnings);
  const part = (name: keyof typeof PARTS, isWritten: (values: YamlObject) => boolean, condition: string) => (
    writePart(name, instance[name], isWritten, condition, { problems: at.problems.at(name), warnings: at.warnings.at(name) }));
  const { commonMetadata, components, kustomize } = instance;
  return withoutAbsent({
    distribution: part('distribution', () => true, ''),
    components: components ?? DEFAULT_COMPONENTS,
    cluster: writeCluster(instance.cluster, at.problems.at('cluster')),
    commonMetadata: writeCommonMetadata(commonMetadata, at.warnings.at('commonMetadata')),
    kustomize,
    sharding: part('sharding', ({ shards }) => !Array.isArray(shards) || shards.length > 0, 'shards'),
    storage: part('storage', ({ size }) => size !== '', 'size'),
    sync: part('sync', ({ url }) => url !== '', 'url'),
  });
}

function writePart(
  name: keyof typeof PARTS, given: unknown, isWritten: (values: YamlObject) => boolean, condition: string, at: DerivationSinks,
): unknown {
  if (given !== undefined && given !== null && !isObject(given)) {
    return given;
  }
  const { always, optional } = PARTS[name];
  // As Helm merges: a null takes the default away.
  const values = withoutAbsent({ ...always, ...given ?? {} });
  const known = [...Object.keys(always), ...optional];
  warnOfUnknown(given ?? {}, known, name, at.warnings);
  if (!isWritten(values)) {
    if (Object.keys(given ?? {}).some((key) => key !== condition && known.includes(key) && !isEmpty((given ?? {})[key]))) {
      at.warnings.report({ code: 'CHART_VALUE_DROPPED', rule: `is not written by the flux-instance chart without ${condition}`, remedy: `set ${condition}` });
    }
    return undefined;
  }
  return Object.fromEntries(Object.entries(values)
    .filter(([key, value]) => Object.hasOwn(always, key) || (known.includes(key) && !isEmpty(value)))
    .map(([key, value]) => [key, QUOTED.includes(key) ? quote(value) : readUnquoted(value, false, at.problems.at(key))]));
}

const CLUSTER_BOOLEANS = ['networkPolicy', 'multitenant', 'objectLevelWorkloadIdentity', 'multitenantWorkloadIdentity'];

function writeCluster(given: unknown, problems: ProblemSink): unknown {
  if (given !== undefined && given !== null && !isObject(given)) {
    return given;
  }
  return Object.fromEntries(Object.entries(withoutAbsent({ ...CLUSTER_DEFAULTS, ...given ?? {} }))
    .filter(([, value]) => value !== '')
    .map(([key, value]) => [key, readUnquoted(value, CLUSTER_BOOLEANS.includes(key), problems.at(key))]));
}

function writeCommonMetadata(given: unknown, warnings: ProblemSink): unknown {
  if (!isObject(given)) {
    return given ?? undefined;
  }
  warnOfUnknown(given, ['labels', 'annotations'], 'commonMetadata', warnings);
  const written = withoutAbsent({ labels: nonEmptyMap(given.labels), annotations: nonEmptyMap(given.annotations) });
  return Object.keys(written).length === 0 ? undefined : written;
}

function warnOfUnknown(given: YamlObject, known: readonly string[], part: string, warnings: ProblemSink): void {
  for (const key of Object.keys(given).filter((name) => !known.includes(name))) {
    const remedy = suggestRemedy(key, known) ?? (part === 'sync' ? 'write it as a patch in instance.kustomize.patches' : 'leave it out, or use a FluxInstance in place of the chart');
    warnings.at(key).report({ code: 'CHART_VALUE_DROPPED', rule: 'is not written by the flux-instance chart, so it changes nothing', remedy });
  }
}

function quote(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}

/** Strings that YAML surely reads as themselves, wherever they stand. */
const SURELY_PLAIN = /^(?:[a-z]+:\/\/)?[A-Za-z_][A-Za-z_/-][\w./@-]*$/;

/** What becomes of a scalar that is written without quotes. */
function readUnquoted(value: unknown, mayBeBoolean: boolean, problems: ProblemSink): unknown {
  if (typeof value !== 'string' || (SURELY_PLAIN.test(value) && loadKustomize().isPlainString(value))) {
    return value;
  }
  const [document] = loadKustomize().parseDocuments(`value: ${value}\n`, problems.fork()) ?? [];
  const read = isObject(document) && Object.keys(document).length === 1 ? document.value : undefined;
  if (read === value || (mayBeBoolean && typeof read === 'boolean')) {
    return read;
  }
  if (typeof read === 'string' && /^["']/.test(value)) {
    // Quotes in the value are the way to have it written with quotes.
    return read;
  }
  return reportUnquoted(value, read, problems);
}

function reportUnquoted(value: string, read: unknown, problems: ProblemSink): string {
  const becomes = read === undefined ? 'breaks the YAML' : typeof read === 'string' ? `becomes ${JSON.stringify(read)}` : `becomes ${JSON.stringify(read)}, which is not a string`;
  problems.report({
    code: 'CHART_VALUE_UNQUOTED',
    rule: `is written without quotes by the flux-instance chart and ${becomes}`,
    received: value,
    remedy: `put quotes into the value: '${JSON.stringify(value)}'`,
  });
  return value;
}

function withoutAbsent(values: YamlObject): YamlObject {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === undefined || value === null;
}

function nonEmptyMap(value: unknown): unknown {
  return isObject(value) && Object.keys(value).length === 0 ? undefined : value ?? undefined;
}
