/**
 * A JSON document as upstream's patch library holds it: scalars are their source text, because `test` compares texts. An unset value is a null
 * that an operation wrote without giving a value to read; it equals no other null.
 */
export type JsonValue = null | JsonScalar | JsonArray | JsonObject;
export type JsonObject = Map<string, JsonValue>;
export type JsonArray = JsonValue[];

export class JsonScalar {
  constructor(public readonly text: string) {}
}

/** What an operation with the value null writes. */
export const WRITTEN_NULL = new JsonScalar('null');
