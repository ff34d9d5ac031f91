/** Where a value is. Kept apart from the object, so that nothing which prints the object can print a plain value. */
export type SecretOrigin =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'plainText'; readonly text: string };

const ORIGINS = new WeakMap<object, SecretOrigin>();

/**
 * A value of a Secret: where to find it. However it is printed, it never shows the value.
 */
export class SecretValue {
  /**
   * A value that a file holds, as UTF-8 text. Errors name the file.
   *
   * @param path the file, relative to the working directory
   */
  public static fromFile(path: string): SecretValue {
    return new SecretValue(`file ${path}`, { kind: 'file', path });
  }

  /**
   * A value that an environment variable holds. Errors name the variable.
   *
   * @param variable the variable's name
   */
  public static fromEnvironment(variable: string): SecretValue {
    return new SecretValue(`environment variable ${variable}`, { kind: 'environment', variable });
  }

  /**
   * A value that stands in the program's own text, which is seldom a place for secrets: prefer a file or an environment variable.
   *
   * @param value the value
   */
  public static unsafePlainText(value: string): SecretValue {
    return new SecretValue('plain text', { kind: 'plainText', text: value });
  }

  private constructor(private readonly origin: string, source: SecretOrigin) {
    ORIGINS.set(this, source);
  }

  /**
   * Says where the value is, never the value.
   */
  public toString(): string {
    return `SecretValue(${this.origin})`;
  }

  /**
   * Says where the value is, never the value.
   */
  public toJSON(): string {
    return this.toString();
  }
}

/** Where the value is, or `undefined` for anything that is no SecretValue. */
export function findSecretOrigin(value: unknown): SecretOrigin | undefined {
  return typeof value === 'object' && value !== null ? ORIGINS.get(value) : undefined;
}
