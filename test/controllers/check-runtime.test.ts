import * as fc from 'fast-check';
import { checkRuntime, indexSecrets } from '../../src/controllers';
import { formatProblem } from '../../src/problems';
import { CASES } from './cases';
import { check, git, kustomization, listCodes, oci, s, secret } from './cases/rule-case';
import type { Subject } from './cases/rule-case';

const SUBJECTS: readonly Subject[] = CASES.flatMap(([, , fires, silent]) => [...fires, ...silent]);

describe('what is not an object of these controllers', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a string', 'GitRepository'],
    ['a list', [git({ interval: '0s' }).object]],
    ['a function', () => 5],
    ['another kind', { ...git({ interval: '0s' }).object, kind: 'HelmRepository' }],
    ['a kind that is a property of all objects', { ...git({}).object, kind: 'constructor' }],
    ['a kind of another group', { ...git({ interval: '0s' }).object, apiVersion: 'example.com/v1' }],
  ])('is passed over: %s', (_, object) => {
    expect(checkRuntime([object], { fluxVersion: 'v2.9.4' })).toEqual([]);
  });
});

test('an object that contains itself is checked like any other', () => {
  const cyclic: any = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository' };
  cyclic.spec = cyclic;
  expect(listCodes({ object: cyclic })).toEqual(['GIT_REF_DEFAULT']);
});

test('the sync that the operator emits by default has no findings', () => {
  const objects = [git({ ref: { name: 'refs/heads/main' } }).object, kustomization({}).object];
  expect(checkRuntime(objects, { fluxVersion: 'v2.9.4' })).toEqual([]);
});

test('a version that cannot be read leaves only the rules of all versions', () => {
  expect(listCodes(git({ provider: 'github', ref: { name: 'main' } }, { fluxVersion: 'latest' }))).toEqual(['GIT_REF_NAME_UNQUALIFIED']);
});

test('a Secret counts only in the namespace of the object', () => {
  const { object } = git({ secretRef: { name: 's' }, url: 'ssh://git@example.com/x' });
  const [known] = secret([]).secrets;
  const codes = (namespace: string) => listCodes({ object, secrets: [{ ...known, namespace }] });
  expect(codes('flux-system')).toEqual(['GIT_SSH_SECRET_KEYS']);
  expect(codes('other')).toEqual(['SECRET_IN_OTHER_NAMESPACE']);
});

test('of several Secrets with one name the first counts', () => {
  const [known] = secret([]).secrets;
  const index = indexSecrets([{ ...known, keys: ['first'] }, { ...known, keys: ['second'] }]);
  expect(index.find('flux-system', 's')?.keys).toEqual(['first']);
  expect(index.find('flux-system', 'other')).toBeUndefined();
  expect(index.findNamespaces('s')).toEqual(['flux-system']);
  expect(index.findNamespaces('other')).toEqual([]);
});

test('a problem names its object, its field as steps and as a path, and what to do', () => {
  expect(check(git({ include: [{ repository: { name: 'a' }, toPath: '/' }] }))).toEqual([
    {
      severity: 'error',
      object: { kind: 'GitRepository', namespace: 'flux-system', name: 'flux-system' },
      steps: ['spec', 'include', 0, 'toPath'],
      problem: {
        code: 'GIT_INCLUDE_ROOT',
        path: 'spec.include[0].toPath',
        rule: 'must be a directory below the root of the repository',
        received: '/',
        remedy: 'name a directory',
      },
    },
    expect.objectContaining({ severity: 'warning', steps: ['spec', 'include', 0, 'toPath'] }),
  ]);
});

describe('a message that refers to another field', () => {
  const hidden = git({ ref: { tag: 'v1', branch: 'main' } });
  const missing = git({ url: 'ssh://git@example.com/x' });

  test.each<[Subject, string]>([
    [hidden, 'spec.ref.branch: is ignored: spec.ref.tag takes precedence, received "main"; remove it, or the field that takes precedence [GIT_REF_HIDDEN]'],
    [missing, 'spec.url: needs a Secret with the keys identity and known_hosts: Flux has no anonymous SSH, received "ssh://git@example.com/x"; '
      + 'name the Secret in spec.secretRef, or use an https:// URL [GIT_SSH_SECRET_MISSING]'],
  ])('names the field of the object by default (case %#)', (subject, message) => {
    expect(check(subject).map(({ problem }) => formatProblem(problem))).toEqual([message]);
  });

  test('names the input where the caller knows it', () => {
    const asked: unknown[] = [];
    const nameField = (kind: string, field: string) => {
      asked.push([kind, field]);
      return field === 'spec.secretRef' ? 'pullSecret' : undefined;
    };
    const found = checkRuntime([missing.object, hidden.object], { fluxVersion: 'v2.9.4', nameField });
    expect(found.map(({ problem }) => problem.remedy)).toEqual(['name the Secret in pullSecret, or use an https:// URL', 'remove it, or the field that takes precedence']);
    expect(found[1].problem.rule).toBe('is ignored: spec.ref.tag takes precedence');
    expect(asked).toEqual([['GitRepository', 'spec.secretRef'], ['GitRepository', 'spec.ref.tag']]);
  });

  test('leaves variables of a substitution alone', () => {
    const [found] = check(kustomization({ postBuild: {} }));
    expect(found.problem.rule).toContain('${x:=d}');
  });
});

