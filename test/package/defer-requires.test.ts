import { deferRequires, nameReexports } from '../../projenrc/defer-requires';

const INDEX = [
  '"use strict";',
  'exports.Sync = void 0;',
  'var sync_1 = require("./sync");',
  'Object.defineProperty(exports, "Sync", { enumerable: true, get: function () { return sync_1.Sync; } });',
  '',
].join('\n');

test('a module is loaded when something of it is needed for the first time, and once', () => {
  const code = [
    'const util_1 = require("../util");',
    'const node_fs_1 = require("node:fs");',
    'const cache = new util_1.Cache(100);',
    'function read(path) { return (0, node_fs_1.readFileSync)(path, util_1.FORMATS.utf8); }',
    '',
  ].join('\n');
  expect(deferRequires(code)).toBe([
    'let util_1$;',
    'const util_1 = () => util_1$ ??= require("../util");',
    'let node_fs_1$;',
    'const node_fs_1 = () => node_fs_1$ ??= require("node:fs");',
    'const cache = new (util_1().Cache)(100);',
    'function read(path) { return (0, (node_fs_1().readFileSync))(path, (util_1().FORMATS).utf8); }',
    '',
  ].join('\n'));
});

test('what is required in a function, or as a whole, stays as it is', () => {
  const code = 'const load = () => require("yaml");\nconst minors_1 = __importDefault(require("./minors.json"));\n';
  expect(deferRequires(code)).toBe(code);
});

test('what a file exports from others is loaded when it is asked for, and named for ES modules', () => {
  expect(deferRequires(INDEX)).toContain('get: function () { return (sync_1().Sync); }');
  expect(nameReexports(INDEX)).toBe('0&&(module.exports={Sync})\n');
  expect(nameReexports('exports.Sync = class Sync {};\n')).toBe('');
});
