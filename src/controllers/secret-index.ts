/**
 * A Secret that the same app creates. The rules look at its keys, and at values where they are given. No message ever has a value in it.
 */
export interface KnownSecret {
  readonly namespace: string;
  readonly name: string;
  /** The `type` in the manifest. @default - unset, which the API server stores as `Opaque` */
  readonly type?: string;
  /** The keys of `data` and `stringData`. */
  readonly keys: readonly string[];
  /** The decoded values by key. @default - only the keys are known, and rules about values find nothing */
  readonly values?: Readonly<Record<string, string>>;
}

/** Finds the Secrets of an app by namespace and name. */
export interface SecretIndex {
  find(namespace: string, name: string): KnownSecret | undefined;
  /** The namespaces that have a Secret of that name. */
  findNamespaces(name: string): readonly string[];
}

/** Makes an index of Secrets. Of several with the same name the first counts. */
export function indexSecrets(secrets: readonly KnownSecret[]): SecretIndex {
  const byName = new Map<string, Map<string, KnownSecret>>();
  for (const secret of secrets) {
    const byNamespace = byName.get(secret.name) ?? new Map<string, KnownSecret>();
    byName.set(secret.name, byNamespace);
    if (!byNamespace.has(secret.namespace)) {
      byNamespace.set(secret.namespace, secret);
    }
  }
  return {
    find: (namespace, name) => byName.get(name)?.get(namespace),
    findNamespaces: (name) => [...byName.get(name)?.keys() ?? []],
  };
}

/** Whether the Secret has a key, whatever its value. */
export function hasKey(secret: KnownSecret, key: string): boolean {
  return secret.keys.includes(key);
}

/** Whether the Secret has a key whose value is not known to be empty. */
export function hasValue(secret: KnownSecret, key: string): boolean {
  return hasKey(secret, key) && readValue(secret, key) !== '';
}

/** The value of a key, or `undefined` where it is not known. */
export function readValue(secret: KnownSecret, key: string): string | undefined {
  return secret.values !== undefined && Object.hasOwn(secret.values, key) ? secret.values[key] : undefined;
}
