import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { ARTIFACT, render } from '../distribution/render';
import { inFolder, INSTANCE, RELEASE, run } from './terminal';

function parse(text: string): any[] {
  return parseAllDocuments(text).map((document) => document.toJS());
}

test('build writes the source and the Kustomization', () => {
  const { code, stdout, stderr } = run(['build', '-'], INSTANCE);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toBe(`apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: flux-system
  namespace: flux-system
  labels:
    app.kubernetes.io/managed-by: flux-operator
    app.kubernetes.io/instance: flux-system
    app.kubernetes.io/version: v2.9.4
    app.kubernetes.io/part-of: flux
    fluxcd.controlplane.io/name: flux
    fluxcd.controlplane.io/namespace: flux-system
  annotations:
    kustomize.toolkit.fluxcd.io/ssa: Ignore
    kustomize.toolkit.fluxcd.io/prune: Disabled
spec:
  interval: 1m0s
  ref:
    name: refs/heads/main
  url: https://github.com/acme/fleet.git
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: flux-system
  namespace: flux-system
  labels:
    app.kubernetes.io/managed-by: flux-operator
    app.kubernetes.io/instance: flux-system
    app.kubernetes.io/version: v2.9.4
    app.kubernetes.io/part-of: flux
    fluxcd.controlplane.io/name: flux
    fluxcd.controlplane.io/namespace: flux-system
  annotations:
    kustomize.toolkit.fluxcd.io/ssa: Ignore
    kustomize.toolkit.fluxcd.io/prune: Disabled
spec:
  interval: 10m0s
  path: clusters/eu
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
`);
});

test('build with the manifests writes all objects of the instance', () => {
  const { code, stdout } = run(['build', '-', '--manifests', ARTIFACT], INSTANCE);
  const objects = parse(stdout);
  expect(code).toBe(0);
  expect(objects.filter(({ kind }) => kind !== 'GitRepository' && kind !== 'Kustomization')).toEqual(parse(JSON.stringify(render({}).objects))[0]);
  expect(objects.filter(({ kind }) => kind === 'GitRepository' || kind === 'Kustomization')).toHaveLength(2);
});

test('a range of versions means the highest release that the manifests have', () => {
  const { code, stdout } = run(['build', '-', '--manifests', ARTIFACT], INSTANCE.replace(/version: .*/, 'version: 2.x'));
  expect(code).toBe(0);
  expect(stdout).toContain('app.kubernetes.io/version: v2.9.4\n');
});

test('patches for the controllers are applied with the manifests, and a wrong one is an error at its place', () => {
  const patched = `${INSTANCE}  kustomize:
    patches:
      - target: {kind: Deployment, name: kustomize-controller}
        patch: |
          - {op: add, path: /spec/template/spec/containers/0/args/-, value: --concurrent=9}
`;
  const { stdout } = run(['build', '-', '--manifests', ARTIFACT], patched);
  const controller = parse(stdout).find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'kustomize-controller');
  expect(controller.spec.template.spec.containers[0].args).toContain('--concurrent=9');
  const wrong = run(['check', '-', '--manifests', ARTIFACT], patched.replace('/args/-', '/nothing/-'));
  expect(wrong).toMatchObject({ code: 1, stdout: expect.stringMatching(/^stdin:19:13: error: spec\.kustomize\.patches\[0\]\.ops\[0\]: /) });
});

test('manifests that are not there are an error', () => {
  expect(run(['build', '-', '--manifests', 'nowhere'], INSTANCE)).toMatchObject({ code: 1, stdout: expect.stringMatching(/^$/), stderr: expect.stringContaining('--manifests') });
});

test('an instance with errors is left out, and the others are written', () => {
  inFolder({ 'a.yaml': INSTANCE.replace('https', 'htps'), 'b.yaml': RELEASE }, () => {
    const { code, stdout, stderr } = run(['build', '.']);
    expect(code).toBe(1);
    expect(parse(stdout).map(({ kind }) => kind)).toEqual(['OCIRepository', 'Kustomization']);
    expect(stderr).toMatch(/^a\.yaml:12:10: error: /);
  });
});

test('--output-dir writes a file for each instance', () => {
  inFolder({ 'clusters/eu/flux.yaml': INSTANCE, 'clusters/us.yml': `${INSTANCE}---\n${RELEASE}` }, () => {
    expect(run(['build', './clusters', '--output-dir', 'out'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(parse(readFileSync('out/clusters/eu/flux.yaml', 'utf8'))).toHaveLength(2);
    expect(parse(readFileSync('out/clusters/us-2.yaml', 'utf8'))[0].kind).toBe('OCIRepository');
  });
});

test('--check shows how the files in the folder differ from what would be written, and writes nothing', () => {
  inFolder({ 'eu.yaml': INSTANCE }, () => {
    const check = ['build', 'eu.yaml', '--output-dir', 'out', '--check'];
    expect(run(check)).toEqual({ code: 1, stdout: expect.stringMatching(/^added out\/eu\.yaml\nadded GitRepository flux-system\/flux-system\n/), stderr: '' });
    expect(existsSync('out')).toBe(false);
    run(['build', 'eu.yaml', '--output-dir', 'out']);
    expect(run(check)).toEqual({ code: 0, stdout: '', stderr: '' });
    writeFileSync('out/eu.yaml', readFileSync('out/eu.yaml', 'utf8').replace('prune: true', 'prune: false'));
    expect(run(check)).toEqual({
      code: 1, stdout: expect.stringMatching(/^changed out\/eu\.yaml\nchanged Kustomization flux-system\/flux-system\n[^]*\n-  prune: false\n\+  prune: true\n/), stderr: '',
    });
    writeFileSync('out/eu.yaml', 'a: [');
    expect(run(check).code).toBe(1);
  });
});

test('--check without a folder to compare with is a mistake', () => {
  expect(run(['build', '-', '--check'], INSTANCE)).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining('--check: needs --output-dir') });
});
