/* eslint-disable @typescript-eslint/no-require-imports */

export type { KustomizationProps } from '../../imports/kustomize.toolkit.fluxcd.io';
export type { GitRepositoryProps } from '../../imports/source.toolkit.fluxcd.io';

/** What is measured is what is shipped: the compiled package, with the types of its sources. */
export const compiled = require('../../lib/src') as typeof import('../../src');
export const compiledKustomize = require('../../lib/src/kustomize') as typeof import('../../src/kustomize');
export const compiledProblems = require('../../lib/src/problems') as typeof import('../../src/problems');
export const compiledSchema = require('../../lib/src/schema') as typeof import('../../src/schema');
export const compiledUtil = require('../../lib/src/util') as typeof import('../../src/util');
export const compiledSources = require('../../lib/imports/source.toolkit.fluxcd.io') as typeof import('../../imports/source.toolkit.fluxcd.io');
export const compiledKustomizations = (
  require('../../lib/imports/kustomize.toolkit.fluxcd.io') as typeof import('../../imports/kustomize.toolkit.fluxcd.io')
);
