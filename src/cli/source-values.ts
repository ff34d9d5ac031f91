import { readFileSync } from 'node:fs';
import { parseDuration } from '../flux';
import * as instance from '../instance';
import * as options from '../options';
import { isObject, lazy } from '../util';
import { findPackageFile } from './package-file';
import type { PlainProps } from './typed-options';

/** A value of a program, in whatever language. */
export type SourceValue =
  | { readonly is: 'string'; readonly value: string }
  | { readonly is: 'boolean'; readonly value: boolean }
  | { readonly is: 'enum'; readonly type: string; readonly member: string }
  | { readonly is: 'duration'; readonly unit: 'hours' | 'minutes' | 'seconds' | 'millis'; readonly amount: number }
  | { readonly is: 'list'; readonly items: readonly SourceValue[]; readonly of: string | undefined }
  | { readonly is: 'map'; readonly entries: readonly (readonly [string, SourceValue])[] }
  | SourceStruct;

export interface SourceStruct {
  readonly is: 'struct';
  readonly type: string;
  readonly members: readonly (readonly [string, SourceValue])[];
}

/** What of an assembly of jsii says which type a prop has. */
interface TypeReference {
  readonly fqn?: string;
  readonly primitive?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: TypeReference };
}

interface TypeDescription {
  readonly kind: string;
  readonly interfaces?: readonly string[];
  readonly properties?: readonly { readonly name: string; readonly type: TypeReference }[];
}

/** The types of the public API, as jsii knows them: the assembly is part of the package. */
const readTypes = lazy(() => (JSON.parse(readFileSync(findPackageFile('.jsii'), 'utf8')) as { types: Readonly<Record<string, TypeDescription>> }).types);

const PACKAGE = 'cdk8s-flux-instance-sync';

/** The props of a sync with the types that a program needs. `undefined` where a value has no form in a program. */
export function toSourceStruct(props: PlainProps): SourceStruct | undefined {
  return toStruct(props, `${PACKAGE}.FluxInstanceSyncProps`);
}

function toStruct(values: Readonly<Record<string, unknown>>, fqn: string): SourceStruct | undefined {
  const properties = listProperties(fqn);
  const members = Object.entries(values).map(([name, value]) => {
    const type = properties.get(name);
    return [name, type === undefined ? undefined : toSource(value, type)] as const;
  });
  return isComplete(members) ? { is: 'struct', type: toName(fqn), members } : undefined;
}

function isComplete(entries: readonly (readonly [string, SourceValue | undefined])[]): entries is readonly (readonly [string, SourceValue])[] {
  return entries.every(([, value]) => value !== undefined);
}

function listProperties(fqn: string): ReadonlyMap<string, TypeReference> {
  const { interfaces = [], properties = [] } = readTypes()[fqn];
  return new Map([...interfaces.flatMap((base) => [...listProperties(base)]), ...properties.map(({ name, type }) => [name, type] as const)]);
}

function toName(fqn: string): string {
  return fqn.slice(fqn.lastIndexOf('.') + 1);
}

function toSource(value: unknown, { fqn, collection }: TypeReference): SourceValue | undefined {
  if (collection?.kind === 'array' && Array.isArray(value)) {
    const items = value.map((item) => toSource(item, collection.elementtype));
    const of = collection.elementtype.fqn;
    return items.every((item) => item !== undefined) ? { is: 'list', items, of: of === undefined ? undefined : toName(of) } : undefined;
  }
  if (collection?.kind === 'map' && isObject(value)) {
    const entries = Object.entries(value).map(([key, member]) => [key, toSource(member, collection.elementtype)] as const);
    return isComplete(entries) ? { is: 'map', entries } : undefined;
  }
  if (fqn === 'cdk8s.Duration' && typeof value === 'string') {
    return toDuration(value);
  }
  if (fqn !== undefined && typeof value === 'string') {
    return toEnum(value, toName(fqn));
  }
  if (fqn !== undefined && isObject(value)) {
    return toStruct(value, fqn);
  }
  return typeof value === 'string' ? { is: 'string', value } : typeof value === 'boolean' ? { is: 'boolean', value } : undefined;
}

/** The enums are exported by the names that they have in every language. */
const ENUMS: Readonly<Record<string, unknown>> = { ...instance, ...options };

function toEnum(value: string, type: string): SourceValue | undefined {
  const members = ENUMS[type];
  const member = isObject(members) ? Object.entries(members).find(([, each]) => each === value)?.[0] : undefined;
  return member === undefined ? undefined : { is: 'enum', type, member };
}

const UNITS = [['hours', 3_600_000], ['minutes', 60_000], ['seconds', 1000], ['millis', 1]] as const;

function toDuration(text: string): SourceValue | undefined {
  const nanoseconds = parseDuration(text);
  if (nanoseconds === undefined || nanoseconds % 1_000_000n !== 0n) {
    return undefined;
  }
  const milliseconds = Number(nanoseconds / 1_000_000n);
  const [unit, length] = UNITS.find(([, each]) => milliseconds > 0 && milliseconds % each === 0) ?? UNITS[3];
  return { is: 'duration', unit, amount: milliseconds / length };
}
