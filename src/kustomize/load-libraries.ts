/* eslint-disable @typescript-eslint/no-require-imports -- Loading these takes longer than most syntheses need patches for. */

export function loadYaml(): typeof import('yaml') {
  return require('yaml') as typeof import('yaml');
}

export function loadRe2(): typeof import('re2js') {
  return require('re2js') as typeof import('re2js');
}
