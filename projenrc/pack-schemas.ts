/** The part of a CustomResourceDefinition that says what its objects look like. */
export interface Crd {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean; readonly schema: { readonly openAPIV3Schema: unknown } }[];
  };
}

/** The schemas of CRDs by apiVersion and kind, without the CEL rules that say nothing about a new object. */
export function packSchemas(crds: readonly Crd[]): Record<string, unknown> {
  return Object.fromEntries(crds.flatMap(({ spec }) => spec.versions
    .filter(({ served }) => served)
    .map(({ name, schema }) => [`${spec.group}/${name}/${spec.names.kind}`, packSchema(schema.openAPIV3Schema)])));
}

function packSchema(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => (
    key === 'x-kubernetes-validations' ? (value as { rule: string }[]).filter(isForCreation) : value
  ));
}

/** A rule that compares with the old object says nothing about one that is new. */
function isForCreation({ rule }: { readonly rule: string }): boolean {
  return !/\boldSelf\b/.test(rule);
}
