import { findMembers } from '../input';
import type { GivenMember, Shape, StructShape } from '../input';
import { findOption, OPTION_STRUCTS } from '../options';
import { formatFieldPath } from '../problems';
import { isObject } from '../util';
import { SyncKind } from './props';

/** What an instance was written in: it decides how fields are named. A manifest has no typed options. */
export type InputForm = 'props' | 'manifest';

/**
 * How the author of an input sets a field of the sync's objects that no plain field sets: by a typed option, or, in a manifest, by a patch. A patch
 * replaces the whole field of `spec`, as the options do.
 *
 * @param field such as `spec.ref.semver`
 */
export function describeSetting(
  form: InputForm, kind: string, field: string, value = '…', optionsField: readonly string[] = [],
): string | undefined {
  if (form === 'props') {
    const option = findOption(kind, field);
    return option === undefined ? undefined : `set ${formatFieldPath([...optionsField, option])}`;
  }
  const [, top, ...below] = field.split('.');
  return `add ${writePatch(kind, top, below.reduceRight((inner, key) => `{${key}: ${inner}}`, value))} to spec.kustomize.patches`;
}

/** A patch that sets one field of `spec`, as it is written in a manifest. */
function writePatch(kind: string, field: string, value: string): string {
  return `{target: {kind: ${kind}}, patch: '- {op: add, path: /spec/${field}, value: ${value}}'}`;
}

/** How a sync, in whatever form, says what the objects call so. */
const OBJECT_FIELDS: ReadonlyMap<string, string> = new Map([
  ['secretRef', 'write the name of the Secret as pullSecret'],
  ['endpoint', 'write it as url'],
  ['bucketName', 'write it as ref'],
  ['sourceRef', 'leave it out: the Kustomization reads from the source of this sync'],
]);

/** How props say what a FluxInstance calls so. */
const MANIFEST_FIELDS: ReadonlyMap<string, string> = new Map([
  ['version', 'write it as fluxVersion'],
  ['distribution', 'write its version as fluxVersion'],
  ['cluster', 'write its multitenant as multitenant'],
  ['kustomize', 'write its patches as patches'],
  ['labels', 'write it as commonMetadata.labels'],
  ['annotations', 'write it as commonMetadata.annotations'],
  ['metadata', 'write its namespace as namespace'],
  ['spec', 'write its members in place of it'],
  ['sync', 'write its members in place of it'],
]);

/** More places than this do not help. */
const MAX_PLACES = 2;

/**
 * Where a prop of a whole instance belongs that stands in the wrong place: `url` is `sync.url`, `prune` is `sync.kustomization.prune`. `undefined` for
 * names that no place has, or too many.
 */
export function explainInstanceProp({ path, ...member }: GivenMember, props: StructShape): string | undefined {
  const isSync = path === SYNC || path.startsWith(`${SYNC}.`);
  const explained = isSync ? explainProp({ ...member, path: path.slice(SYNC.length + 1) }, `${SYNC}.`) : undefined;
  return explained ?? (path === '' || path === SYNC
    ? writeAs(findPlaces(props, '', member.name, member.value).filter((place) => place !== joinPath(path, member.name))) : undefined);
}

/** The prop that has the sync of an instance. */
const SYNC = 'sync';

/** Where a prop of a sync belongs that stands in the wrong place: `prune` is `kustomization.prune`. `undefined` for names that no place has. */
export function explainProp({ path, name, value, members }: GivenMember, below = ''): string | undefined {
  const own = OPTION_STRUCTS.find(({ prop }) => prop === path);
  if (path !== '' && own === undefined) {
    return undefined;
  }
  const kind = own === undefined ? members.get('kind') : own.kind;
  const ref = explainRef('props', kind, name, value);
  if (ref !== undefined) {
    return ref;
  }
  const isPlain = own !== undefined && PLAIN_PROPS.includes(name);
  return isPlain ? `write it as ${below}${name}` : OBJECT_FIELDS.get(name) ?? (own === undefined && below === '' ? MANIFEST_FIELDS.get(name) : undefined)
    ?? writeAs(listOptions(kind, name, value).map(({ prop, place }) => `${prop}.${place}`).filter((place) => place !== joinPath(path, name)).map((place) => `${below}${place}`));
}

/** The plain props that are fields of an object as well. */
const PLAIN_PROPS: readonly string[] = ['kind', 'url', 'path', 'interval', 'provider', 'name', 'namespace', 'pullSecret'];

/**
 * Where a field of a manifest belongs that stands in the wrong place: another place of the FluxInstance, or the source and the Kustomization, which
 * only patches reach.
 */
export function explainManifestField({ path, name, value, members }: GivenMember, spec: StructShape): string | undefined {
  const isSync = path === 'spec.sync';
  const sync = isSync ? Object.fromEntries(members) : members.get('sync');
  const kind = isObject(sync) ? sync.kind : undefined;
  const plain = isSync ? explainRef('manifest', kind, name, value) ?? OBJECT_FIELDS.get(name) : undefined;
  if (plain !== undefined) {
    return plain;
  }
  const place = name === 'namespace' ? 'write it as metadata.namespace'
    : writeAs(findPlaces(spec, 'spec', name, value));
  const patches = isSync || (path === 'spec' && place === undefined)
    ? listOptions(kind, name, value).map(({ target, field, shape }) => describeSetting('manifest', target, `spec.${field}`, showValue(shape, value)))
    : [];
  const patch = patches.length > 1 ? `${patches[0]}, or the same for the kind Kustomization` : patches[0];
  return patch === undefined || place === undefined ? patch ?? place : `${place}, or ${patch}`;
}

