import { compilePattern, matchLabels, parseLabelSelector } from '../../src/kustomize/selector';

const labels = new Map([['app', 'web'], ['tier', '5'], ['example.com/part', 'a_b'], ['blank', '']]);

describe('a label selector', () => {
  test.each<[string, boolean]>([
    ['', true],
    ['  ', true],
    ['app', true],
    ['!app', false],
    ['! nope', true],
    ['app=web', true],
    ['app == web', true],
    ['app!=web', false],
    ['nope!=web', true],
    ['app in (api,web)', true],
    ['app notin (api , web)', false],
    ['nope notin (a)', true],
    ['nope in (,)', false],
    ['nope notin (5,,6)', true],
    ['blank=', true],
    ['blank in ()', true],
    ['blank in (,)', true],
    ['app in (a,)', false],
    ['blank in (a,,b)', true],
    ['blank in (a,b)', false],
    ['in notin (x)', true],
    ['app in (in,notin,web)', true],
    ['tier>4', true],
    ['tier<5', false],
    ['app>4', false],
    ['example.com/part=a_b', true],
    ['app=web,tier=5,!nope', true],
    ['app=web,tier=6', false],
  ])('%j selects: %s', (selector, selects) => {
    expect(matchLabels(parseLabelSelector(selector), labels)).toBe(selects);
  });

  test.each(['a b', 'app in web', 'app not in (x)', 'app>=5', 'app>x', 'app gt 1', '=x', 'app,', ',app', 'app,,tier', 'app=a b', 'app in (a b)', 'app in (a', '!app=web',
    '!!app', '-app', 'a/b/c', '/a', 'a/', 'app=-x', `app=${'x'.repeat(64)}`, 'Ex.com/a', '*'])('%j is none', (selector) => {
    expect(() => parseLabelSelector(selector)).toThrow('must be a label selector');
  });

  test.each([
    ['app in web)', 'it has "web" where ( is expected'],
    ['app in (a,,)', 'it has ")" where a value is expected'],
    ['app=!', 'it has "!" where a value is expected'],
  ])('%j is refused: %s', (selector, reason) => {
    expect(() => parseLabelSelector(selector)).toThrow(reason);
  });
});

describe('a pattern of a target', () => {
  test.each<[string, string, boolean]>([
    ['', 'anything', true],
    ['web', 'web', true],
    ['web', 'web2', false],
    ['we', 'web', false],
    ['w.*', 'web', true],
    ['a|web', 'web', true],
    ['(?i)WEB', 'web', true],
    ['[[:alpha:]]+', 'web', true],
    ['\\pL+', 'web', true],
    ['web.v1', 'web-v1', true],
    ['web', 'web\n', false],
  ])('%j matches %j: %s', (pattern, text, matches) => {
    expect(compilePattern('name', pattern)(text)).toBe(matches);
  });

  test.each(['(?=a)', '(a)\\1', '(', '[', '*', 'a{2,1}', '(?<!a)b'])('%j is none that Go accepts', (pattern) => {
    expect(() => compilePattern('name', pattern)).toThrow('must be a regular expression that Go accepts');
  });

  test('a pattern that would never end elsewhere ends', () => {
    expect(compilePattern('name', '(a+)+(b+)+$')(`${'a'.repeat(5000)}c`)).toBe(false);
  });
});
