/**
 * A Secret that the same app creates. The rules look at its keys, and at values where they are given; no message ever holds a value.
 */
export interface KnownSecret {
  readonly namespace: string;
  readonly name: string;
  /** The `type` in the manifest. @default - unset, which the API server stores as `Opaque` */
  readonly type?: string;
  /** The keys of `data` and `stringData`. */
  readonly keys: readonly string[];
  /** The decoded values by key. @default - only the keys are known, and rules about values stay silent */
  readonly values?: Readonly<Record<string, string>>;
}

/** Whether the Secret has a key, whatever its value. */
export function hasKey(secret: KnownSecret, key: string): boolean {
  return secret.keys.includes(key);
}

/** Whether the Secret has a key whose value is not known to be empty. */
export function hasText(secret: KnownSecret, key: string): boolean {
  return hasKey(secret, key) && readValue(secret, key) !== '';
}

/** The value of a key, or `undefined` where it is not known. */
export function readValue(secret: KnownSecret, key: string): string | undefined {
  return secret.values !== undefined && Object.hasOwn(secret.values, key) ? secret.values[key] : undefined;
}
