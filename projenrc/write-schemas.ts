import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCHEMAS, writeInputSchemas } from './input-schemas';
import { ROOT } from './work-folder';

mkdirSync(join(ROOT, SCHEMAS), { recursive: true });
for (const [name, text] of Object.entries(writeInputSchemas())) {
  writeFileSync(join(ROOT, SCHEMAS, name), text);
}
