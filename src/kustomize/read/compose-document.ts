import type { Document } from 'yaml';
import { loadYaml } from '../load-libraries';
import { PatchFailure } from '../patch-failure';
import { parseTokens } from './parse-tokens';

/** Control characters that a YAML stream must not contain. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** A text that starts with the end of a document, which upstream does not read. */
const STRAY_END = /^(?:[ \t]*(?:#[^\n]*)?\n)*\.\.\.(?:\s|$)/;

/** The first YAML document of a text; what follows it is not even read. */
export function composeDocument(text: string): Document.Parsed | undefined {
  if (CONTROL.test(text)) {
    throw new PatchFailure('PATCH_YAML', 'must not contain control characters');
  }
  if (STRAY_END.test(text)) {
    throw new PatchFailure('PATCH_YAML', 'must not start with the end of a document');
  }
  const { Composer } = loadYaml();
  const composer = new Composer({ schema: 'failsafe', version: '1.1', merge: false, uniqueKeys: false, resolveKnownTags: false, prettyErrors: false });
  for (const document of composer.compose(parseTokens(text))) {
    if (document.errors.length > 0) {
      throw new PatchFailure('PATCH_YAML', `must be YAML: ${describe(document.errors[0], text)}`);
    }
    return document as Document.Parsed;
  }
  if (/^%/m.test(text)) {
    throw new PatchFailure('PATCH_YAML', 'must have a document after a directive');
  }
  return undefined;
}

function describe(error: { readonly message: string; readonly pos: readonly [number, number] }, text: string): string {
  // The parser reports a stack that ran out as an error of the text.
  if (error.message.includes('call stack')) {
    return 'it is nested too deep';
  }
  const line = text.slice(0, error.pos[0]).split('\n').length;
  return `${error.message} (line ${line})`;
}
