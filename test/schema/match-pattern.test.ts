import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { matchPattern } from '../../src/schema/match-pattern';

test.each<[string, string, boolean]>([
  ['^oci://.*$', 'oci://a/b', true],
  ['^oci://.*$', 'oci://', true],
  ['^oci://.*$', ' oci://', false],
  ['^oci://.*$', 'oci://a\nb', false],
  ['^oci://.*$', 'oci://a\n', false],
  // Go's dot stops only at a line feed.
  ['^oci://.*$', 'oci://a\r\u2028b', true],
  ['^.$', '😀', true],
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
  expect(matchPattern(pattern, text)).toBe(matches);
});

const patterns = [...new Set(readFileSync('imports/schemas/2.9.json', 'utf8').match(/"pattern":("(?:\\.|[^"\\])*")/g))]
  .map((found): string => JSON.parse(found.slice('"pattern":'.length)));

test.each(patterns)('the pattern %s of the CRDs gives what RE2 gives', (pattern) => {
  const expression = RE2JS.compile(pattern);
  const piece = fc.constantFrom('1', '0.5', 'm', 'ms', 'h', '.', 'oci://', 'http://', 'https://', 'ssh://', 'a', 'B', '-', '_', '/', ':', 'sha256:', '\n', '\r', '\u2028', '😀', ' ');
  fc.assert(fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
    const text = pieces.join('');
    expect(matchPattern(pattern, text)).toBe(expression.matcher(text).find());
  }), { numRuns: 300 });
});