test('a token as a password needs a username, and no message leads to bearerToken', () => {
  const [{ problem }] = check(git({ secretRef: s }, secret(['password'])));
  expect(formatProblem(problem)).toBe('spec.secretRef.name: names a Secret with a password but no username, received "s"; '
    + 'add the key username; with a token as the password, most servers accept any username, such as git [GIT_SECRET_USERNAME_MISSING]');
});

describe('a finding says what it found', () => {
  const known = secret({ identity: 'x', known_hosts: 'example.com ssh-ed25519 AAAA' });

  test.each<[Subject, string]>([
    [git({ secretRef: { name: 'flux-system/git-auth' } }), 'spec.secretRef.name: must be the name of an object: lower case letters, digits, - and ., starting and '
      + 'ending with a letter or digit, received "flux-system/git-auth"; write git-auth alone: the object is always looked up in the namespace of the sync [REFERENCE_NAME_INVALID]'],
    [git({ ref: { name: 'refs/remotes/origin/main' } }), 'spec.ref.name: is not where Git servers keep branches and tags, received "refs/remotes/origin/main"; '
      + 'write refs/heads/main [GIT_REF_NAME_UNUSUAL]'],
    [git({ ref: { name: 'refs/heads/refs/tags/v1' } }), 'spec.ref.name: is not where Git servers keep branches and tags, received "refs/heads/refs/tags/v1"; '
      + 'write refs/tags/v1 [GIT_REF_NAME_UNUSUAL]'],
    [git({ url: 'ssh://git@example.com:7999/o/r', secretRef: s }, known), 'spec.secretRef.name: names a Secret whose known_hosts does not have [example.com]:7999, '
      + 'the host of the URL, received "s"; add the lines of ssh-keyscan for the host in spec.url; with a port, those of ssh-keyscan -p [GIT_KNOWN_HOSTS]'],
    [git({ secretRef: s }, secret(['.dockerconfigjson'])), 'spec.secretRef.name: names a Secret without a login for Git over HTTP and HTTPS: access is anonymous, '
      + 'and these keys are ignored: .dockerconfigjson, received "s"; remove these keys, or use those that count: username and password, bearerToken, ca.crt, '
      + 'tls.crt and tls.key [GIT_HTTP_SECRET_KEYS_IGNORED]'],
    [git({ secretRef: s }, { secrets: known.secrets.map((one) => ({ ...one, namespace: 'gitops' })) }), 'spec.secretRef.name: names a Secret that this chart creates '
      + 'in gitops, not in flux-system, where it is looked up, received "s"; create the Secret in the namespace of the sync [SECRET_IN_OTHER_NAMESPACE]'],
    [kustomization({ path: 'clusters\\a' }), 'spec.path: has a backslash, which does not separate directories in a source, received "clusters\\\\a"; write clusters/a [PATH_BACKSLASH]'],
    [git({ url: 'https://user:secretpw@git.local/a.git' }), 'spec.url: has a password or a token in it, which ends up in Git in plain text, and in the status of the object; '
      + 'put username and password into a Secret and name it in spec.secretRef; replace the password, as it may have been read already [GIT_CREDENTIALS_IN_URL]'],
    [git({ url: 'http://ghp_0123456789abcdef@git.local/a.git', ref: { branch: 'main' } }), 'spec.url: has a password or a token in it, which ends up in Git in plain text, '
      + 'and in the status of the object; put username and password into a Secret and name it in spec.secretRef; replace the password, as it may have been read already [GIT_CREDENTIALS_IN_URL]'],
  ])('case %#', (subject, message) => {
    expect(check(subject).map(({ problem }) => formatProblem(problem))[0]).toBe(message);
  });

  test('a token in place of the username is never shown', () => {
    const messages = check(git({ url: 'http://ghp_0123456789abcdef@git.local/a.git' })).map(({ problem }) => formatProblem(problem));
    expect(messages).toHaveLength(2);
    expect(messages.join()).not.toContain('0123456789abcdef');
  });
});

