import { isText } from './is-text';
import { Cache } from '../../util';

const SEXAGESIMAL = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
/** An indicator at the start, or one that a plain text must not contain. */
const INDICATOR = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[?:-](?:[ \t\n]|$))|:(?:[ \t\n]|$)|[ \t\n]#/;
const BLANK_EDGE = /^[ \n]|[ \n]$/;
/** What is no printable character for upstream's writer, which leaves out all beyond the basic plane. */
const UNPRINTABLE = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;

const answers = new Cache<boolean>(10_000);

/** Whether the usual YAML writers put this text in quotes or write it as a block. */
export function needsQuotes(text: string): boolean {
  return answers.getOrCompute(text, () => decide(text));
}

function decide(text: string): boolean {
  return !isText(text)
    || SEXAGESIMAL.test(text)
    || text.includes('\n')
    || INDICATOR.test(text)
    || BLANK_EDGE.test(text)
    || UNPRINTABLE.test(text);
}
