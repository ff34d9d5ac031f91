import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillTables } from './error-tables';

const path = join(__dirname, '..', 'docs', 'errors.md');
writeFileSync(path, fillTables(readFileSync(path, 'utf8')));
