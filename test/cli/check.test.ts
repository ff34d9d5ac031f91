import { GOTK_SYNC, inFolder, INSTANCE, PATCHED, RELEASE, run } from './terminal';

function check(text: string, ...args: string[]): string[] {
  const { code, stdout } = run(['check', '-', ...args], text);
  return [...stdout.trimEnd().split('\n').filter((line) => line !== ''), `exit ${code}`];
}

describe('check says of correct input nothing', () => {
  test.each([
    ['a FluxInstance', INSTANCE],
    ['a FluxInstance in JSON', JSON.stringify({
      apiVersion: 'fluxcd.controlplane.io/v1',
      kind: 'FluxInstance',
      metadata: { name: 'flux', namespace: 'flux-system' },
      spec: {
        distribution: { version: '2.x', registry: 'ghcr.io/fluxcd' },
        sync: { kind: 'OCIRepository', url: 'oci://ghcr.io/acme/fleet', ref: 'latest', path: './' },
      },
    })],
    ['a HelmRelease of the chart', RELEASE],
    ['values of the chart', 'instance:\n  sync: {kind: GitRepository, url: https://github.com/acme/fleet, ref: refs/heads/main, path: ./}\n'],
    ['a gotk-sync.yaml', GOTK_SYNC],
    ['characters that YAML and JSON escape differently', INSTANCE.replace('spec:', 'spec:\n  commonMetadata: {annotations: {note: "\\x7f\\u2028\\ufeff"}}')],
    ['a file with a byte order mark and Windows line ends', `\ufeff${INSTANCE.replaceAll('\n', '\r\n')}`],
  ])('%s', (_, text) => {
    expect(check(text)).toEqual(['exit 0']);
  });
});

describe('check names the place in the YAML', () => {
  test('of a field, and of the line in a patch that is wrong', () => {
    expect(check(PATCHED).map((line) => line.split(',')[0])).toEqual([
      expect.stringMatching(/^stdin:29:19: error: spec\.kustomize\.patches\[0\] \(GitRepository spec\.sparceCheckout\): is not a known field/),
      expect.stringMatching(/^stdin:38:19: error: spec\.kustomize\.patches\[1\] \(Kustomization spec\.wait\): must be true or false/),
      expect.stringMatching(/^stdin:40:37: error: spec\.kustomize\.patches\[2\] \(Kustomization spec\.prune\): must be true or false/),
      'exit 1',
    ]);
  });

  test('of an operation that fails', () => {
    const text = `${INSTANCE}  kustomize:
    patches:
      - target: {kind: Kustomization}
        patch: |

          - {op: test, path: /spec/prune, value: true}
          - {op: remove, path: /spec/nothing}
`;
    expect(check(text)[0]).toMatch(/^stdin:21:13: error: spec\.kustomize\.patches\[0\]\.ops\[1\]: /);
  });

  test('of the parent where a field is missing', () => {
    expect(check(INSTANCE.replace('    path: clusters/eu\n', ''))[0]).toMatch(/^stdin:10:3: error: spec\.sync\.path: is required/);
  });

  test('in the values of a HelmRelease', () => {
    expect(check(RELEASE.replace('latest', '"1.10"').replace('path: ./', 'path: ./\n        ignore: "*.md"'))).toEqual([
      'stdin:13:14: error: spec.values.instance.sync.ref: is written without quotes by the flux-instance chart and becomes 1.1, which is not a string, '
      + 'received "1.10"; put quotes into the value: \'"1.10"\' [CHART_VALUE_UNQUOTED]',
      'stdin:15:17: warning: spec.values.instance.sync.ignore: is not written by the flux-instance chart, so it changes nothing; '
      + 'write it as a patch in instance.kustomize.patches [CHART_VALUE_DROPPED]',
      'exit 1',
    ]);
  });

  test('from which values of a HelmRelease come that cannot be seen', () => {
    const from = '  valuesFrom:\n    - {kind: Secret, name: flux-values}\n    - {kind: ConfigMap, name: more, targetPath: instance.sync.ref}\n';
    const expected = (line: number) => [
      `stdin:${line}:7: warning: spec.valuesFrom[0]: takes values from a Secret, flux-values, that cannot be seen here; check the merged values, too: `
      + 'write them to a file of their own [CHART_VALUES_UNSEEN]',
      expect.stringContaining(`stdin:${line + 1}:7: warning: spec.valuesFrom[1]: takes values from a ConfigMap, more, that cannot be seen here`),
      'exit 0',
    ];
    expect(check(RELEASE.replace('  values:', `${from}  values:`))).toEqual(expected(9));
    expect(check(RELEASE.replace(/  values:[^]*/, from))).toEqual(expected(9));
  });

  test('where the text stops being YAML', () => {
    expect(check(`${INSTANCE}  kustomize: [\n`)[0]).toMatch(/^stdin:1[56]:\d+: error: must be YAML/);
  });

  test('of a template, which it names as such', () => {
    expect(check(INSTANCE.replace('clusters/eu', '{{ .Values.path }}'))[0]).toMatch(/^stdin:14:11: error: must be YAML; this is a template with \{\{ \}\}/);
  });
});

