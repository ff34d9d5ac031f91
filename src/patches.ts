import type { JsonPatch } from 'cdk8s';
import type { KustomizePatch, PatchTarget } from './options';
import { ProblemSink, ProblemsError } from './problems';
import { copyJson } from './schema';
import { escapeUnicode, isObject, readMembers, UNPRINTABLE } from './util';

/**
 * Makes patches from operations of cdk8s and from objects, without writing YAML.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 *
 * @exampleMetadata fixture=chart
 * @example
 * new FluxInstanceSync(chart, 'sync', {
 *   kind: SyncKind.GIT_REPOSITORY,
 *   url: 'https://github.com/my-org/my-fleet.git',
 *   ref: 'refs/heads/main',
 *   path: 'clusters/my-cluster',
 *   patches: [Patches.json6902({ kind: 'Kustomization' }, JsonPatch.add('/spec/force', true))],
 * });
 */
export class Patches {
  /**
   * Stands for `null` in the values of a patch that is made here: in a strategic merge patch it removes a field. Languages other than TypeScript need
   * it, because a field that is None, nil or null there is lost on the way to this package.
   */
  public static readonly REMOVE = 'cdk8s-flux-instance-sync/Patches.REMOVE';

  /**
   * A patch of JSON 6902 operations, applied in order to every object that the target selects.
   *
   * @param target The objects to patch.
   * @param operations The operations, such as `JsonPatch.add('/spec/wait', true)`. A value that JSON cannot write is an error. Write
   *   `Patches.REMOVE` for a `null` in a value.
   */
  public static json6902(target: PatchTarget, ...operations: JsonPatch[]): KustomizePatch {
    const written = operations.map((operation, index) => readOperation(operation, `operations[${index}]`));
    return { patch: writeJson(copyValue('Patches.json6902', written, 'operations')), target };
  }

  /**
   * A strategic merge patch: its fields are merged into the object. `null`, or `Patches.REMOVE`, removes a field.
   *
   * @param fields The fields to set, with `apiVersion`, `kind` and `metadata.name`.
   * @param target The objects to patch. Default: the one object that has the patch's apiVersion, kind, name and namespace.
   *
   * @exampleMetadata fixture=chart
   * @example
   * const scaling = Patches.strategicMerge({
   *   'apiVersion': 'apps/v1',
   *   'kind': 'Deployment',
   *   'metadata': { name: 'source-controller' },
   *   'spec': { replicas: Patches.REMOVE },
   * }, { kind: 'Deployment', name: 'source-controller' });
   * new FluxInstance(chart, 'flux', { patches: [scaling] });
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- jsii: an object of any shape
  public static strategicMerge(fields: any, target?: PatchTarget): KustomizePatch {
    const written = copyValue('Patches.strategicMerge', fields, 'fields');
    if (!isObject(written)) {
      throw new ProblemsError('Patches.strategicMerge', [{ code: 'INPUT_TYPE', path: 'fields', rule: 'must be an object', received: fields }]);
    }
    // Python passes an omitted struct as an empty one.
    const selects = readMembers(target)?.some(([, value]) => value !== undefined) ?? target !== undefined;
    return { patch: writeJson(written), ...selects ? { target } : {} };
  }

  private constructor() {}
}

/** Several copies of cdk8s may be loaded, so a JsonPatch is told by its method, which is internal to cdk8s. */
function readOperation(operation: unknown, path: string): unknown {
  try {
    const written = (operation as { _toJson(): unknown })._toJson();
    if (isObject(written)) {
      return written;
    }
  } catch {
    // No such method, or a getter or proxy that throws.
  }
  throw new ProblemsError('Patches.json6902', [{
    code: 'INPUT_TYPE', path, rule: 'must be a JsonPatch of cdk8s', received: operation, remedy: 'write JsonPatch.add(path, value) or one of its other methods',
  }]);
}

/** A copy of a value of the user's as plain JSON, for which each member is read once. */
function copyValue(subject: string, value: unknown, path: string): unknown {
  const sink = new ProblemSink([path]);
  const copy = copyJson(value, sink, 'INPUT_TYPE');
  if (sink.problems.length > 0) {
    throw new ProblemsError(subject, sink.problems);
  }
  return copy;
}

/** What JSON may hold as it is, and a reader of YAML takes for a line break or refuses. */
const UNPRINTABLE_CHARACTERS = new RegExp(UNPRINTABLE, 'g');

/** Go sorts and Java shuffles the keys of a map on their way here: sorted, every language gives the same text. */
function writeJson(value: unknown): string {
  const json = JSON.stringify(value, (_key, child: unknown) => {
    if (typeof child !== 'object' || child === null || Array.isArray(child)) {
      return child === Patches.REMOVE ? null : child;
    }
    return Object.fromEntries(Object.entries(child).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
  return json.replace(UNPRINTABLE_CHARACTERS, escapeUnicode);
}
