import { toPlainJson } from './json6902/to-plain-json';
import { reportFailures, PatchFailure } from './patch-failure';
import { readYaml11 } from './read/read-yaml11';
import { splitDocuments } from './read/split-documents';

/**
 * Reads one manifest as kubectl does: YAML 1.1, so that `yes` is true and `1.10` a number; a key that is there twice is refused.
 *
 * @throws ProblemsError when the text is no YAML, or holds more than one document
 */
export function parseManifest(text: string): any {
  return reportFailures('manifest', '', () => {
    const documents = splitDocuments(text).filter((document) => document.replace(/^\s*(#.*)?$/gm, '').trim() !== '');
    if (documents.length !== 1) {
      throw new PatchFailure('INPUT_YAML', `must be one document, is ${documents.length === 0 ? 'empty' : documents.length}`);
    }
    return toPlainJson(readYaml11(documents[0], 'unique'));
  });
}
