/** Control characters, line breaks of Unicode, a byte order mark, halves of a character: what would break a line or show as nothing. */
// eslint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]|\p{Surrogate}/gu;

/** Writes what cannot be seen as JSON writes it: `\u0000`. */
export function escapeUnseen(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
