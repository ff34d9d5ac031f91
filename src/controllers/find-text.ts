import { readText } from './read-field';
import type { Finding, RuleSubject } from './runtime-rule';

/** Builds the search of a rule about one text field. Silent where the field is unset, empty or no text. */
export function findText(path: string, isBroken: (text: string, subject: RuleSubject) => boolean): (subject: RuleSubject) => Finding[] {
  return (subject) => {
    const text = readText(subject.object, path);
    return text !== undefined && isBroken(text, subject) ? [{ path, received: text }] : [];
  };
}