test.each([
  [{ name: '//refs/tags/v1' }, 'write refs/tags/v1'],
  [{ name: '/heads/main' }, 'write refs/heads/main'],
  [{ name: 'HEAD' }, 'write the full name: refs/heads/main for a branch, refs/tags/v1.0.0 for a tag'],
  [{ name: '0'.repeat(40) }, 'for a commit set spec.ref.commit'],
  [{ name: 'a'.repeat(41) }, `write refs/heads/${'a'.repeat(41)} for a branch, refs/tags/${'a'.repeat(41)} for a tag`],
  [{ branch: 'refs/heads/main' }, 'write main'],
  [{ tag: 'refs/tags/v1' }, 'write v1'],
  [{ branch: 'a..b' }, 'write the short name, such as main, or use spec.ref.name for the full name'],
])('for the ref %j the remedy is: %s', (ref, remedy) => {
  expect(check(git({ ref })).map(({ problem }) => problem.remedy)).toEqual([remedy]);
});

test('a name that has what looks like a mistake in its middle is left alone', () => {
  expect(check(git({ ref: { name: 'refs/pull/refs/head/main' } }))).toEqual([]);
});

test('a semver filter without semver is ignored, whatever else is set', () => {
  const rules = (ref: object) => check(oci({ ref })).filter(({ problem }) => problem.code === 'OCI_REF_HIDDEN').map(({ problem }) => problem.rule);
  expect(rules({ semverFilter: '.*' })).toEqual(['is ignored without spec.ref.semver']);
  expect(rules({ semverFilter: '.*', tag: 'v1' })).toEqual(['is ignored: spec.ref.tag takes precedence']);
});

test('many includes are checked in linear time', () => {
  const include = Array.from({ length: 20_000 }, (_, index) => ({ repository: { name: `r${index}` }, toPath: `a/${index}` }));
  const begin = process.cpuUsage().user;
  expect(listCodes(git({ include: [...include, { repository: { name: 'r' }, toPath: 'a' }] }))).toEqual(['GIT_INCLUDE_OVERLAP']);
  expect(process.cpuUsage().user - begin).toBeLessThan(3_000_000);
});

test('the input is not changed', () => {
  for (const { object, secrets, others = [] } of SUBJECTS) {
    const before = JSON.stringify([object, secrets, others]);
    check({ object, secrets, others });
    expect(JSON.stringify([object, secrets, others])).toBe(before);
  }
});

test('nothing makes it throw: any value in any place of an object', () => {
  const places = fc.constantFrom(...SUBJECTS).chain((subject) => fc.constantFrom(...listPaths(subject.object)).map((path) => ({ subject, path })));
  const value = fc.oneof(fc.anything({ withNullPrototype: true, withBigInt: true }), fc.string(), fc.constantFrom('__proto__', '${x}', '\ud800', '(', '%', '..'));
  fc.assert(fc.property(places, value, ({ subject: { object, secrets, others = [] }, path }, given) => {
    check({ object: replaceAt(object, path, given), others, secrets })
      .forEach(({ problem }) => expect(typeof formatProblem(problem)).toBe('string'));
  }), { numRuns: 3000 });
});

test('nothing makes it throw: any objects at all', () => {
  fc.assert(fc.property(fc.array(fc.anything()), fc.string(), (objects, fluxVersion) => {
    expect(checkRuntime(objects, { fluxVersion })).toEqual([]);
  }));
});

test('no value of a Secret is ever in a message, nor a password of a URL', () => {
  const planted = 'PLANTED-5d1c';
  const plant = (object: any) => JSON.parse(JSON.stringify(object).replace(/:\/\/(\w*)(:\w+)?@/g, `://$1:${planted}@`));
  const messages = SUBJECTS.flatMap(({ object, others = [], secrets = [] }) => {
    const withValues = secrets.map((known) => ({ ...known, values: Object.fromEntries(known.keys.map((key) => [key, `http://${planted}`])) }));
    return check({ object: plant(object), others, secrets: withValues }).map(({ problem }) => formatProblem(problem));
  });
  expect(messages.length).toBeGreaterThan(200);
  expect(messages.filter((message) => message.includes(planted))).toEqual([]);
});

/** The paths of all values in an object. */
function listPaths(value: unknown, path: readonly string[] = []): string[][] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, child]) => listPaths(child, [...path, key])) : [];
  return [[...path], ...inner];
}

function replaceAt(value: any, [key, ...rest]: readonly string[], given: unknown): unknown {
  if (key === undefined) {
    return given;
  }
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key] = replaceAt(value[key], rest, given);
  return copy;
}
