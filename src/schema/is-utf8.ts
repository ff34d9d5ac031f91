/** Half a character, which UTF-8 cannot write: a file would hold something else. */
const LONE_SURROGATE = /\p{Surrogate}/u;

export function isUtf8(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}
