import { isText } from './is-text';

const SEXAGESIMAL = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
/** An indicator at the start, or one that a plain text must not contain. */
const INDICATOR = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[?:-](?:[ \t\n]|$))|:(?:[ \t\n]|$)|[ \t\n]#/;
const BLANK_EDGE = /^[ \n]|[ \n]$/;
const UNPRINTABLE = /[^\n\x20-\x7e\xa0-\ufefe\uff00-\ufffd]|[\ud800-\udfff\u2028\u2029](?![\udc00-\udfff])/;

/** Whether the usual YAML writers put this text in quotes or write it as a block. */
export function needsQuotes(text: string): boolean {
  return !isText(text)
    || SEXAGESIMAL.test(text)
    || text.includes('\n')
    || INDICATOR.test(text)
    || BLANK_EDGE.test(text)
    || hasUnprintable(text);
}

function hasUnprintable(text: string): boolean {
  return UNPRINTABLE.test(text) && [...text].some(isUnprintable);
}

function isUnprintable(character: string): boolean {
  const code = character.codePointAt(0) as number;
  return !(code >= 0x20 && code <= 0x7e
    || code >= 0xa0 && code <= 0xd7ff && code !== 0x2028 && code !== 0x2029
    || code >= 0xe000 && code <= 0xfffd && code !== 0xfeff);
}
