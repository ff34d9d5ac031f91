import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../../..');

/** Everything that this test makes; git ignores it. */
export const WORK = join(ROOT, 'dist-local', 'languages');

/** What jsii-pacmak makes: a folder for each language. */
export const PACKAGES = join(WORK, 'packages');

/** Copies of the examples, so that running them leaves nothing beside the originals. */
export const PROGRAMS = join(WORK, 'programs');

/** Downloads of other people's packages, kept from run to run. */
export const DOWNLOADS = join(WORK, 'downloads');
