import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { reduceAssembly } from './reduce-assembly';

const root = resolve(__dirname, '..');

// What was announced is part of the baseline from now on.
writeFileSync(join(root, 'api', '.compatignore'), '');
const assembly = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8')) as object;
writeFileSync(join(root, 'api', 'baseline.jsii.json'), `${JSON.stringify(reduceAssembly(assembly), undefined, 1)}\n`);
console.log('api/baseline.jsii.json now holds the public API');
