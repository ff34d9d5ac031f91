import { findBadLine } from './find-bad-line';

/** Bech32 in upper case: no 1, B, I and O after the separator. The second form is the post-quantum one. */
const IDENTITY = /^AGE-SECRET-KEY-(?:PQ-)?1[02-9AC-HJ-NP-Z]{58,}$/;

/** The form of the file that `age-keygen` writes. */
export function checkAgeKeys(text: string): string | undefined {
  return findBadLine(text, IDENTITY, 'must have lines with AGE-SECRET-KEY-1…, as age-keygen writes them');
}
