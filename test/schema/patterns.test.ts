import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { matchesPattern } from '../../src/schema/patterns';

test.each<[string, string, boolean]>([
  ['^oci://.*$', 'oci://a/b', true],
  ['^oci://.*$', 'oci://', true],
  ['^oci://.*$', ' oci://', false],
  ['^oci://.*$', 'oci://a\nb', false],
  ['^oci://.*$', 'oci://a\n', false],
  // Go's dot stops only at a line feed.
  ['^oci://.*$', 'oci://a\r\u2028b', true],
  ['^.$', '😀', true],
  ['^oci://.*$', `oci://${'a'.repeat(5000)}`, true],
  ['^oci://.*$', `oci://${'a'.repeat(5000)}\n`, false],
  ['^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$', '1h30m0.5s', true],
  ['^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$', '1h30', false],
  ['^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$', '', false],
  ['a', 'bab', true],
  // Only RE2 has these.
  ['(?i)^ABC$', 'abc', true],
  ['^[[:alpha:]]+$', 'abc', true],
  ['^\\pL+\\z', 'äö', true],
  ['^\\s$', '\u00a0', false],
])('the pattern %j matches %j: %s', (pattern, text, matches) => {
  expect(matchesPattern(pattern, text)).toBe(matches);
});

const minors: string[] = JSON.parse(readFileSync('imports/schemas/minors.json', 'utf8'));
const patterns = [...new Set(minors.flatMap((minor) => readFileSync(`imports/schemas/${minor}.json`, 'utf8').match(/"pattern":("(?:\\.|[^"\\])*")/g) ?? []))]
  .map((found): string => JSON.parse(found.slice('"pattern":'.length)));

test.each(patterns)('the pattern %s of the CRDs gives what RE2 gives', (pattern) => {
  const expression = RE2JS.compile(pattern);
  const piece = fc.constantFrom('1', '0.5', 'm', 'ms', 'h', '.', 'oci://', 'http://', 'https://', 'ssh://', 'a', 'B', '-', '_', '/', ':', 'sha256:', '\n', '\r', '\u2028', '😀', ' ');
  fc.assert(fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
    const text = pieces.join('');
    expect(matchesPattern(pattern, text)).toBe(expression.matcher(text).find());
  }), { numRuns: 300 });
});
