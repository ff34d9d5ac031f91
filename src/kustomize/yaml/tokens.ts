import type { CST } from 'yaml';
import { lazy } from '../../util';
import { checkDepth, PatchFailure } from '../patch-failure';

// Loading the parser takes longer than most syntheses need for their patches.
// eslint-disable-next-line @typescript-eslint/no-require-imports
export const loadYaml = lazy(() => require('yaml') as typeof import('yaml'));

/** What the lexer says about its own work; it takes no character of the text. */
const MARK = /^[\x02\x18\x1f]$/;
/** The mark before a plain scalar or the lines of a block scalar. */
const SCALAR = '\x1f';

const BLANKS = /^[ \t]+$/;
const LINE_BREAK = /^\r?\n$/;
/** A lexeme that starts a key, a value or an entry of a list: no white space, comment, colon, anchor, tag nor byte order mark. */
const STARTS_LEVEL = /^[^\s#:&!\ufeff]/;

/**
 * The tokens of a YAML text. The lexer is led to read as go-yaml does, which does not mind the indentation inside brackets and quotes, but minds
 * tabs and question marks. It fails, too, where the text is nested so deeply that the parser, which works by recursion, would run out of stack.
 */
export function* parseTokens(text: string): Generator<CST.Token> {
  const { Lexer, Parser } = loadYaml();
  const lexer = new Lexer();
  const parser = new Parser();
  const checker = new LexemeChecker(text);
  let indentNext = 0;
  // The column before which the lexer ends what it reads. It has no option for it, so its own member is replaced.
  Object.defineProperty(lexer, 'indentNext', {
    get: () => checker.isIndentationFree ? 0 : indentNext,
    set: (column: number) => indentNext = column,
  });
  for (const lexeme of lexer.lex(text)) {
    checker.check(lexeme);
    yield* parser.next(lexeme);
  }
  yield* parser.end();
}

/** Follows the lexemes of a text, and refuses what go-yaml's scanner does not read. */
class LexemeChecker {
  private offset = 0;
  private lineStart = 0;
  private brackets = 0;
  /** The columns of the levels that are open. Outside of brackets each level starts in a column further to the right. */
  private readonly columns: number[] = [];
  /** Whether the next lexeme is a plain scalar or the lines of a block scalar. */
  private isScalarNext = false;
  /** The header of the block scalar whose lines come next. */
  private header: string | undefined;
  /** go-yaml's `simple_key_allowed`: nothing but blanks and the indicators of lists stands before this place in its line. */
  private mayStartKey = true;
  private isLineBlank = true;
  private hasExplicitKey = false;
  /** While only blanks and line breaks have followed a plain scalar: the column that it may not go on before. */
  private plainIndent: number | undefined;

  constructor(private readonly text: string) {}

  /** Whether what comes next may be indented in any way. */
  public get isIndentationFree(): boolean {
    return this.brackets > 0 || this.text[this.offset] === '"' || this.text[this.offset] === '\'';
  }

  public check(lexeme: string): void {
    if (MARK.test(lexeme)) {
      this.isScalarNext = lexeme === SCALAR;
      return;
    }
    // A block scalar may have nothing but empty lines.
    const isBlock = this.isScalarNext && this.header !== undefined;
    if (!isBlock && BLANKS.test(lexeme)) {
      this.checkBlanks(lexeme);
    } else if (!isBlock && LINE_BREAK.test(lexeme)) {
      this.mayStartKey = this.brackets === 0;
      this.isLineBlank = true;
    } else {
      this.checkContent(lexeme);
      this.isLineBlank = false;
    }
    this.advance(lexeme);
  }

  private checkBlanks(lexeme: string): void {
    const tab = lexeme.indexOf('\t');
    if (tab < 0) {
      return;
    }
    const column = this.offset + tab - this.lineStart;
    if (this.plainIndent !== undefined ? this.isLineBlank && column < this.plainIndent : this.mayStartKey) {
      this.fail('a tab must not indent a line; write blanks');
    }
  }

  private checkContent(lexeme: string): void {
    const isScalar = this.isScalarNext;
    this.isScalarNext = false;
    this.plainIndent = undefined;
    if (isScalar && this.header !== undefined) {
      this.checkBlock(lexeme, this.header);
      this.header = undefined;
      this.mayStartKey = true;
      return;
    }
    this.trackLevel(lexeme);
    if (isScalar) {
      this.checkPlain(lexeme);
    }
    this.header = this.brackets === 0 && /^[|>]/.test(lexeme) ? lexeme : this.header;
    this.hasExplicitKey ||= !isScalar && lexeme === '?';
    if (!isScalar && lexeme === ':' && this.mayStartKey && !this.hasExplicitKey) {
      this.fail('a colon must have a key before it');
    }
    this.mayStartKey &&= !isScalar && this.brackets === 0 && /^(?:[-?:]|#.*)$/.test(lexeme);
  }

  private trackLevel(lexeme: string): void {
    if (lexeme === '[' || lexeme === '{') {
      this.brackets++;
    } else if (lexeme === ']' || lexeme === '}') {
      this.brackets--;
    } else if (this.brackets === 0 && STARTS_LEVEL.test(lexeme)) {
      const column = this.offset - this.lineStart;
      while (this.columns.length > 0 && this.columns[this.columns.length - 1] >= column) {
        this.columns.pop();
      }
      this.columns.push(column);
    }
    checkDepth(Math.max(this.columns.length - 1, this.brackets));
  }

  /** The column of the map or list outside of brackets that holds the scalar here; -1 where there is none. */
  private getParentColumn(): number {
    return this.columns.at(this.brackets > 0 ? -1 : -2) ?? -1;
  }

  private checkPlain(lexeme: string): void {
    if (this.brackets > 0 && lexeme.includes('?')) {
      this.fail('a string with a question mark within brackets must be in quotes');
    }
    this.plainIndent = this.getParentColumn() + 1;
    for (const [, blanks] of lexeme.matchAll(/\n( *)\t/g)) {
      if (blanks.length < this.plainIndent) {
        this.fail('a tab must not indent a line; write blanks');
      }
    }
  }

  /** The lines of a block scalar: a tab must not stand where its indentation is not yet complete. */
  private checkBlock(lines: string, header: string): void {
    if (!lines.includes('\t')) {
      return;
    }
    const digit = /[1-9]/.exec(header)?.[0];
    let indent = digit === undefined ? 0 : Math.max(this.getParentColumn(), 0) + Number(digit);
    for (const [line, blanks] of lines.matchAll(/^( *)[^\n]*/gm)) {
      if (line[blanks.length] === '\t' && (indent === 0 || blanks.length < indent)) {
        this.fail('a tab must not indent a line; write blanks');
      }
      if (indent === 0 && line.length > blanks.length) {
        indent = Math.max(blanks.length, 1);
      }
    }
  }

  private advance(lexeme: string): void {
    const lineBreak = lexeme.lastIndexOf('\n');
    if (lineBreak >= 0) {
      this.lineStart = this.offset + lineBreak + 1;
    }
    this.offset += lexeme.length;
  }

  private fail(rule: string): never {
    throw new PatchFailure('PATCH_YAML', `must be YAML: ${rule} (line ${this.text.slice(0, this.offset).split('\n').length})`);
  }
}
