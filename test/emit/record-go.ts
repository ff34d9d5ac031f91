// Records what Go's readers make of the strings that the package emits: npx ts-node -T -P tsconfig.dev.json test/emit/record-go.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emitAll } from './emit-strings';
import { readWithGo } from './read-with-go';

const cases = emitAll();
const answers = readWithGo(cases.map(({ document }) => document), { online: true });
const records = cases.map(({ document }, index) => JSON.stringify({ document, ...answers[index] }));
writeFileSync(join(__dirname, 'go-answers.jsonl'), `${records.join('\n')}\n`);
