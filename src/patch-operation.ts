/**
 * One JSON 6902 operation of a patch, for `Patches.json6902`.
 *
 * Paths are JSON pointers: `/spec/interval`; `~1` stands for `/` and `~0` for `~` within a key.
 */
export class PatchOperation {
  /**
   * Sets a field, or inserts a list entry. `-` as last part of the path appends.
   *
   * @param path Where: the parent must exist.
   * @param value What to set.
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- jsii: any JSON value
  public static add(path: string, value: any): PatchOperation {
    return new PatchOperation({ op: 'add', path, value });
  }

  /**
   * Removes a field or a list entry, which must exist.
   *
   * @param path Which.
   */
  public static remove(path: string): PatchOperation {
    return new PatchOperation({ op: 'remove', path });
  }

  /**
   * Replaces a field or a list entry. Like kustomize, it sets a field that does not exist yet.
   *
   * @param path Which.
   * @param value The new value.
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- jsii: any JSON value
  public static replace(path: string, value: any): PatchOperation {
    return new PatchOperation({ op: 'replace', path, value });
  }

  /**
   * Moves a value to another place.
   *
   * @param fromPath Where it is.
   * @param path Where it goes.
   */
  public static move(fromPath: string, path: string): PatchOperation {
    return new PatchOperation({ op: 'move', from: fromPath, path });
  }

  /**
   * Copies a value to another place.
   *
   * @param fromPath Where it is.
   * @param path Where the copy goes.
   */
  public static copy(fromPath: string, path: string): PatchOperation {
    return new PatchOperation({ op: 'copy', from: fromPath, path });
  }

  /**
   * Fails the synthesis unless the value is there.
   *
   * @param path Where.
   * @param value What must be there.
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- jsii: any JSON value
  public static test(path: string, value: any): PatchOperation {
    return new PatchOperation({ op: 'test', path, value });
  }

  private constructor(private readonly operation: Record<string, unknown>) {}

  /**
   * @internal
   */
  public _toJson(): Record<string, unknown> {
    return this.operation;
  }
}
