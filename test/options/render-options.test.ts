import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { GitVerificationMode } from '../../src/options';
import { formatProblem } from '../../src/problems';
import { OPTION_CASES } from './option-cases';
import { renderOptions } from './render';

test.each(OPTION_CASES)('$kind: options give $patch', ({ kind, given, patch }) => {
  const { source, kustomization, problems } = renderOptions(kind === 'Kustomization' ? 'Bucket' : kind, given);
  expect(problems).toEqual([]);
  expect(kind === 'Kustomization' ? kustomization : source).toEqual(parse(patch));
  expect(kind === 'Kustomization' ? source : kustomization).toEqual([]);
});

test('the source and the Kustomization get their own operations, in the order of the tables', () => {
  const { source, kustomization } = renderOptions('GitRepository', {
    ref: 'refs/heads/main',
    gitRepository: { suspend: true, timeout: Duration.seconds(30) },
    kustomization: { prune: false },
  });
  expect(source.map(({ path }) => path)).toEqual(['/spec/timeout', '/spec/suspend']);
  expect(kustomization).toEqual([{ op: 'add', path: '/spec/prune', value: false }]);
});

test.each([undefined, {}, { ref: undefined, verify: undefined }])('options that say nothing (%p) render nothing, for every kind', (options) => {
  for (const kind of ['GitRepository', 'OCIRepository', 'Bucket']) {
    expect(renderOptions(kind, { ref: 'x', gitRepository: options, ociRepository: options, bucket: options, kustomization: options }))
      .toEqual({ source: [], kustomization: [], problems: [] });
  }
});

test('a struct inside that says nothing is left out, and an empty list or map stands as given', () => {
  const { source, kustomization, problems } = renderOptions('OCIRepository', {
    ociRepository: { layerSelector: {}, ref: {}, insecure: false },
    kustomization: { components: [], postBuild: { substitute: {} } },
  });
  expect(problems).toEqual([]);
  expect(source).toEqual([{ op: 'add', path: '/spec/insecure', value: false }]);
  expect(kustomization).toEqual([
    { op: 'add', path: '/spec/postBuild', value: { substitute: {} } },
    { op: 'add', path: '/spec/components', value: [] },
  ]);
});

test.each<[string, object, readonly string[]]>([
  ['GitRepository', { gitRepository: { ref: { branch: 'a', tag: 'b' } } }, [
    'gitRepository.ref.branch: must not be set together with tag, which the controller would take instead;'
    + ' set only what the sync should follow [INPUT_CONFLICT]',
  ]],
  ['GitRepository', { gitRepository: { ref: { branch: 'a', tag: 'b', commit: 'c', semver: 'd', name: 'e' } } }, [
    'gitRepository.ref.name: must not be set together with commit, which the controller would take instead;'
    + ' set only what the sync should follow [INPUT_CONFLICT]',
    'gitRepository.ref.tag: must not be set together with commit, which the controller would take instead;'
    + ' set only what the sync should follow [INPUT_CONFLICT]',
    'gitRepository.ref.semver: must not be set together with commit, which the controller would take instead;'
    + ' set only what the sync should follow [INPUT_CONFLICT]',
  ]],
  ['GitRepository', { gitRepository: { ref: { tag: 'a', semver: 'b' } } }, [
    'gitRepository.ref.semver: must not be set together with tag, which the controller would take instead;'
    + ' set only what the sync should follow [INPUT_CONFLICT]',
  ]],
  ['GitRepository', { ref: 'refs/heads/main', gitRepository: { ref: { branch: 'main' } } }, [
    'gitRepository.ref: must not be set together with the prop ref; set only what the sync should follow [INPUT_CONFLICT]',
  ]],
  ['OCIRepository', { ociRepository: { ref: { digest: 'a', tag: 'b', semver: 'c' } } }, [
    'ociRepository.ref.semver: must not be set together with digest, which the controller would take instead;'
    + ' set only what the sync should follow [INPUT_CONFLICT]',
    'ociRepository.ref.tag: must not be set together with digest, which the controller would take instead;'
    + ' set only what the sync should follow [INPUT_CONFLICT]',
  ]],
  ['OCIRepository', { ociRepository: { ref: { tag: 'a', semverFilter: 'b' } } }, [
    'ociRepository.ref.semverFilter: has no effect without semver; set only what the sync should follow [INPUT_CONFLICT]',
  ]],
  ['GitRepository', { ociRepository: { insecure: true }, bucket: { region: 'x' } }, [
    'ociRepository: is for the kind OCIRepository, and this sync has GitRepository [INPUT_CONFLICT]',
    'bucket: is for the kind Bucket, and this sync has GitRepository [INPUT_CONFLICT]',
  ]],
  ['GitRepository', { gitRepository: { verify: { mode: 'tag' } } }, [
    'gitRepository.verify.mode: must be one of HEAD, Tag, TagAndHEAD, received "tag"; did you mean Tag? [INPUT_ENUM]',
    'gitRepository.verify.secret: is required; write the name of the Secret [INPUT_REQUIRED]',
  ]],
  ['GitRepository', { gitRepository: { sparsecheckout: ['a'], verify: { secret: 'a', secretRef: { name: 'b' } } } }, [
    'gitRepository.sparsecheckout: is not a known field; did you mean sparseCheckout? [INPUT_UNKNOWN]',
    'gitRepository.verify.secretRef: is not a known field; did you mean secret? [INPUT_UNKNOWN]',
  ]],
  ['GitRepository', { gitRepository: { timeout: '60s', suspend: 'yes', ignore: 1, include: { repository: 'a' }, ref: 'main', sparseCheckout: [''] } }, [
    'gitRepository.ref: must be an object, received "main"; its fields are branch, tag, semver, name, commit [INPUT_TYPE]',
    'gitRepository.sparseCheckout[0]: must not be empty, received "" [INPUT_EMPTY]',
    'gitRepository.include: must be a list, received {"repository":"a"} [INPUT_TYPE]',
    'gitRepository.ignore: must be a string, received 1; put it in quotes [INPUT_TYPE]',
    'gitRepository.timeout: must be a Duration of cdk8s, received "60s"; write one such as Duration.minutes(1) [INPUT_TYPE]',
    'gitRepository.suspend: must be true or false, received "yes" [INPUT_TYPE]',
  ]],
  ['Bucket', { bucket: 'eu-west-1', kustomization: { dependsOn: [{ namespace: 'a' }, 'b', null], postBuild: { substitute: { a: 1 } } } }, [
    'bucket: must be an object, received "eu-west-1"; its fields are region, prefix, sts, certSecret, proxySecret, insecure, serviceAccountName,'
    + ' ignore, timeout, suspend [INPUT_TYPE]',
    'kustomization.postBuild.substitute.a: must be a string, received 1; put it in quotes [INPUT_TYPE]',
    'kustomization.dependsOn[0].name: is required [INPUT_REQUIRED]',
    'kustomization.dependsOn[1]: must be an object, received "b"; its fields are name, namespace, readyExpr [INPUT_TYPE]',
    'kustomization.dependsOn[2]: must be an object, received null; its fields are name, namespace, readyExpr [INPUT_TYPE]',
  ]],
])('%s with %j is refused, with every problem at its own place', (kind, given, expected) => {
  const rendered = renderOptions(kind, given);
  expect(rendered.problems.map(formatProblem)).toEqual(expected);
  expect(rendered.source).toEqual([]);
  expect(rendered.kustomization).toEqual([]);
});

