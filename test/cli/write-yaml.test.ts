import * as fc from 'fast-check';
import { writeYaml } from '../../src/cli/write-yaml';
import { parseDocuments } from '../../src/kustomize';
import { ProblemSink } from '../../src/problems';

function read(text: string): unknown {
  const sink = new ProblemSink();
  const documents = parseDocuments(text, sink);
  expect([text, sink.problems]).toEqual([text, []]);
  return documents;
}

test('what is written is read as the same objects', () => {
  const strings = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[ \n\t:#-]{0,4}[a-z0-9.]*[ \n:#]{0,3}[a-z]*\n?$/), fc.constantFrom('yes', '1.10', '1e3', '2024-01-01', '~', '<<', '=', 'null', '0x1f', "'x'", 'a #b', 'a: b', '- a', 'a\n  b\n', '{a}', '*x', '1_000', '.5', '-', '?', '12:30:45'));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ depthSize: 'small' }, strings, fc.boolean(), fc.integer(), fc.constant(null), fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(strings, tie('tree'), { maxKeys: 4 })),
  }));
  fc.assert(fc.property(fc.dictionary(strings, tree, { minKeys: 1, maxKeys: 4 }), (document) => {
    const plain = JSON.parse(JSON.stringify(document));
    expect(read(writeYaml([plain]))).toEqual([plain]);
  }), { numRuns: 3000 });
});
