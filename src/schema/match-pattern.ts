type Matcher = (text: string) => boolean;

/**
 * Patterns that mean the same in Go and in JavaScript: plain characters, groups, sets of plain characters, and repetitions. CRDs use nothing else,
 * and for them the RE2 port need not be loaded.
 */
const PLAIN = /^(?:[\w :/,@=%&~!"'#<>;-]|\\[.+*?()|[\]{}^$/\\]|[.$^|+*?)]|\((?:\?:|(?!\?))|\[\^?(?:[\w :/,@=%&~!"'#<>;.+*?()|$-]|\\[.\]\\^/-])+\])+$/;

/** Beyond this a backtracking engine might take its time: RE2's is linear. */
const LONGEST_PLAIN = 4096;

const matchers = new Map<string, Matcher>();

/**
 * Whether Go's regular expressions find the pattern in the text.
 */
export function matchPattern(pattern: string, text: string): boolean {
  const engine = PLAIN.test(pattern) && text.length <= LONGEST_PLAIN ? 'plain' : 're2';
  const key = `${engine} ${pattern}`;
  let matcher = matchers.get(key);
  if (matcher === undefined) {
    matcher = engine === 'plain' ? compilePlain(pattern) : compileRe2(pattern);
    matchers.set(key, matcher);
  }
  return matcher(text);
}

function compilePlain(pattern: string): Matcher {
  // Go's dot stops only at a line feed, JavaScript's also at \r, U+2028 and U+2029.
  const source = pattern.replace(/\\.|\[(?:\\.|[^\]])*\]|\./g, (part) => part === '.' ? '[^\\n]' : part);
  const expression = new RegExp(source, 'u');
  return (text) => expression.test(text);
}

function compileRe2(pattern: string): Matcher {
  // Loaded late: most runs never need it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { RE2JS } = require('re2js') as typeof import('re2js');
  const expression = RE2JS.compile(pattern);
  return (text) => expression.matcher(text).find();
}
