import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillTables } from '../../projenrc/error-tables';
import { listRuntimeRules } from '../../src/controllers';
import { isWarningCode, PROBLEM_CODES } from '../../src/problems';

const ROOT = join(__dirname, '../..');
const DOCS = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8');

/** The rows of the two tables. */
const ROWS = [...DOCS.matchAll(/<!-- (\w+) -->\n([^]*?)<!-- \/\1 -->/g)].flatMap(([, , table]) => table.trim().split('\n').slice(2)).map((line) => (
  line.replaceAll('\\|', '\0').split('|').slice(1, -1).map((cell) => cell.trim().replaceAll('\0', '|').replace(/\\([<>*])/g, '$1'))
));

const SOURCES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && path !== join('problems', 'codes.ts'))
  .map((path) => readFileSync(join(ROOT, 'src', path), 'utf8'))
  .join('\n');

test('docs/errors.md has a row for every code and every rule, and no other', () => {
  expect(ROWS.map(([code]) => code)).toEqual([...Object.keys(PROBLEM_CODES), ...listRuntimeRules().map(({ id }) => id)].map((code) => `\`${code}\``));
});

test.each(Object.entries(PROBLEM_CODES))('docs/errors.md says of %s what the code says', (code, { cause, remedy }) => {
  expect(ROWS).toContainEqual([`\`${code}\``, isWarningCode(code) ? 'warning' : 'error', cause, remedy]);
});

test.each(listRuntimeRules())('docs/errors.md says of $id what the rule says', ({ id, severity, since, kinds, cause, remedy }) => {
  const [, shownSeverity, shownKinds, shownCause, shownRemedy] = ROWS.find(([code]) => code === `\`${id}\``)!;
  expect([shownSeverity, shownKinds]).toEqual([since === undefined ? severity : `${severity}, from ${since}`, kinds.join(', ')]);
  expect(toPlain(shownCause)).toBe(toPlain(cause));
  expect(toPlain(shownRemedy)).toBe(toPlain(`${remedy[0].toUpperCase()}${remedy.slice(1)}.`));
});

/** Without the marks of fields: `spec.url` on the page, {spec.url} in a rule. */
function toPlain(text: string): string {
  return text.replace(/\{set (spec[\w.]+)\}/g, 'set {$1}').replace(/`(spec\.[\w.]+|fluxVersion)`|(?<!\$)\{(spec\.[\w.]+|fluxVersion)\}/g, '$1$2');
}

test('docs/errors.md is what projenrc/write-error-docs.ts writes', () => {
  expect(DOCS).toBe(fillTables(DOCS));
});

test('every code says its cause and remedy in sentences', () => {
  for (const { cause, remedy } of Object.values(PROBLEM_CODES)) {
    expect(cause).toMatch(/^[A-Z].*\.$/);
    expect(remedy).toMatch(/^[A-Z].*\.$/);
  }
});

test.each(Object.keys(PROBLEM_CODES))('the sources report %s somewhere', (code) => {
  expect(SOURCES).toContain(`'${code}'`);
});
