import type { CST } from 'yaml';
import { loadYaml } from '../load-libraries';
import { PatchFailure } from '../patch-failure';

/** Deeper than any object of a cluster, and shallow enough to walk without fear for the stack. */
export const DEEPEST = 1000;

/**
 * The tokens of a YAML text, given up where brackets or the lists and keys of one line lie too deep in each other: the parser would go on until the
 * stack ends. Indentation cannot: so deep a text would be too large.
 */
export function* parseTokens(text: string): Generator<CST.Token> {
  const { Lexer, Parser } = loadYaml();
  const parser = new Parser();
  let brackets = 0;
  let indicators = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === '[' || lexeme === '{') {
      brackets++;
    } else if (lexeme === ']' || lexeme === '}') {
      brackets--;
    } else if (lexeme === '-' || lexeme === '?') {
      indicators++;
    } else if (lexeme === '\n') {
      indicators = 0;
    }
    if (brackets > DEEPEST || indicators > DEEPEST) {
      throw new PatchFailure('PATCH_YAML', `must not be nested deeper than ${DEEPEST} levels`);
    }
    yield* parser.next(lexeme);
  }
  yield* parser.end();
}
