import * as fc from 'fast-check';
import { NO_PROP } from '../bad-input/hostile-values';

/** Stands in every secret that the fuzz run makes up: no message may hold it. */
export const PLANTED = 'pLaNtEd';

/** Strings that a YAML reader, a path, a key or a pattern may stumble over. */
const ODD_STRINGS = [
  '', ' ', '\t', '\n', '\ta\n b', 'a\n\n', '~', 'null', 'yes', 'n', '0o17', '0X1F', '-_8', '414e8_', '1_0', '.inf', '2024-01-01', '12:30', '<<', '=', '- a', '? a', ': a',
  '# a', '&a', '*a', '!a', '!!binary a', '|', '>-', '%a', '@a', '`a`', '"a', '\'a', '[a', '{a', 'a: b', 'a #b', '\u0085', 'a\u2028b', '\u007f', '\ufeff', '\ufffe', '\ud800',
  '__proto__', 'constructor', 'toString', '$patch', '$(a)', '${a}', '../..', '/dev/zero', '((((', '(?<a>b)', 'a,!b,c in (d)', `https://u:${PLANTED}@h/p`, `git://${PLANTED}@h`,
  'x'.repeat(300),
];

export const oddString = fc.oneof(fc.constantFrom(...ODD_STRINGS), fc.string({ unit: 'binary', maxLength: 8 }), fc.string({ maxLength: 12 }));

/** Plain data of any shape. */
export const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 3, withCrossShrink: true },
    oddString, fc.constantFrom(null, true, false, 0, -1, 1.5, 1e300, 2 ** 60),
    fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(oddString, tie('value'), { maxKeys: 3 })),
})).value;

/** fast-check looks at the values that it makes, which such a proxy does not bear. test/bad-input has them. */
const FIXED = NO_PROP.filter(([name]) => !name.includes('proxy')).map(([, value]) => value);

/** Anything that plain JavaScript can pass. */
export const anything = fc.oneof(
  fc.nat({ max: FIXED.length - 1 }).map((index) => FIXED[index]),
  json,
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
    withSparseArray: true,
    withBoxedValues: true,
    maxDepth: 2,
    maxKeys: 3,
  }),
  // A member that is something else each time it is read.
  fc.tuple(fc.constantFrom('kind', 'name', 'patch', 'target', 'labels', 'a'), json, json).map(([key, ...values]) => {
    let reads = 0;
    return Object.defineProperty({}, key, { enumerable: true, get: () => values[reads++ % 2] });
  }),
);

const pointer = fc.oneof(
  fc.constantFrom(
    '', '/', '/spec', '/spec/wait', '/spec/url', '/spec/ref', '/spec/ref/name', '/metadata/labels/a', '/metadata/annotations', '/metadata/name',
    '/spec/x/-', '/spec/x/0', '/kind',
  ),
  fc.array(oddString, { maxLength: 3 }).map((parts) => parts.map((part) => `/${part}`).join('')),
);

const operation = fc.record({
  op: fc.oneof({ weight: 9, arbitrary: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test') }, { weight: 1, arbitrary: json }),
  path: fc.oneof({ weight: 9, arbitrary: pointer }, { weight: 1, arbitrary: json }),
  from: pointer,
  value: json,
}, { requiredKeys: ['op', 'path'] });

const document = fc.record({
  apiVersion: fc.oneof(fc.constantFrom('v1', 'kustomize.toolkit.fluxcd.io/v1', 'source.toolkit.fluxcd.io/v1'), json),
  kind: fc.oneof(fc.constantFrom('Kustomization', 'GitRepository'), json),
  metadata: fc.oneof(fc.record({ name: fc.oneof(fc.constantFrom('flux-system', 'x'), json), labels: json, annotations: json }, { requiredKeys: ['name'] }), json),
  spec: json,
}, { requiredKeys: [] });

/** A text with a few characters replaced, added or removed. */
export function mutated(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat(), fc.nat({ max: 3 }), oddString);
  return fc.tuple(text, fc.array(change, { maxLength: 3 })).map(([original, changes]) => changes.reduce((current, [at, removed, added]) => {
    const start = at % (current.length + 1);
    return current.slice(0, start) + added + current.slice(start + removed);
  }, original));
}

/** Writes a value as flow YAML without quotes where it can, so that the fuzz run meets plain scalars, too. */
function writeYaml(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(writeYaml).join(', ')}]`;
  }
  return typeof value === 'object' && value !== null
    ? `{${Object.entries(value).map(([key, child]) => `${JSON.stringify(key)}: ${writeYaml(child)}`).join(', ')}}`
    : typeof value === 'string' && /^[\w.+/-]+$/.test(value) ? value : JSON.stringify(value);
}

const patchText = fc.oneof(
  fc.array(operation, { maxLength: 4 }).map((list) => JSON.stringify(list)),
  fc.array(operation, { minLength: 1, maxLength: 4 }).map((list) => list.map((each) => `- ${writeYaml(each)}\n`).join('')),
  document.map((object) => JSON.stringify(object)),
  document.map((object) => Object.entries(object).map(([key, value]) => `${key}: ${writeYaml(value)}\n`).join('')),
);

const target = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('Kustomization', 'GitRepository', '.*', 'Deployment') }) },
  { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('group', 'version', 'kind', 'name', 'namespace', 'labelSelector', 'annotationSelector'), oddString) },
);

export const patch = fc.record({ patch: fc.oneof(patchText, mutated(patchText)), target }, { requiredKeys: ['patch'] });
