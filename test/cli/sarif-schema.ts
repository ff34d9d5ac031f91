import Ajv from 'ajv';

/** The parts of the SARIF 2.1.0 schema that the command writes: their types, what they require, and that nothing else is there. */
const text = { type: 'string' };
const positive = { type: 'integer', minimum: 1 };

function object(properties: object, required: readonly string[] = []): object {
  return { type: 'object', properties, required, additionalProperties: false };
}

const message = object({ text }, ['text']);
const rule = object({ id: text, name: text, shortDescription: message, helpUri: text }, ['id']);
const region = object({ startLine: positive, startColumn: positive });
const location = object({ physicalLocation: object({ artifactLocation: object({ uri: { type: 'string', pattern: '^[^\\s\\\\]*$' } }), region }) });
const result = object({
  ruleId: text,
  ruleIndex: { type: 'integer', minimum: -1 },
  level: { enum: ['none', 'note', 'warning', 'error'] },
  message,
  locations: { type: 'array', items: location },
}, ['message']);
const run = object({
  tool: object({ driver: object({ name: text, version: text, rules: { type: 'array', uniqueItems: true, items: rule } }, ['name']) }, ['driver']),
  columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
  results: { type: 'array', items: result },
}, ['tool']);
const log = object({ $schema: text, version: { const: '2.1.0' }, runs: { type: 'array', items: run } }, ['version', 'runs']);

const validate = new Ajv({ allErrors: true }).compile(log);

/** What is wrong with a SARIF log. */
export function checkSarif(value: unknown): string[] {
  validate(value);
  return (validate.errors ?? []).map((error: { instancePath?: string; dataPath?: string; message?: string }) => (
    `${error.instancePath ?? error.dataPath ?? ''} ${error.message ?? ''}`));
}
