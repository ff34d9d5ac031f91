import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../../..');

/** Everything that this test makes. Outside of the repository, where other tools would take the copies of the package for the package. */
export const WORK = join(tmpdir(), 'cdk8s-flux-instance-sync', 'languages');

/** What is published: compiled code and the bundled packages, without what nobody requires of them. */
export const STAGED = join(WORK, 'staged');

/** What is made of it: a folder for each language. */
export const PACKAGES = join(WORK, 'packages');

/** Copies of the examples, so that running them leaves nothing beside the originals. */
export const PROGRAMS = join(WORK, 'programs');

/** Downloads of other people's packages, kept from run to run. */
export const DOWNLOADS = join(WORK, 'downloads');
