import { suggestUrl } from '../../src/controllers';

test.each<[string, string, string | undefined]>([
  ['GitRepository', 'git@github.com:acme/fleet.git', 'write ssh://git@github.com/acme/fleet.git'],
  ['GitRepository', 'git@github.com/acme/fleet.git', 'write ssh://git@github.com/acme/fleet.git'],
  ['GitRepository', 'me@git.example.com:~me/fleet', 'write ssh://me@git.example.com/~me/fleet'],
  ['GitRepository', 'git@git.example.com:7999/a/b.git', 'write ssh://git@git.example.com/7999/a/b.git, or ssh://git@git.example.com:7999/a/b.git where 7999 is the port'],
  ['GitRepository', 'github.com:acme/fleet.git', 'write ssh://git@github.com/acme/fleet.git'],
  ['GitRepository', 'ssh://git@github.com:acme/fleet.git', 'write ssh://git@github.com/acme/fleet.git'],
  ['GitRepository', 'github.com/acme/fleet', 'write https://github.com/acme/fleet'],
  ['GitRepository', 'git.example.com:8443/acme/fleet', 'write https://git.example.com:8443/acme/fleet'],
  ['GitRepository', 'git://github.com/acme/fleet', 'write https://github.com/acme/fleet'],
  ['GitRepository', 'git+ssh://git@github.com/acme/fleet', 'write ssh://git@github.com/acme/fleet'],
  ['GitRepository', 'HTTPS://github.com/acme/fleet', 'write https://github.com/acme/fleet'],
  ['GitRepository', 'oci://ghcr.io/acme/fleet', 'use the kind OCIRepository for it'],
  ['GitRepository', '/srv/git/fleet', 'write the address of a server: a controller cannot read local folders'],
  ['GitRepository', './fleet', 'write the address of a server: a controller cannot read local folders'],
  ['OCIRepository', 'ghcr.io/acme/fleet', 'write oci://ghcr.io/acme/fleet'],
  ['OCIRepository', 'localhost:5000/fleet', 'write oci://localhost:5000/fleet'],
  ['OCIRepository', 'https://ghcr.io/acme/fleet', 'write oci://ghcr.io/acme/fleet'],
  ['OCIRepository', 'docker://ghcr.io/acme/fleet', 'write oci://ghcr.io/acme/fleet'],
  ['OCIRepository', 'https://github.com/acme/fleet.git', 'use the kind GitRepository for it'],
  ['OCIRepository', 'ssh://git@github.com/acme/fleet', 'use the kind GitRepository for it'],
  ['Bucket', 'https://minio.example.com:9000', 'write minio.example.com:9000'],
])('a %s does not take %s: %s', (kind, url, remedy) => {
  expect(suggestUrl(kind, url)).toBe(remedy);
});

test.each<[string, string]>([
  ['GitRepository', 'fleet'],
  ['GitRepository', 'acme/fleet'],
  ['GitRepository', 'ftp://example.com/fleet'],
  ['GitRepository', 'x'.repeat(100_000)],
  ['GitRepository', `${'a.'.repeat(200)}:`],
  ['OCIRepository', 'acme/fleet'],
  ['Bucket', 'http://minio.example.com'],
  ['HelmRepository', 'ghcr.io/acme/fleet'],
  ['constructor', 'ghcr.io/acme/fleet'],
])('nobody guesses what was meant with a %s at %s', (kind, url) => {
  expect(suggestUrl(kind, url)).toBeUndefined();
});

test.each([
  'oauth2:glpat-0123456789abcdef@gitlab.com/acme/fleet', 'ghp_0123456789abcdef@github.com:acme/fleet.git', 'git://me:secretpw@git.local/fleet', 'me:secretpw@git.local:acme/fleet',
])('a password or a token is not repeated: %s', (url) => {
  expect(suggestUrl('GitRepository', url)).toBeUndefined();
});
