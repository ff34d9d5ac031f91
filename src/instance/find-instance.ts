import { suggestRemedy } from '../problems';
import type { ProblemSink } from '../problems';
import { isObject } from '../util';
import { isChartRelease, isChartValues } from './chart-values';
import type { YamlObject } from './derived-instance';
import { isSyncObject } from './gotk-sync';

/** What people have in place of a FluxInstance, by a sign that nothing else has, and how a FluxInstance is made of it. */
const LOOKALIKES: readonly { readonly is: (document: YamlObject) => boolean; readonly name: string; readonly remedy: string }[] = [
  { is: isChartRelease, name: 'a HelmRelease of the flux-instance chart', remedy: 'what is under spec.values.instance is its spec' },
  { is: isChartValues, name: 'values of the flux-instance chart', remedy: 'what is under instance is its spec' },
  { is: isSyncObject, name: 'the sync of flux bootstrap (gotk-sync.yaml)', remedy: 'the url, ref and path of these objects go under spec.sync' },
];

/**
 * The one FluxInstance of a YAML stream: it may stand beside other objects, such as its Namespace. Anything else is refused with one problem, which
 * says what it looks like.
 */
export function findInstance(stream: readonly unknown[], sink: ProblemSink): YamlObject | undefined {
  const documents = stream.filter((document) => document !== null);
  const objects = documents.filter(isObject);
  const instances = objects.filter(({ kind }) => kind === 'FluxInstance');
  if (instances.length === 1) {
    return instances[0];
  }
  if (instances.length > 1) {
    return sink.report({
      code: 'INPUT_YAML', rule: `must hold one FluxInstance, holds ${instances.length}`, remedy: 'write each to a file of its own: a cluster can have one only',
    });
  }
  if (documents.length === 0) {
    return sink.report({ code: 'INPUT_YAML', rule: 'must not be empty' });
  }
  for (const { is, name, remedy } of LOOKALIKES) {
    if (objects.some(is)) {
      return sink.report({
        code: 'INPUT_YAML',
        rule: `must be a FluxInstance; this looks like ${name}`,
        remedy: `make a FluxInstance of it with flux-instance convert: ${remedy}`,
      });
    }
  }
  if (documents.length > 1) {
    return sink.report({ code: 'INPUT_YAML', rule: `must hold one FluxInstance, holds none in ${documents.length} documents` });
  }
  const [object] = objects;
  if (object === undefined) {
    return sink.report({ code: 'INPUT_YAML', rule: 'must be a FluxInstance manifest', received: documents[0] });
  }
  if (!Object.hasOwn(object, 'kind')) {
    // It may be one that was cut short: what it lacks is more helpful.
    return object;
  }
  const { kind } = object;
  const remedy = suggestRemedy(kind, ['FluxInstance']);
  return sink.at('kind').report({
    code: typeof kind !== 'string' ? 'INPUT_TYPE' : kind === '' ? 'INPUT_EMPTY' : 'INPUT_ENUM',
    rule: 'must be FluxInstance',
    received: kind,
    allowed: ['FluxInstance'],
    ...remedy === undefined ? {} : { remedy },
  });
}