test('a commit on a branch, and a filter beside a version range, mean something together', () => {
  expect(renderOptions('GitRepository', { gitRepository: { ref: { commit: 'a', branch: 'b' } } }).problems).toEqual([]);
  expect(renderOptions('OCIRepository', { ociRepository: { ref: { semver: 'a', semverFilter: 'b' } } }).problems).toEqual([]);
});

test('hostile keys are plain data', () => {
  const substitute = JSON.parse('{"__proto__":"a","constructor":"b"}');
  const { kustomization } = renderOptions('Bucket', { kustomization: { postBuild: { substitute } } });
  expect(JSON.stringify(kustomization)).toBe(
    '[{"op":"add","path":"/spec/postBuild","value":{"substitute":{"__proto__":"a","constructor":"b"}}}]',
  );
  expect(renderOptions('Bucket', { bucket: JSON.parse('{"__proto__":"a"}') }).problems.map(({ path }) => path)).toEqual(['bucket.__proto__']);
});

test('what throws when it is read is a problem, not a crash', () => {
  const throwing = { get region(): string { throw new Error('no'); } };
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  expect(renderOptions('Bucket', { bucket: throwing, kustomization: { components: proxy } }).problems.map(({ path, code }) => [path, code]))
    .toEqual([['bucket.region', 'INPUT_TYPE'], ['kustomization.components', 'INPUT_TYPE']]);
});

test.each([new Map([['region', 'a']]), new Set(['a']), new Date(0), [], () => 'a'])('%p is no struct and no map, not even an empty one', (value) => {
  const { problems } = renderOptions('Bucket', { bucket: value, kustomization: { decryption: value, postBuild: { substitute: value } } });
  expect(problems.map(({ path, code }) => [path, code])).toEqual([
    ['bucket', 'INPUT_TYPE'], ['kustomization.decryption', 'INPUT_TYPE'], ['kustomization.postBuild.substitute', 'INPUT_TYPE'],
  ]);
});

test('nothing that comes in is changed or shared with what comes out', () => {
  const sparseCheckout = ['a'];
  const given = Object.freeze({ gitRepository: Object.freeze({ sparseCheckout, verify: Object.freeze({ secret: 'a', mode: GitVerificationMode.TAG }) }) });
  const { source } = renderOptions('GitRepository', given);
  sparseCheckout.push('b');
  expect(source.find(({ path }) => path === '/spec/sparseCheckout')!.value).toEqual(['a']);
});

test('whatever plain JavaScript passes, the answer is problems or operations, never an exception and never both', () => {
  const names = ['ref', 'verify', 'secret', 'include', 'timeout', 'ignore', 'patches', 'target', 'postBuild', 'substitute', 'healthChecks'];
  const anything = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.anything(),
      fc.array(tie('value')),
      fc.dictionary(fc.constantFrom(...names), tie('value')),
    ),
  })).value;
  fc.assert(fc.property(fc.constantFrom('GitRepository', 'OCIRepository', 'Bucket'), anything, anything, (kind, source, kustomization) => {
    const rendered = renderOptions(kind, { gitRepository: source, ociRepository: source, bucket: source, kustomization });
    return rendered.problems.length === 0 || rendered.source.length + rendered.kustomization.length === 0;
  }), { numRuns: 300 });
});