describe('variables of Flux', () => {
  const text = INSTANCE.replace('https://github.com/acme/fleet.git', '${url}').replace('clusters/eu', 'clusters/${cluster:=eu}');

  test('are left alone, and what holds one is not judged', () => {
    expect(check(text)).toEqual(['exit 0']);
    expect(run(['check', '-'], text).stderr).toContain('not decided for 1 value with variables');
  });

  test('are replaced where they are given', () => {
    expect(check(text, '--set', 'url=https://github.com/acme/fleet')).toEqual(['exit 0']);
    expect(check(text, '--set', 'url=github.com/acme/fleet')[0]).toContain('received "github.com/acme/fleet"');
  });

  test('become empty as in Flux where others are given, with a warning', () => {
    expect(check(text, '--set', 'URL=x')).toEqual(expect.arrayContaining([
      expect.stringContaining('stdin:12:10: warning: spec.sync.url: uses ${url}, which is not set: Flux writes an empty string for it; did you mean URL?'),
      'exit 1',
    ]));
  });

  test.each([
    ['${name}', 'Ab/cd-ef'], ['${name^}', 'Ab/cd-ef'], ['${name^^}', 'AB/CD-EF'], ['${name,}', 'ab/cd-ef'], ['${name,,}', 'ab/cd-ef'], ['${#name}', '8'],
    ['${name:3}', 'cd-ef'], ['${name:3:2}', 'cd'], ['${name:-2}', 'Ab/cd-ef'], ['${name#Ab/}', 'cd-ef'], ['${name##Ab/}', 'cd-ef'], ['${name%-ef}', 'Ab/cd'],
    ['${name%%-ef}', 'Ab/cd'], ['${name#x}', 'Ab/cd-ef'], ['${name/cd/x}', 'Ab/x-ef'], ['${name//b/x}', 'Ax/cd-ef'], ['${name/#Ab/x}', 'x/cd-ef'],
    ['${name/%ef/$&}', 'Ab/cd-$&'], ['${name/-/}', 'Ab/cdef'], ['${empty:-x}', 'x'], ['${empty:=x}', 'x'], ['${empty=x}', 'x'], ['${empty:+x}', 'x'], ['${other:-${name}/${other:=z}}', 'Ab/cd-ef/z'],
    ['$${name}', '${name}'], ['$name', '$name'], ['a${empty}b', 'ab'],
  ])('%s becomes %s, as in Flux', (form, value) => {
    const { stdout } = run(['build', '-', '--set', 'name=Ab/cd-ef', '--set', 'empty='], INSTANCE.replace('clusters/eu', () => `"./${form}"`));
    expect(stdout).toContain(`  path: ${/[$]/.test(value) ? `"./${value}"` : `./${value}`}\n`);
  });

  test.each(['${name', '${name-x}', '${name|x}', '${}', '${1}', '${name/x}', '${name^^^}', '${#name:1}', '${name:-${x}', '${x:=${x:=${x:=}}'])('%s is refused, as by Flux', (form) => {
    expect(check(INSTANCE.replace('clusters/eu', () => `"${form}"`), '--set', 'name=x')[0]).toMatch(/^stdin:14:11: error: spec\.sync\.path: has a \$\{…\} that Flux cannot read, .*\[VARIABLE_SYNTAX\]$/);
  });

  test('a pattern with wildcards is left as it is, with a warning', () => {
    expect(check(INSTANCE.replace('clusters/eu', '"${name%%-*}"'), '--set', 'name=a-b')[0]).toMatch(/^stdin:14:11: warning: spec\.sync\.path: has \$\{name%%-\*\}, whose wildcards are left .*\[VARIABLE_PATTERN\]$/);
  });

  test.each([
    ['lines', '# a comment\nurl=https://github.com/acme/fleet\n'],
    ['a map', 'url: https://github.com/acme/fleet\nnumber: 5\n'],
    ['a ConfigMap', 'apiVersion: v1\nkind: ConfigMap\ndata: {url: https://github.com/acme/fleet}\n'],
  ])('come from a file with %s', (_, vars) => {
    inFolder({ 'instance.yaml': text, 'vars.env': vars }, () => {
      expect(run(['check', 'instance.yaml', '--vars', 'vars.env'])).toMatchObject({ code: 0, stdout: '' });
    });
  });
});

