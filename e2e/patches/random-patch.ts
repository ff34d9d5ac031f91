import type { Patch } from '../../src/kustomize';
import { escapePointer } from '../../src/util';
import type { KubeObject } from '../harness/api-client';
import { CaseRandom } from './case-random';
import { changeSome, pickKey, pickObjects, pickValue } from './random-objects';
import { mutateText, ODD_STRINGS, writeYaml } from './random-yaml';

/** What one kustomization builds. */
export interface PatchCase {
  readonly resources: string;
  readonly patches: readonly Patch[];
}

const PATTERNS = ['.*', 'w.*', 'web|cfg', '(?i)WEB', '[a-z]+', '^web$', 'we', '', 'sa', 'flux-system', '\\w+', '(', '[', '(?=a)', 'a{2,1}', '*', '\\pL+', 'x'];
const SELECTORS = [
  'app=web', 'app==web', 'app!=web', 'app', '!app', 'app in (web,b)', 'app notin (web)', 'tier>4', 'app=web,tier=front', 'app in (,)', 'b notin (5,,)', 'a notin (,)', 'a=b',
  'app in ()', ',', 'app,', ' app ', 'app=', 'a b', 'app in web', '-app', 'a/b/c', `app=${'x'.repeat(64)}`, 'app gt 1', 'app>x', 'example.com/a=b', '!app=web',
];

/** Objects and the patches over them: the same number gives the same case, on every machine. */
export function pickCase(seed: number): PatchCase {
  const random = new CaseRandom(seed);
  const objects = pickObjects(random);
  const text = objects.map((object) => writeYaml(object, random)).join('---\n');
  return {
    resources: random.isOdd('text', 0.1) ? mutateText(text, random) : text,
    patches: Array.from({ length: 1 + random.below(3) }, () => pickPatch(objects, random)),
  };
}

function pickPatch(objects: readonly KubeObject[], random: CaseRandom): Patch {
  const object = random.pick(objects);
  const isJson = random.chance(0.5);
  const text = isJson ? writeOperations(object, random) : writeMergePatch(object, random);
  const hasTarget = isJson ? !random.isOdd('targets', 0.02) : random.chance(0.7);
  return { patch: random.isOdd('text', 0.5) ? mutateText(text, random) : text, ...hasTarget && { target: pickTarget(object, random) } };
}

function pickTarget({ apiVersion, kind, metadata }: KubeObject, random: CaseRandom): Patch['target'] {
  const [version, group] = String(apiVersion).split('/').reverse();
  const chosen = Object.entries({ group, version, kind, name: metadata.name, namespace: metadata.namespace })
    .filter(([name, value]) => value !== undefined && random.chance(name === 'kind' ? 0.7 : 0.3))
    .map(([name, value]) => [name, random.isOdd('targets', 0.2) ? random.pick(PATTERNS) : String(value)]);
  const selectors = ['labelSelector', 'annotationSelector'].filter(() => random.isOdd('targets', 0.3)).map((name) => [name, random.pick(SELECTORS)]);
  return Object.fromEntries([...chosen, ...selectors]);
}

/** A strategic merge patch: part of an object, changed, with a directive here and there. */
function writeMergePatch(object: KubeObject, random: CaseRandom): string {
  const { apiVersion, kind, metadata: { name, namespace } } = object;
  const rate = random.pick([0, 0.1, 0.3]);
  const body = addDirectives(changeSome(thinOut(object, random, random.pick([0.2, 0.5])), random, rate), random) as KubeObject;
  const isNamed = !random.isOdd('targets', 0.1);
  return writeYaml({ ...body, apiVersion, kind, metadata: { ...body.metadata, name: isNamed ? name : 'other', ...namespace !== undefined && { namespace } } }, random);
}

/** Leaves members and elements out, but not the names that a merge goes by. */
function thinOut(value: unknown, random: CaseRandom, rate: number): unknown {
  if (Array.isArray(value)) {
    return value.filter(() => !random.chance(rate)).map((item) => thinOut(item, random, rate));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([key]) => key === 'name' || !random.chance(rate)).map(([key, child]) => [key, thinOut(child, random, rate)]))
    : value;
}

function addDirectives(value: unknown, random: CaseRandom): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => addDirectives(item, random));
    return random.isOdd('directives', 0.1) ? [...items, { $patch: random.pick(['replace', 'delete', 'merge', 'x']) }] : items;
  }
  if (typeof value !== 'object' || value === null) {
    return random.isOdd('directives', 0.1) ? null : value;
  }
  const members = Object.entries(value).map(([key, child]) => [key, addDirectives(child, random)]);
  const directive = random.isOdd('directives', 0.05) ? [['$patch', random.pick(['delete', 'replace', 'merge', 'delete', 'x'])]] : [];
  return Object.fromEntries(random.chance(0.5) ? [...members, ...directive] : [...directive, ...members]);
}

/** JSON 6902 operations, as JSON or as YAML, most of them on a field that is there. */
function writeOperations(object: KubeObject, random: CaseRandom): string {
  const pointers = listPointers(object);
  const operations = Array.from({ length: 1 + random.below(4) }, () => pickOperation(pointers, random));
  const pretty = random.chance(0.3) ? 2 : 0;
  return random.chance(0.4) ? JSON.stringify(operations, null, pretty) : writeYaml(operations, random);
}

function pickOperation(pointers: readonly string[], random: CaseRandom): unknown {
  const path = random.pick(pointers);
  if (random.isOdd('operations', 0.2)) {
    const op = random.pick(['add', 'replace', 'test', 'copy', 'move', 'remove', 'test', 'copy', 'move', 'remove', 'merge', undefined]);
    const from = random.chance(0.5) && { from: random.pick(pointers) };
    return { op, path: makeOddPointer(path, random), ...from, ...random.chance(0.8) && { value: pickValue(random, 2) } };
  }
  if (/^\/(?:apiVersion|kind|metadata)/.test(path)) {
    // An object without identity makes most of what follows fail.
    return { op: 'add', path: random.pick(['/metadata/annotations/a', '/metadata/name']), value: random.pick(['a', 'b']) };
  }
  const op = random.pick(['add', 'replace', 'add', 'remove', 'copy']);
  return { op, path, ...op === 'copy' && { from: random.pick(pointers) }, ...(op === 'add' || op === 'replace') && { value: pickValue(random, 2) } };
}

function makeOddPointer(pointer: string, random: CaseRandom): string {
  switch (random.below(4)) {
    case 0:
      return pointer.replace(/[^/]*$/, random.pick(['-', '0', '-1', '1', '99', '00', '', 'a~1b', '~2', '-0', ' 1']));
    case 1:
      return `${pointer}/${escapePointer(pickKey(random))}`;
    case 2:
      return random.pick(['/metadata/labels/a', '/metadata/annotations/a', '/metadata/annotations', '/kind', '', '/', 'spec', `/${random.pick(ODD_STRINGS)}`]);
    default:
      return pointer;
  }
}

/** A JSON pointer to everything inside a value. */
function listPointers(value: unknown, prefix = ''): string[] {
  return typeof value !== 'object' || value === null ? [] : Object.entries(value).flatMap(([key, child]) => {
    const pointer = `${prefix}/${escapePointer(key)}`;
    return [pointer, ...listPointers(child, pointer)];
  });
}
