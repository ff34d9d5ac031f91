import { listRuntimeRules, replaceFields } from '../src/controllers';
import { isWarningCode, PROBLEM_CODES } from '../src/problems';

/** The tables of docs/errors.md by the name of their markers. */
export const ERROR_TABLES: ReadonlyMap<string, string> = new Map([
  ['codes', toTable(
    ['code', 'severity', 'cause', 'remedy'],
    Object.entries(PROBLEM_CODES).map(([code, { cause, remedy }]) => [`\`${code}\``, isWarningCode(code) ? 'warning' : 'error', cause, remedy]),
  )],
  ['rules', toTable(
    ['code', 'severity', 'kinds', 'cause', 'remedy'],
    listRuntimeRules().map(({ id, severity, kinds, since, cause, remedy }) => [
      `\`${id}\``, since === undefined ? severity : `${severity}, from ${since}`, kinds.join(', '), showFields(cause),
      showFields(`${remedy[0].toUpperCase()}${remedy.slice(1)}.`),
    ]),
  )],
]);

/** The text with each table between its markers replaced. */
export function fillTables(text: string): string {
  return [...ERROR_TABLES].reduce((filled, [name, table]) => {
    const [before, rest] = filled.split(`<!-- ${name} -->\n`);
    const after = rest.slice(rest.indexOf(`<!-- /${name} -->`));
    return `${before}<!-- ${name} -->\n${table}${after}`;
  }, text);
}

/** Rules name a field of the object as `{spec.secretRef}`. */
function showFields(text: string): string {
  return replaceFields(text, (field) => `\`${field}\``);
}

function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(escapeCell).join(' | ')} |\n`).join('');
}

function escapeCell(text: string): string {
  return text.replace(/[|<>*]/g, '\\$&');
}
