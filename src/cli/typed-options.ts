import { isDeepStrictEqual } from 'node:util';
import { FLUX_NAMESPACE } from '../flux';
import { writeFields } from '../input';
import type { Shape, StructShape } from '../input';
import { readProps, RuntimeChecks, UnmatchedPatches } from '../instance';
import type { SyncSpec } from '../instance';
import { parseDocuments } from '../kustomize';
import { renderSync } from '../operator';
import type { RenderedSync } from '../operator';
import { OPTION_STRUCTS } from '../options';
import type { KustomizePatch } from '../options';
import { ProblemSink } from '../problems';
import { isObject } from '../util';
import type { KubeObject } from '../util';
import { writeYaml } from './write-yaml';

/** The props of a `FluxInstanceSync` as plain data: enums and durations are strings. */
export type PlainProps = Readonly<Record<string, unknown>>;

/** What the program of these props would emit. */
export function renderProps(props: PlainProps): RenderedSync {
  return renderSync(readProps(props, undefined, 'data'), { labels: {}, patchTargets: [] });
}

/**
 * The props for a sync that emit these objects. Patches become typed options as far as the objects stay the same, which each step checks by rendering
 * them. `undefined` where no props emit them.
 */
export function findProps(spec: SyncSpec, objects: readonly KubeObject[]): PlainProps | undefined {
  const base = withChecks(writePlainProps(spec), objects);
  if (base === undefined) {
    return undefined;
  }
  let props = base;
  for (const patch of spec.patches) {
    props = moveIntoOptions(props, patch, objects);
  }
  // The checks that the patches needed may no longer be needed.
  const { unmatchedPatches, runtimeChecks, ...rest } = props;
  return withChecks(rest, objects) ?? props;
}

function writePlainProps(spec: SyncSpec): PlainProps {
  const { kind, url, ref, path, name, interval, pullSecret, provider, namespace, fluxVersion, multitenant, labels, annotations, patches } = spec;
  const maps = Object.entries({ labels, annotations }).filter(([, map]) => Object.keys(map).length > 0);
  return Object.fromEntries(Object.entries({
    kind,
    url,
    ref,
    path,
    name: name === namespace ? undefined : name,
    interval: interval === '1m0s' ? undefined : interval,
    pullSecret,
    provider,
    namespace: namespace === FLUX_NAMESPACE ? undefined : namespace,
    fluxVersion: fluxVersion === '2.x' ? undefined : fluxVersion,
    multitenant: multitenant ? true : undefined,
    commonMetadata: maps.length === 0 ? undefined : Object.fromEntries(maps),
    patches: patches.length === 0 ? undefined : patches,
  }).filter(([, value]) => value !== undefined));
}

/** The props with as strict checks as the sync can stand. */
function withChecks(props: PlainProps, objects: readonly KubeObject[]): PlainProps | undefined {
  const unmatched = { unmatchedPatches: UnmatchedPatches.IGNORE };
  const runtime = { runtimeChecks: RuntimeChecks.WARN };
  return [props, { ...props, ...unmatched }, { ...props, ...runtime }, { ...props, ...unmatched, ...runtime }]
    .find((candidate) => emits(candidate, objects));
}

function emits(props: PlainProps, objects: readonly KubeObject[]): boolean {
  const rendered = renderProps(props);
  return rendered.problems.length === 0 && isDeepStrictEqual(rendered.objects, objects);
}

/** Writes a patch as options: as a whole, else those of its parts that can be. What cannot be said so stays. */
function moveIntoOptions(props: PlainProps, patch: KustomizePatch, objects: readonly KubeObject[]): PlainProps {
  const patches = props.patches as readonly KustomizePatch[];
  const index = patches.indexOf(patch);
  const whole = tryOptions(props, patch, replaceAt(patches, index, []), objects);
  if (whole !== undefined) {
    return whole;
  }
  const { parts, write } = splitPatch(patch);
  let current = props;
  let kept = parts;
  for (const part of parts.length < 2 ? [] : parts) {
    const rest = kept.filter((other) => other !== part);
    const moved = tryOptions(current, write([part]), replaceAt(patches, index, rest.length === 0 ? [] : [write(rest)]), objects);
    if (moved !== undefined) {
      current = moved;
      kept = rest;
    }
  }
  return current;
}

function replaceAt<T>(list: readonly T[], index: number, items: readonly T[]): readonly T[] {
  return [...list.slice(0, index), ...items, ...list.slice(index + 1)];
}

