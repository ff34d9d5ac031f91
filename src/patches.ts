import type { KustomizePatch, PatchTarget } from './patch';
import type { PatchOperation } from './patch-operation';

/**
 * Makes patches from operations and objects, without writing YAML.
 */
export class Patches {
  /**
   * A patch of JSON 6902 operations, applied in order to every object that the target selects.
   *
   * @param target The objects to patch.
   * @param operations The operations.
   */
  public static json6902(target: PatchTarget, ...operations: PatchOperation[]): KustomizePatch {
    return { patch: writeJson(operations.map((operation) => operation._toJson())), target };
  }

  /**
   * A strategic merge patch: its fields are merged into the object, `null` removes a field.
   *
   * @param fields The fields to set, with `apiVersion`, `kind` and `metadata.name`.
   * @param target The objects to patch. Default: the one object that has the patch's apiVersion, kind, name and namespace.
   */
  public static strategicMerge(fields: any, target?: PatchTarget): KustomizePatch {
    // Python passes an omitted struct as an empty one.
    const selects = target !== undefined && Object.values(target).some((value) => value !== undefined);
    return { patch: writeJson(fields), ...selects ? { target } : {} };
  }

  private constructor() {}
}

/** Go sorts and Java shuffles the keys of a map on their way here: sorted, every language gives the same text. */
function writeJson(value: unknown): string {
  return JSON.stringify(value, (_key, child: unknown) => {
    if (typeof child !== 'object' || child === null || Array.isArray(child)) {
      return child;
    }
    return Object.fromEntries(Object.entries(child).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
