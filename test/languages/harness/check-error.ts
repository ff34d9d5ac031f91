import type { Outcome } from '../../harness/run-command';

/** What the programs in errors/ get wrong. */
export const HEADING = 'my-cluster/sync: 1 problem';
export const PROBLEM = '- url (GitRepository spec.url): must match ^(http|https|ssh)://.*$, received "my-org/my-fleet" [SCHEMA_PATTERN]';

/** The languages put a few lines of their own before it. */
const LATEST_LINE = 4;
const MOST_STACK_LINES = 10;

/** Throws unless the user sees our message at once, and at most a few lines of JavaScript's stack after it. */
export function checkError({ code, stdout, stderr }: Outcome): void {
  const lines = `${stderr}${stdout}`.split('\n').filter((line) => line.trim() !== '');
  const shown = lines.slice(0, 12).join('\n');
  if (code === 0) {
    throw new Error('ended with 0 in spite of the wrong url');
  }
  const heading = lines.findIndex((line) => line.includes(HEADING));
  if (heading === -1 || heading >= LATEST_LINE || !lines[heading + 1].includes(PROBLEM)) {
    throw new Error(`did not show our message first:\n${shown}`);
  }
  if (lines.filter((line) => /^\W*at .*\.js:\d+/.test(line.replace('[ERROR]', ''))).length > MOST_STACK_LINES) {
    throw new Error(`showed a page of JavaScript's stack:\n${shown}`);
  }
}
