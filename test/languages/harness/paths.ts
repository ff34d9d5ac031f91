import { join } from 'node:path';
import { WORK_ROOT } from '../../../projenrc/work-folder';

export const WORK = join(WORK_ROOT, 'languages');

/** What is published: compiled code and the bundled packages, without what nobody requires of them. */
export const STAGED = join(WORK, 'staged');

/** What is made of it: a folder for each language. */
export const PACKAGES = join(WORK, 'packages');

/** Copies of the examples, so that running them leaves nothing beside the originals. */
export const PROGRAMS = join(WORK, 'programs');

/** FluxInstances in YAML, for which the command writes programs. */
export const INSTANCES = join(WORK, 'instances');

/** The objects that the command builds for some of them. */
export const BUILT = join(WORK, 'built');

/** The originals of what jsii-rosetta translates, and what they write. */
export const TRANSLATED = join(WORK, 'translated');