describe('a folder', () => {
  const files = {
    'a/flux-instance.yaml': INSTANCE,
    'b/deep/release.yml': RELEASE,
    'c/flux-system/gotk-sync.yaml': GOTK_SYNC,
    'd/other.yaml': 'kind: ConfigMap\n',
    'd/template.yaml': '{{ if .Values.x }}\nkind: Deployment\n',
    'd/notes.txt': 'kind: FluxInstance',
    'd/values.yaml': 'instance: {name: other}\n',
    'e/app.yaml': GOTK_SYNC,
    'node_modules/x/flux-instance.yaml': 'kind: FluxInstance',
  };

  test('is searched for all that describes a FluxInstance; the rest is counted', () => {
    inFolder(files, () => {
      expect(run(['check', '.'])).toEqual({
        code: 0, stdout: '', stderr: '7 files, 3 FluxInstances, 4 other documents passed over: 0 errors, 0 warnings\n',
      });
    });
  });

  test.each([
    ['FluxInstence', [expect.stringMatching(/^a\.yaml:\d+:7: error: kind: must be .*; did you mean FluxInstance\? \[INPUT_ENUM\]$/), 'exit 1']],
    ['fluxInstance', [expect.stringMatching(/; did you mean FluxInstance\? \[INPUT_ENUM\]$/), 'exit 1']],
    ['FluxReport', ['exit 0']],
    ['ResourceSet', ['exit 0']],
  ])('with an object of the operator of the kind %s', (kind, lines) => {
    inFolder({ 'a.yaml': INSTANCE.replace('kind: FluxInstance', `kind: ${kind}`) }, () => {
      const { code, stdout } = run(['check', '.']);
      expect([...stdout.split('\n').filter(Boolean), `exit ${code}`]).toEqual(lines);
    });
  });

  test('that has nothing to check is fine, a file is not', () => {
    inFolder({ 'x.yaml': 'kind: ConfigMap\n' }, () => {
      expect(run(['check', '.'])).toMatchObject({ code: 0, stderr: expect.stringContaining('\nnothing was checked: there is no FluxInstance') });
      expect(run(['check', 'x.yaml'])).toMatchObject({ code: 1, stdout: expect.stringContaining('must hold a FluxInstance') });
    });
  });
});

describe('options', () => {
  const warned = RELEASE.replace('path: ./', 'path: ./\n        ignore: "*.md"');

  test('--acknowledge silences a warning', () => {
    expect(check(warned, '--acknowledge', 'CHART_VALUE_DROPPED')).toEqual(['exit 0']);
  });

  test('--acknowledge does not silence what the API server refuses', () => {
    expect(check(INSTANCE.replace('https', 'htps'), '--acknowledge', 'SCHEMA_PATTERN')).toContain('exit 1');
  });

  test('--warnings-as-errors makes errors of them', () => {
    expect(check(warned)).toContain('exit 0');
    expect(check(warned, '--warnings-as-errors')).toEqual([expect.stringContaining(': error: '), 'exit 1']);
  });

  test('--flux-version takes the place of the one in the YAML', () => {
    expect(check(INSTANCE.replace('2.9.4', '1.0'), '--flux-version', '2.8.x')).toEqual(['exit 0']);
    expect(check(INSTANCE, '--flux-version', '1.0')[0]).toContain('VERSION_UNKNOWN');
  });
});

test.each([
  ['no path', ['check'], 'name a file or a folder'],
  ['a file that is not there', ['check', 'nothing.yaml'], 'nothing.yaml: cannot be read: it does not exist (ENOENT)'],
  ['an unknown option', ['check', '--nothing'], 'Unknown option \'--nothing\''],
  ['a mistyped option', ['check', '--outptu', 'json', 'x'], 'Unknown option \'--outptu\'; did you mean --output?'],
  ['an unknown output', ['check', '-', '--output', 'xml'], '--output: must be one of text, json, github, gitlab, sarif'],
  ['a variable without value', ['check', '-', '--set', 'x'], '--set: must be NAME=value'],
  ['an unknown command', ['chek'], 'unknown command "chek"; did you mean check?'],
])('%s ends with 2 and one sentence', (_, args, message) => {
  const { code, stdout, stderr } = run(args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
});

test('help shows an example', () => {
  expect(run(['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('Example:\n  flux-instance check') });
  expect(run(['check', '--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('Example:\n  flux-instance check') });
});
