import { DURATION } from '../src/flux/durations';
import type { Field, Shape, StructShape } from '../src/input';

export type JsonSchema = Readonly<Record<string, unknown>> | boolean;

/** How input is written that a JSON schema is for. */
export interface SchemaOptions {
  /** What a variable looks like, such as `$(var.region)`: a string that holds one may be anything once it is replaced. */
  readonly variable?: string;
  /** Variables are replaced before the YAML is read: one may stand for `true` or `false`, too. */
  readonly variablesInText?: boolean;
  /** Members by which a file is recognized: they hold no variable. */
  readonly recognizedBy?: readonly string[];
  /** Structs lie on top of others: any member may be missing, and `null` removes what is below. Lists replace each other as a whole. */
  readonly layered?: boolean;
  /** What is said of a member, by its path without indices: `spec.sync.kind`. A required one has no default. */
  readonly describe: (path: string, isRequired: boolean) => string | undefined;
  /** Values that their own code reads, by path. Each must be here, so that none is forgotten. */
  readonly custom: Readonly<Record<string, JsonSchema>>;
}

/**
 * The JSON schema (draft 7) of what the reader of `src/input` reads by such a table. It accepts everything that the reader accepts; what depends on
 * several members, or on bytes, only the reader refuses.
 */
export function toJsonSchema(struct: StructShape, options: SchemaOptions): JsonSchema {
  return new Writer(options).write(struct, '', options.layered === true);
}

class Writer {
  constructor(private readonly options: SchemaOptions) {}

  public write(shape: Shape, path: string, isLayered: boolean): JsonSchema {
    switch (shape.type) {
      case 'string':
        return this.writeString(shape.rules);
      case 'boolean':
        return this.options.variablesInText === true ? this.orString({ type: 'boolean' }) : { type: 'boolean' };
      case 'duration':
        return { type: 'string', pattern: this.orVariable(DURATION.source) };
      case 'enum':
        return this.options.recognizedBy?.includes(path) === true ? { enum: shape.values } : this.orString({ enum: shape.values });
      case 'list':
        return { type: 'array', items: this.write(shape.of, path, false) };
      case 'map':
        return { type: 'object', additionalProperties: this.orNull(this.write(shape.of, path, isLayered), isLayered) };
      case 'struct':
        return this.writeStruct(shape, path, isLayered);
      case 'custom': {
        const schema = this.options.custom[path];
        if (schema === undefined) {
          throw new Error(`${path} is read by its own code: say in a schema what it looks like`);
        }
        return schema;
      }
    }
  }

  private writeStruct({ fields }: StructShape, path: string, isLayered: boolean): JsonSchema {
    const required = isLayered ? [] : [...fields].filter(([, field]) => field.required === true).map(([name]) => name);
    return {
      type: 'object',
      properties: Object.fromEntries([...fields].map(([name, field]) => [name, this.writeMember(field, path === '' ? name : `${path}.${name}`, isLayered)])),
      ...required.length === 0 ? {} : { required },
      additionalProperties: false,
    };
  }

  private writeMember({ shape, required }: Field, path: string, isLayered: boolean): JsonSchema {
    const schema = this.orNull(this.write(shape, path, isLayered), isLayered);
    const description = this.options.describe(path, required === true && !isLayered);
    return description === undefined || typeof schema === 'boolean' ? schema : { description, ...schema };
  }

  private writeString({ empty = 'refused', maxLength, form }: (Shape & { readonly type: 'string' })['rules']): JsonSchema {
    return {
      type: 'string',
      ...empty === 'refused' ? { minLength: 1 } : {},
      // In bytes for the reader: a string with more characters has more of them, too.
      ...maxLength === undefined || this.options.variable !== undefined ? {} : { maxLength },
      ...form?.pattern === undefined ? {} : { pattern: this.orVariable(form.pattern) },
    };
  }

  private orVariable(pattern: string): string {
    return this.options.variable === undefined ? pattern : `${pattern}|${this.options.variable}`;
  }

  /** The schema of a value in whose place a variable may be. */
  private orString(schema: JsonSchema): JsonSchema {
    const { variable } = this.options;
    return variable === undefined ? schema : { anyOf: [schema, { type: 'string', pattern: variable }] };
  }

  private orNull(schema: JsonSchema, isLayered: boolean): JsonSchema {
    if (!isLayered || typeof schema === 'boolean') {
      return schema;
    }
    const { type, anyOf } = schema as { type?: string; anyOf?: readonly object[] };
    return type !== undefined ? { ...schema, type: [type, 'null'] }
      : anyOf !== undefined ? { ...schema, anyOf: [...anyOf, { type: 'null' }] }
        : schema;
  }
}
