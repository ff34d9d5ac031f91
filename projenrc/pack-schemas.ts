import { type ASTNode, type CelEnvironment, loadCel } from '../src/schema/load-cel';

/**
 * The schemas of CRDs by apiVersion and kind. Every CEL rule must be one that we can evaluate, and gets the field without which it cannot be broken.
 */
export function packSchemas(crds: readonly any[]): Record<string, unknown> {
  const environment = new (loadCel().Environment)({ unlistedVariablesAreDyn: true });
  const pack = (schema: any): unknown => JSON.parse(JSON.stringify(schema), (key, value) =>
    key === 'x-kubernetes-validations'
      ? value.filter(isForCreation).map((rule: any) => ({ ...rule, needs: findNeeded(parseRule(rule.rule, environment)) }))
      : value);
  return Object.fromEntries(crds.flatMap(({ spec }) => spec.versions
    .filter((version: any) => version.served)
    .map((version: any) => [`${spec.group}/${version.name}/${spec.names.kind}`, pack(version.schema.openAPIV3Schema)])));
}

/** A rule that compares with the old object says nothing about one that is new. */
function isForCreation({ rule }: { readonly rule: string }): boolean {
  return !/\boldSelf\b/.test(rule);
}

/** Throws where the text is no CEL, or calls a function that the library does not have. */
function parseRule(rule: string, environment: CelEnvironment): ASTNode {
  const expression = environment.parse(rule);
  const { error } = expression.check();
  if (error !== undefined) {
    throw error;
  }
  return expression.ast;
}

/** A rule of the form `… || !has(self.field) || …` holds, whatever the rest says, where the field is absent. */
function findNeeded(node: ASTNode): string | undefined {
  if (node.op === '||') {
    const [left, right] = node.args;
    return findNeeded(left) ?? findNeeded(right);
  }
  if (node.op !== '!_' || node.args.op !== 'call') {
    return undefined;
  }
  const [name, [field]] = node.args.args;
  return name === 'has' && field.op === '.' && field.args[0].op === 'id' && field.args[0].args === 'self' ? field.args[1] : undefined;
}
