import { RUNTIME_RULES } from '../../src/controllers';
import { findNeededField } from '../../src/controllers/find-needed-field';
import type { RuleKind, RuntimeRule } from '../../src/controllers/runtime-rule';

function makeRule(find: RuntimeRule['find']): RuntimeRule {
  return { id: 'INTERVAL_ZERO', row: 'X2', kinds: ['Bucket'], severity: 'error', message: '', cause: '', remedy: '', find };
}

const spec = ({ object }: any) => object.spec;
const hit = [{ path: '' }];

test.each<[string, RuntimeRule['find'], string | undefined]>([
  ['one field', (subject) => (spec(subject).a === 'x' ? hit : []), 'a'],
  ['one field, asked for as own', (subject) => (Object.hasOwn(spec(subject), 'a') ? hit : []), 'a'],
  ['below one field', (subject) => (spec(subject).a?.b === 'x' ? hit : []), 'a'],
  ['a second field only with the first', (subject) => (spec(subject).a && spec(subject).b ? hit : []), 'a'],
  ['two fields', (subject) => (spec(subject).a || spec(subject).b ? hit : []), undefined],
  ['whether a field is missing', (subject) => (spec(subject).a === undefined ? hit : []), undefined],
  ['any field', (subject) => (Object.keys(spec(subject)).length > 3 ? hit : []), undefined],
  ['metadata, too', (subject) => (spec(subject).a && (subject.object as any).metadata.name ? hit : []), 'a'],
  ['metadata first', (subject) => ((subject.object as any).metadata.name && spec(subject).a ? hit : []), undefined],
  ['the Secrets', (subject) => (spec(subject).a && subject.secrets.length > 0 ? hit : []), 'a'],
  ['the Secrets first', (subject) => (subject.secrets.length > 0 && spec(subject).a ? hit : []), undefined],
  ['the release first', (subject) => (subject.isAtLeast('2.6') && spec(subject).a ? hit : []), undefined],
  ['nothing', () => [], undefined],
])('a rule that looks at %s needs %j', (_, find, needed) => {
  expect(findNeededField(makeRule(find), 'Bucket')).toBe(needed);
});

test.each(['GitRepository', 'OCIRepository', 'Bucket', 'Kustomization'] as RuleKind[])('most rules for %s need one field', (kind) => {
  const rules = RUNTIME_RULES.filter(({ kinds }) => kinds.includes(kind));
  expect(rules.filter((rule) => findNeededField(rule, kind) !== undefined).length / rules.length).toBeGreaterThan(0.6);
});
