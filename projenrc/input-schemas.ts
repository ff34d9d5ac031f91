import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLUSTER_NAME } from '../src/fleet/clusters';
import type { FleetClusterProps } from '../src/fleet/props';
import { VARIABLE_VALUES } from '../src/fleet/variables';
import { boolean, field, required, struct } from '../src/input';
import type { Fields } from '../src/input';
import { FLUX_INSTANCE } from '../src/instance/manifest';
import { SYNC_PROPS } from '../src/instance/props';
import { toJsonSchema } from './json-schema';
import type { JsonSchema } from './json-schema';
import { ROOT } from './work-folder';

/** The folder of the schemas: part of the package. */
export const SCHEMAS = 'schemas';

/** The JSON schemas of the files that people write, by their names in the folder. */
export function writeInputSchemas(): Readonly<Record<string, string>> {
  return {
    'cluster-list.json': `${JSON.stringify(describeClusterList())}\n`,
    'flux-instance.json': `${JSON.stringify(describeFluxInstance())}\n`,
  };
}

/** Constructs cannot be written in a file. */
const { patchTargets: _, ...SYNC_FIELDS } = Object.fromEntries(SYNC_PROPS.fields);

/** One cluster of a list, without its name. */
const CLUSTER = struct({
  ...SYNC_FIELDS as unknown as Omit<Fields<FleetClusterProps>, 'variables' | 'patchChart'>,
  variables: field(VARIABLE_VALUES),
  patchChart: field(boolean),
} satisfies Fields<FleetClusterProps>);

/** A variable of a fleet, and one of Flux's substitution. */
const FLEET_VARIABLE = '\\$\\((?:cluster|var)\\.';
const FLUX_VARIABLE = '\\$\\{';

function describeClusterList(): JsonSchema {
  const describe = readDescriptions('FleetClusterProps');
  const custom = { 'acknowledge.code': { type: 'string' } };
  const cluster = toJsonSchema(CLUSTER, { variable: FLEET_VARIABLE, layered: true, custom, describe }) as { readonly properties: object };
  const { properties } = toJsonSchema(struct({ cluster: required(CLUSTER_NAME) }), {
    custom, describe: () => 'Name of the cluster and of its file or folder.',
  }) as { readonly properties: object };
  const reference = { $ref: '#/definitions/cluster' };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'The clusters of a FluxFleet',
    type: 'object',
    properties: {
      defaults: { description: 'What all clusters of the list have in common.', allOf: [reference, { properties: { cluster: false } }] },
      clusters: { type: 'array', items: { allOf: [reference, { required: ['cluster'] }] } },
    },
    required: ['clusters'],
    additionalProperties: false,
    definitions: { cluster: { ...cluster, properties: { ...properties, ...cluster.properties } } },
  };
}

const STRINGS = { type: ['object', 'null'], additionalProperties: { type: ['string', 'null'] } };

function describeFluxInstance(): JsonSchema {
  const describe = readDescriptions('FluxInstanceProps');
  const name = { anyOf: [{ const: 'flux' }, { type: 'string', pattern: FLUX_VARIABLE }] };
  const schema = toJsonSchema(FLUX_INSTANCE, {
    variable: FLUX_VARIABLE,
    variablesInText: true,
    recognizedBy: ['apiVersion', 'kind'],
    describe: (path, isRequired) => describe(nameProp(path), isRequired),
    custom: {
      metadata: {
        type: 'object',
        properties: { name, namespace: { type: 'string' }, labels: STRINGS, annotations: STRINGS },
        required: ['name'],
      },
      status: true,
    },
  });
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: 'FluxInstance', ...schema as object };
}

/** The path of the prop that is the field of the manifest. */
function nameProp(path: string): string {
  return path.replace(/^spec\./, '').replace(/^kustomize\./, '').replace(/^storage\.class$/, 'storage.storageClass');
}

interface Assembly {
  readonly types: Readonly<Record<string, Type>>;
}

interface Type {
  readonly interfaces?: readonly string[];
  readonly properties?: readonly Property[];
}

interface Property {
  readonly name: string;
  readonly docs?: { readonly summary?: string; readonly default?: string };
  readonly type: TypeReference;
}

interface TypeReference {
  readonly fqn?: string;
  readonly collection?: { readonly elementtype: TypeReference };
}

/** What the API documentation says of a member of a struct, by its path. The compiler has it in the assembly. */
function readDescriptions(name: string): (path: string, isRequired: boolean) => string | undefined {
  const { types } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')) as Assembly;
  const find = (fqn: string | undefined, member: string): Property | undefined => {
    const type = fqn === undefined ? undefined : types[fqn];
    return type?.properties?.find((property) => property.name === member)
      ?? type?.interfaces?.map((base) => find(base, member)).find((found) => found !== undefined);
  };
  const findType = ({ fqn, collection }: TypeReference): string | undefined => (collection === undefined ? fqn : findType(collection.elementtype));
  return (path, isRequired) => {
    let property: Property | undefined;
    let fqn: string | undefined = `cdk8s-flux-instance-sync.${name}`;
    for (const member of path.split('.')) {
      property = find(fqn, member);
      fqn = property === undefined ? undefined : findType(property.type);
    }
    const { summary, default: whenMissing = '-' } = property?.docs ?? {};
    const value = whenMissing.replace(/^Duration\.minutes\((\d+)\)$/, '$1m');
    // What is written as code, such as an enum's member, is another value in a file.
    return summary === undefined || isRequired || /^-|[A-Z]\w*\./.test(value) ? summary : `${summary} Default: ${value}.`;
  };
}
