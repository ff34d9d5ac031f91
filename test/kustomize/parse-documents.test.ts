import { parseDocuments, parseManifest } from '../../src/kustomize';
import { formatProblem, ProblemSink } from '../../src/problems';

function read<T>(parse: (text: string, sink: ProblemSink) => T, text: string): T | string {
  const sink = new ProblemSink(['file.yaml']);
  const result = parse(text, sink);
  return sink.problems.length === 0 ? result : sink.problems.map(formatProblem).join('\n');
}

describe('the documents of a stream', () => {
  test.each<[string, string, unknown]>([
    ['without any', '# nothing\n---\n', []],
    ['that are not empty', '---\na: 1\n---\n# nothing\n---\n- b\n---\nnull\n', [{ a: 1 }, ['b'], null]],
    ['in YAML 1.1', 'a: yes\nb: 1.10\nc: 0755\nd: 2024-01-01\n', [{ a: true, b: 1.1, c: 493, d: '2024-01-01' }]],
    ['in JSON', '{"a": [1, "1"]}', [{ a: [1, '1'] }]],
    ['with a key twice', 'a: 1\na: 2\n', 'file.yaml: must not have the key "a" twice in one map [INPUT_YAML]'],
    ['with a syntax error', 'a: 1\n---\nb: {', expect.stringMatching(/^file.yaml: must be YAML: .*\[INPUT_YAML\]$/)],
  ])('%s', (_, text, documents) => {
    expect(read(parseDocuments, text)).toEqual(documents);
  });
});

describe('a manifest', () => {
  test.each<[string, string, unknown]>([
    ['is the one document', '---\na: on\n---\n# nothing\n', { a: true }],
    ['must not be empty', '# nothing\n', 'file.yaml: must not be empty [INPUT_YAML]'],
    ['must be one document', 'a: 1\n---\nb: 2\n', 'file.yaml: must be one document, has 2 [INPUT_YAML]'],
    ['must be JSON values', 'a: .inf\n', 'file.yaml: cannot write .inf as JSON [INPUT_YAML]'],
  ])('%s', (_, text, manifest) => {
    expect(read(parseManifest, text)).toEqual(manifest);
  });
});