interface PatchParts {
  readonly parts: readonly unknown[];
  /** The patch with only these parts. */
  readonly write: (parts: readonly unknown[]) => KustomizePatch;
}

/** The operations of a JSON 6902 patch, or the fields under `spec` of a strategic merge patch. */
function splitPatch({ patch, target }: KustomizePatch): PatchParts {
  const documents = parseDocuments(patch, new ProblemSink()) ?? [];
  const [document] = documents;
  const writeWith = (content: unknown) => ({ patch: writeYaml([content]), ...target === undefined ? {} : { target } });
  if (documents.length === 1 && Array.isArray(document)) {
    return { parts: document, write: writeWith };
  }
  if (documents.length === 1 && isObject(document) && isObject(document.spec)) {
    const fields = Object.entries(document.spec);
    return { parts: fields, write: (parts) => writeWith({ ...document, spec: Object.fromEntries(parts as typeof fields) }) };
  }
  return { parts: [], write: writeWith };
}

/** The props with options in the place of a patch, if they say all that it does to the sync's own objects, and it does nothing to others. */
function tryOptions(
  props: PlainProps, patch: KustomizePatch, patches: readonly KustomizePatch[], objects: readonly KubeObject[],
): PlainProps | undefined {
  const { patches: _, ...others } = props;
  const alone = { ...others, unmatchedPatches: UnmatchedPatches.IGNORE, runtimeChecks: RuntimeChecks.OFF };
  const [before, after] = [renderProps(alone), renderProps({ ...alone, patches: [patch] })];
  const isForOthers = after.unapplied.length > 0;
  if (before.problems.length + after.problems.length > 0 || isForOthers || before.objects.length !== after.objects.length) {
    return undefined;
  }
  let candidate: PlainProps = { ...others, ...patches.length === 0 ? {} : { patches } };
  for (const [place, object] of after.objects.entries()) {
    const changed = setChangedFields(candidate, before.objects[place], object);
    if (changed === undefined) {
      return undefined;
    }
    candidate = changed;
  }
  // A patch that does nothing is kept: it may be there for a time to come.
  return isDeepStrictEqual(before.objects, after.objects) || !emits(candidate, objects) ? undefined : candidate;
}

/** The props with options for every field that differs. `undefined` where one has no option. */
function setChangedFields(props: PlainProps, before: KubeObject, after: KubeObject): PlainProps | undefined {
  const [old, current] = [before.spec, after.spec];
  const root = OPTION_STRUCTS.find(({ kind }) => kind === after.kind);
  if (root === undefined || !isObject(old) || !isObject(current) || !isDeepStrictEqual({ ...before, spec: 0 }, { ...after, spec: 0 })) {
    return undefined;
  }
  const fields = [...new Set([...Object.keys(old), ...Object.keys(current)])].filter((field) => !isDeepStrictEqual(old[field], current[field]));
  let changed = props;
  for (const field of fields) {
    const value = current[field];
    const options = value === undefined ? undefined : readOptions(root.struct, { [field]: value });
    if (options !== undefined) {
      const given = isObject(changed[root.prop]) ? changed[root.prop] as object : {};
      const { ref, ...withoutRef } = changed;
      changed = { ...Object.hasOwn(options, 'ref') ? withoutRef : changed, [root.prop]: { ...given, ...options } };
    } else if (after.kind !== 'Kustomization' && field === 'interval') {
      changed = { ...changed, interval: value };
    } else {
      return undefined;
    }
  }
  return changed;
}

/** The options that write these upstream fields: the reverse of `writeFields`. `undefined` where no options write exactly these. */
function readOptions(struct: StructShape, upstream: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  const values = readStructOptions(struct, upstream);
  return isDeepStrictEqual(writeFields(struct, values), upstream) ? values : undefined;
}

function readStructOptions({ fields }: StructShape, upstream: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...fields].flatMap(([name, { shape, to }]) => {
    const steps = (to ?? name).split('.');
    const value = steps.reduce<unknown>((parent, step) => (isObject(parent) && Object.hasOwn(parent, step) ? parent[step] : undefined), upstream);
    return value === undefined ? [] : [[name, readOption(shape, value)]];
  }));
}

function readOption(shape: Shape, value: unknown): unknown {
  if (shape.type === 'struct' && isObject(value)) {
    return readStructOptions(shape, value);
  }
  return shape.type === 'list' && Array.isArray(value) ? value.map((item) => readOption(shape.of, item)) : value;
}
