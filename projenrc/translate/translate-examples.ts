import { join } from 'node:path';
import { GoVisitor, JavaVisitor, LanguageTablet, TargetLanguage } from 'jsii-rosetta';
import { ROOT } from '../work-folder';
import { translateSnippets } from './translate-snippets';

/** What `jsii-rosetta extract` has translated: the README and the examples of the API. jsii-pacmak and jsii-docgen read it. */
const TABLET = join(ROOT, '.jsii.tabl.json');

void correctTablet();

async function correctTablet(): Promise<void> {
  const tablet = await LanguageTablet.fromFile(TABLET);
  const examples = tablet.translatedSnippets;
  const corrected = translateSnippets(examples.map(({ snippet: { fullSource, location }, originalSource }) => ({
    visibleSource: originalSource.source, completeSource: fullSource, location,
  })));
  corrected.forEach(({ go, java }, index) => {
    examples[index].addTranslation(TargetLanguage.GO, go, GoVisitor.VERSION);
    examples[index].addTranslation(TargetLanguage.JAVA, java, JavaVisitor.VERSION);
  });
  await tablet.save(TABLET);
}
