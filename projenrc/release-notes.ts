import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './work-folder';

/**
 * The section of a changelog for a version: what stands between its heading and the next. The date or `(unreleased)` beside the version is free.
 */
export function findReleaseNotes(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.split(/\s/, 1)[0] === version);
  if (section === undefined) {
    throw new Error(`CHANGELOG.md has no section for ${version}`);
  }
  return section.slice(section.indexOf('\n') + 1).trim();
}

if (require.main === module) {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  process.stdout.write(`${findReleaseNotes(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'), version)}\n`);
}
