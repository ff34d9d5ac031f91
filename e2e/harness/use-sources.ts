import { Module } from 'node:module';
import * as path from 'node:path';

const SOURCES = path.join(__dirname, '..', '..', 'src');
const RESOLVE = '_resolveFilename';

// Required by a process before an example: the package that the example imports is then the one in this repository, compiled or not.
const resolve = Reflect.get(Module, RESOLVE) as (request: string, ...rest: readonly unknown[]) => string;
Reflect.set(Module, RESOLVE, (request: string, ...rest: readonly unknown[]) => (
  Reflect.apply(resolve, Module, [request === 'cdk8s-flux-instance-sync' ? SOURCES : request, ...rest])
));
