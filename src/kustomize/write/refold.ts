const UNBLOCKED = / $| \n/;
const STARTS_BLANK = /^\n*(?:[ \t]|$)/;
/** A line that is not indented, the line breaks after it, and what follows. */
const LINE = /^([^ \t\n][^\n]*)(\n+)(?=([^\n]?))/gm;

/**
 * A folded text after upstream wrote and read it again. Its writer doubles the first break after each line, which is right between two lines but
 * adds one before an indented line and before kept breaks at the end, and it forgets to where the text starts with a blank.
 */
export function refold(text: string): string {
  if (UNBLOCKED.test(text)) {
    return text;
  }
  const startsBlank = STARTS_BLANK.test(text);
  return text.replace(LINE, (_, line: string, breaks: string, next: string) => {
    if (startsBlank) {
      return line + (next === '' || next === ' ' || next === '\t' ? breaks : breaks.slice(1) || ' ');
    }
    const grows = next === '' ? breaks.length > 1 : next === ' ' || next === '\t';
    return line + breaks + (grows ? '\n' : '');
  });
}
