import type { KubeObject } from '../harness/api-client';
import type { Random } from './random';
import type { Schema, ServedKind } from './read-crds';

/** Something for each pattern, format and use of a string in the CRDs. */
export const STRINGS = [
  'a', 'x.y', 'name-1', 'flux-system', 'generic', './deploy', 'main', 'refs/heads/main', '>=1.0.0', '1m0s', '30s', '1.5h', 'Secret',
  'https://example.com/fleet.git', 'ssh://git@example.com/fleet', 'http://proxy.example.com', 'oci://ghcr.io/my-org/fleet',
  `sha256:${'ab'.repeat(32)}`, 'status.ready == true', '- op: remove\n  path: /spec/suspend', 'apps/v1',
];

/** How many of the optional fields an object has: some have few, so that one mistake is the only one, some have many that exclude each other. */
const DENSITIES = [0.1, 0.25, 0.6];

/** An object of the kind with random fields of its schema. It breaks no bound of the schema, but maybe one of its rules. */
export function generateObject({ apiVersion, kind, schema }: ServedKind, random: Random): KubeObject {
  return {
    apiVersion,
    kind,
    metadata: {
      name: random.pick(['flux-system', 'a', 'x.y', 'name-1']),
      namespace: 'flux-system',
      ...(random.chance(0.3) && { labels: { 'team': 'a', 'example.com/tier': 'x.y' } }),
      ...(random.chance(0.3) && { annotations: { 'kustomize.toolkit.fluxcd.io/ssa': 'Ignore' } }),
    },
    spec: generateValue(schema, random, random.pick(DENSITIES)),
  };
}

function generateValue(schema: Schema, random: Random, density: number): unknown {
  if (schema.enum !== undefined) {
    return random.pick(schema.enum);
  }
  switch (schema.type) {
    case 'string':
      return random.pick(STRINGS.filter((value) => fits(value, schema)));
    case 'integer':
      return random.below(100);
    case 'boolean':
      return random.chance(0.5);
    case 'array':
      return Array.from({ length: random.below(3) }, () => generateValue(schema.items!, random, density));
    case 'object':
      return generateMap(schema, random, density);
    default:
      // Only `x-kubernetes-preserve-unknown-fields` leaves the type open.
      return random.pick<unknown>(['a', 1, true, { a: 'b' }]);
  }
}

function generateMap({ properties, additionalProperties, required }: Schema, random: Random, density: number): Record<string, unknown> {
  const fields = Object.entries(properties ?? {}).filter(([name]) => required?.includes(name) || random.chance(density));
  const further = additionalProperties && random.chance(0.5) ? [['a', additionalProperties], ['b_1', additionalProperties]] as const : [];
  return Object.fromEntries([...fields, ...further].map(([name, field]) => [name, generateValue(field, random, density)]));
}

function fits(value: string, { pattern, minLength = 0, maxLength = Infinity }: Schema): boolean {
  return value.length >= minLength && value.length <= maxLength && (pattern === undefined || new RegExp(pattern).test(value));
}