interface Option {
  readonly prop: string;
  readonly target: string;
  /** Below the prop. */
  readonly place: string;
  /** Below the `spec` of the target. */
  readonly field: string;
  readonly shape: Shape;
}

/** The options that a name may stand for: those of the source, and those of the Kustomization. Where only some may have that value, those. */
function listOptions(kind: unknown, name: string, value: unknown): readonly Option[] {
  const isKnown = Object.values<unknown>(SyncKind).includes(kind);
  const found = OPTION_STRUCTS.filter((each) => each.kind === 'Kustomization' || !isKnown || each.kind === kind).flatMap(({ prop, kind: target, struct }) => (
    findMembers(struct, name).map(({ path, shape }) => ({ prop, target, place: path, field: findUpstreamField(struct, path, name), shape }))));
  const fitting = found.filter(({ shape }) => mayHold(shape, value));
  return fitting.length > 0 ? fitting : found;
}

/** `certSecretRef` of either name, and `postBuild.substitute` below its parent. */
function findUpstreamField(struct: StructShape, path: string, name: string): string {
  const [member, ...below] = path.split('.');
  const to = struct.fields.get(member)?.to ?? member;
  return [member === name ? to : to.split('.')[0], ...below].join('.');
}

/** All places below a path of a FluxInstance that have a field of that name, and may have such a value. */
function findPlaces(struct: StructShape, path: string, name: string, value: unknown): string[] {
  return [...struct.fields].flatMap(([member, { shape }]) => [
    ...member === name && mayHold(shape, value) ? [joinPath(path, member)] : [],
    ...shape.type === 'struct' ? findPlaces(shape, joinPath(path, member), name, value) : [],
  ]);
}

function joinPath(path: string, member: string): string {
  return path === '' ? member : `${path}.${member}`;
}

function mayHold({ type }: Shape, value: unknown): boolean {
  return Array.isArray(value) ? type === 'list' : isObject(value) ? type === 'struct' || type === 'map' : type !== 'list' && type !== 'struct' && type !== 'map';
}

function writeAs(places: readonly string[]): string | undefined {
  return places.length === 0 || places.length > MAX_PLACES ? undefined : `write it as ${places.join(' or ')}`;
}

/** A value that is certainly no secret. */
function showValue({ type }: Shape, value: unknown): string {
  const isPlain = (type === 'boolean' && typeof value === 'boolean') || ((type === 'duration' || type === 'enum') && typeof value === 'string' && /^[\w.-]{1,50}$/.test(value));
  return isPlain ? String(value) : '…';
}

/** What each kind's plain `ref` is, by the member of the object's `ref` that it stands for. */
const REF_FORMS: ReadonlyMap<unknown, Readonly<Record<string, string>>> = new Map<unknown, Readonly<Record<string, string>>>([
  [SyncKind.GIT_REPOSITORY, { name: '', branch: 'refs/heads/', tag: 'refs/tags/' }],
  [SyncKind.OCI_REPOSITORY, { tag: '' }],
]);

/** The members of an object's `ref`, in the order in which one is named. */
const REF_MEMBERS: readonly string[] = ['commit', 'digest', 'semver', 'tag', 'branch', 'name'];

/** What to write for a `ref` as the objects have it, `{ branch: main }`, or for one of its members in place of the `ref`. */
function explainRef(form: InputForm, kind: unknown, name: string, value: unknown): string | undefined {
  if (name === 'ref' && isObject(value)) {
    const given = REF_MEMBERS.filter((member) => typeof value[member] === 'string');
    const several = given.length > 1 && form === 'props' && typeof kind === 'string' ? findOption(kind, 'spec.ref') : undefined;
    return several === undefined ? given.map((member) => explainRefMember(form, kind, member, value[member])).find((each) => each !== undefined) : `write it as ${several}`;
  }
  return name === 'name' ? undefined : explainRefMember(form, kind, name, value);
}

function explainRefMember(form: InputForm, kind: unknown, member: string, value: unknown): string | undefined {
  const forms = REF_FORMS.get(kind);
  if (forms === undefined || typeof value !== 'string' || !REF_MEMBERS.includes(member) || !/^[!-~]{1,200}$/.test(value)) {
    return undefined;
  }
  if (Object.hasOwn(forms, member)) {
    return `write ${value.startsWith(forms[member]) ? '' : forms[member]}${value} as ref`;
  }
  if (findOption(String(kind), `spec.ref.${member}`)?.endsWith(`.${member}`) !== true) {
    // Only Git has branches, only OCI has digests.
    return undefined;
  }
  const setting = describeSetting(form, String(kind), `spec.ref.${member}`);
  // A manifest must have a ref, whatever replaces it.
  return form === 'props' ? setting : `write ${kind === SyncKind.GIT_REPOSITORY ? 'refs/heads/main' : 'latest'} as ref, and ${setting}`;
}
