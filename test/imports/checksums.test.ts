import { readFileSync } from 'node:fs';
import { CHECKSUMS_FILE, computeImportChecksums } from '../../projenrc/import-checksums';

test('the committed imports are what the import task makes from its pins', () => {
  expect(computeImportChecksums()).toEqual(JSON.parse(readFileSync(CHECKSUMS_FILE, 'utf8')));
});
