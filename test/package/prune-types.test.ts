import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pruneTypes } from '../../projenrc/prune-types';

const root = mkdtempSync(join(tmpdir(), 'prune-types-'));

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function prune(files: Readonly<Record<string, string>>): Record<string, string> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return Object.fromEntries(pruneTypes(root, 'index.d.ts'));
}

test('what a public type is made of stays, with its comments, and nothing else', () => {
  expect(prune({
    'index.d.ts': "export { Sync } from './sync';\nexport type { Props } from './props';\n",
    'sync/index.d.ts': "export { Sync, renderSync } from './sync';\nexport type { Internal } from './sync';\n",
    'sync/sync.d.ts': [
      "import { Construct } from 'constructs';",
      "import type { Internal, Spec } from '../spec';",
      '/** A sync. */',
      'export declare class Sync extends Construct {',
      '    readonly spec: Spec;',
      '}',
      'export declare function renderSync(internal: Internal): void;',
      '',
    ].join('\n'),
    'spec.d.ts': [
      'export interface Internal {}',
      '/** A part. */',
      'interface Part {}',
      "export type Spec = Record<string, Part | import('./kinds').Kind>;",
      'export {};',
      '',
    ].join('\n'),
    'kinds.d.ts': 'export declare enum Kind {\n    BUCKET = "Bucket"\n}\nexport declare const KINDS: Kind[];\n',
    'props.d.ts': "import type { Internal } from './spec';\nexport interface Props {\n}\nexport declare const defaults: Internal;\n",
  })).toEqual({
    'index.d.ts': "export { Sync } from './sync';\nexport type { Props } from './props';\n",
    'sync/index.d.ts': "export { Sync } from './sync';\n",
    'sync/sync.d.ts': [
      "import { Construct } from 'constructs';",
      "import type { Spec } from '../spec';",
      '/** A sync. */',
      'export declare class Sync extends Construct {',
      '    readonly spec: Spec;',
      '}',
      '',
    ].join('\n'),
    'spec.d.ts': "/** A part. */\ninterface Part {}\nexport type Spec = Record<string, Part | import('./kinds').Kind>;\n",
    'kinds.d.ts': 'export declare enum Kind {\n    BUCKET = "Bucket"\n}\n',
    'props.d.ts': 'export interface Props {\n}\n',
  });
});

test('an export that it cannot follow stops the packing', () => {
  expect(() => prune({ 'index.d.ts': "export * from './kinds';\n" })).toThrow("index.d.ts: cannot tell what this brings: export * from './kinds';");
  expect(() => prune({ 'index.d.ts': 'declare const a: number;\nexport { a };\n' })).toThrow('index.d.ts: cannot tell what this brings: export { a };');
});
