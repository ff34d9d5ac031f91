import { hasOptionRef } from '../../src/options';

test.each([
  ['GitRepository', { gitRepository: { ref: { branch: 'main' } } }, true],
  ['OCIRepository', { ociRepository: { ref: { digest: 'sha256:00' } } }, true],
  ['GitRepository', { gitRepository: { ref: {} } }, false],
  ['GitRepository', { gitRepository: { suspend: true } }, false],
  ['GitRepository', { ociRepository: { ref: { tag: 'a' } } }, false],
  ['Bucket', { bucket: { region: 'a' } }, false],
  ['GitRepository', { gitRepository: null }, false],
  ['GitRepository', {}, false],
])('%s with %j brings a ref: %p', (kind, given, expected) => {
  expect(hasOptionRef(kind, given)).toBe(expected);
});

test('options that cannot be read bring no ref', () => {
  expect(hasOptionRef('GitRepository', { gitRepository: { get ref(): string { throw new Error('no'); } } })).toBe(false);
});
