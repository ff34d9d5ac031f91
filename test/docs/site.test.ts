import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Schema } from 'jsii-docgen/lib/docgen/schema';
import { API_LANGUAGES, writeApiPages } from '../../projenrc/api-pages';
import { checkSite } from '../../projenrc/check-site';
import { convertPage, nameSitePage } from '../../projenrc/site-pages';
import type { NavigationGroup } from '../../projenrc/site-pages';
import { ROOT } from './list-blocks';

const REPOSITORY = 'https://github.com/my-org/my-project';
const FILES = ['README.md', 'docs/secrets.md', 'docs/ci.md', 'API.md'];

test('the navigation of the site has each page of the documentation once', () => {
  const navigation = JSON.parse(readFileSync(join(ROOT, 'site/navigation.json'), 'utf8')) as NavigationGroup[];
  const files = navigation.flatMap(({ pages }) => pages).map(({ file }) => file);
  const docs = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`);
  expect([...files].sort()).toEqual([...docs, 'README.md', 'API.md', 'CHANGELOG.md', 'CONTRIBUTING.md'].sort());
});

test.each([
  ['README.md', 'index.md'],
  ['docs/secrets.md', 'secrets.md'],
  ['CHANGELOG.md', 'changelog.md'],
  ['API.md', 'api/index.md'],
])('%s is %s on the site', (file, page) => {
  expect(nameSitePage(file)).toBe(page);
});

test.each([
  ['another page', '[Secrets](secrets.md#sops)', 'docs/ci.md', '[Secrets](./secrets.md#sops)'],
  ['another page, by its published address', `[Secrets](${REPOSITORY}/blob/main/docs/secrets.md)`, 'README.md', '[Secrets](./secrets.md)'],
  ['the API', '[API](../API.md)', 'docs/ci.md', '[API](./api/index.md)'],
  ['a heading of the page itself', '[below](#more)', 'docs/ci.md', '[below](#more)'],
  ['a file that is no page', '[one](ci/gitlab-ci.yaml)', 'docs/ci.md', `[one](${REPOSITORY}/blob/main/docs/ci/gitlab-ci.yaml)`],
  ['a folder', '[all](../examples)', 'docs/ci.md', `[all](${REPOSITORY}/tree/main/examples)`],
  ['another site', '[Flux](https://fluxcd.io/flux)', 'docs/ci.md', '[Flux](https://fluxcd.io/flux)'],
  ['a picture', '![in](https://raw.githubusercontent.com/my-org/my-project/main/docs/overview.svg)', 'README.md', '![in](/overview.svg)'],
])('a link to %s leads there from the site', (_, markdown, file, converted) => {
  expect(convertPage(markdown, file, FILES, REPOSITORY)).toBe(converted);
});

test('blocks of code are left as they are', () => {
  const markdown = '```yaml\na: "[Secrets](secrets.md)"\n```\n';
  expect(convertPage(markdown, 'docs/ci.md', FILES, REPOSITORY)).toBe(markdown);
});

test('each row of a table of codes can be linked', () => {
  expect(convertPage('| `GIT_REF` | a |\n| `--flag` | b |\n', 'docs/ci.md', FILES, REPOSITORY)).toBe('| <a id="GIT_REF"></a>`GIT_REF` | a |\n| `--flag` | b |\n');
});

const SCHEMA: Schema = {
  version: '0.1',
  language: 'python',
  metadata: { packageName: 'my-package', packageVersion: '1.0.0' },
  apiReference: {
    constructs: [{
      id: 'my-package.Sync',
      fqn: 'my_package.Sync',
      displayName: 'Sync',
      docs: { summary: 'A sync.', example: 'Sync(options)', links: ['https://example.com/sync'] },
      interfaces: [],
      initializer: {
        id: 'my-package.Sync.Initializer',
        fqn: 'my_package.Sync.Initializer',
        displayName: 'Initializer',
        usage: 'my_package.Sync(options: Options)',
        parameters: [{
          id: 'my-package.Sync.Initializer.parameter.options',
          fqn: '',
          displayName: 'options',
          variadic: false,
          type: { formattingPattern: 'typing.List[%]', types: [{ id: 'my-package.Options', displayName: 'Options', fqn: '', packageName: 'my-package', packageVersion: '1.0.0' }] },
          docs: { summary: 'What | how.' },
        }],
      },
      instanceMethods: [],
      staticMethods: [],
      constants: [],
      properties: [],
    }],
    classes: [],
    structs: [{
      id: 'my-package.Options',
      fqn: 'my_package.Options',
      displayName: 'Options',
      docs: {},
      properties: [{
        id: 'my-package.Options.property.pullSecret',
        fqn: '',
        displayName: 'pull_secret',
        optional: true,
        default: '- no Secret',
        type: { formattingPattern: 'Map<str>' },
        docs: { summary: 'Its name.' },
      }],
    }],
    interfaces: [],
    enums: [],
  },
};

test('the API has an index and a page for each type, named alike in each language', () => {
  const [, python] = API_LANGUAGES;
  expect(writeApiPages(SCHEMA, python)).toEqual([
    {
      path: 'index.md',
      text: [
        '# API for Python', '[TypeScript](../typescript/index.md) · **Python** · [Go](../go/index.md) · [Java](../java/index.md)',
        '## Constructs', '| Name | What it is |\n| --- | --- |\n| [Sync](./Sync.md) | A sync. |',
        '## Structs', '| Name | What it is |\n| --- | --- |\n| [Options](./Options.md) |  |',
      ].join('\n\n'),
    },
    {
      path: 'Sync.md',
      text: [
        '# Sync', '[TypeScript](../typescript/Sync.md) · **Python** · [Go](../go/Sync.md) · [Java](../java/Sync.md)',
        'A sync.', '```python\nSync(options)\n```', 'See <https://example.com/sync>', '## Constructor', '```python\nmy_package.Sync(options: Options)\n```',
        '| Parameter | Type | What it is |\n| --- | --- | --- |\n| `options` (required) | <code v-pre>typing.List[<a href="./Options.html">Options</a>]</code> | What \\| how. |',
      ].join('\n\n'),
    },
    {
      path: 'Options.md',
      text: [
        '# Options', '[TypeScript](../typescript/Options.md) · **Python** · [Go](../go/Options.md) · [Java](../java/Options.md)',
        '## Properties', '### pull_secret', '<code v-pre>Map&lt;str&gt;</code>, optional', 'Its name.', 'Default: no Secret.',
      ].join('\n\n'),
    },
  ]);
});

test('Go names a type by its package, as code does', () => {
  const type = 'github.com/my-org/my-package-go/mypackage.Sync';
  const usage = `import "github.com/my-org/my-package-go/mypackage"\n\n*[]${type}, github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2.Duration`;
  const schema = structuredClone(SCHEMA);
  const [sync] = schema.apiReference!.constructs;
  Object.assign(sync, { initializer: { ...sync.initializer, usage } });
  const [, , go] = API_LANGUAGES;
  const { text } = writeApiPages(schema, go).find(({ path }) => path === 'Sync.md')!;
  expect(text).toContain('```go\nimport "github.com/my-org/my-package-go/mypackage"\n\n*[]mypackage.Sync, cdk8s.Duration\n```');
});

test('a link of a built page to a file or an anchor that is not there is found, and others are not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  const write = (path: string, html: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), html);
  };
  write('index.html', '<a href="/base/a.html#one">x</a><a href="a.html#two">x</a><a href="/base/">x</a><a href="https://example.com/b">x</a><img src="c.svg">');
  write('a.html', '<h2 id="one">x</h2><a href="#one">x</a><a href="#three">x</a><a href="api/">x</a><a href="d.html">x</a><a href="/a.html">x</a><a href="../base">x</a>');
  write('api/index.html', '<a href="../a.html#one">x</a>');
  expect(checkSite(folder, '/base/')).toEqual([
    { page: 'a.html', target: '#three', why: 'no such anchor' },
    { page: 'a.html', target: 'd.html', why: 'no such file' },
    { page: 'a.html', target: '/a.html', why: 'no such file' },
    { page: 'a.html', target: '../base', why: 'no such file' },
    { page: 'index.html', target: 'a.html#two', why: 'no such anchor' },
    { page: 'index.html', target: 'c.svg', why: 'no such file' },
  ]);
});
