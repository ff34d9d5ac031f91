import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { inFolder, INSTANCE, run } from './terminal';

function diff(before: string, after: string, ...args: string[]) {
  return inFolder({ 'old.yaml': before, 'new.yaml': after }, () => run(['diff', 'old.yaml', 'new.yaml', ...args]));
}

test('diff of what makes the same objects is empty, and ends with 0', () => {
  expect(diff(INSTANCE, INSTANCE.replace('path: clusters/eu', 'path: "clusters/eu" # the same'))).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('diff shows each object that changes, with the lines around, and ends with 1', () => {
  expect(diff(INSTANCE, INSTANCE.replace('clusters/eu', 'clusters/us'))).toEqual({
    code: 1,
    stderr: '',
    stdout: `new.yaml: Kustomization flux-system/flux-system (changed)
@@ -15,7 +15,7 @@
     kustomize.toolkit.fluxcd.io/prune: Disabled
 spec:
   interval: 10m0s
-  path: clusters/eu
+  path: clusters/us
   prune: true
   sourceRef:
     kind: GitRepository
`,
  });
});

test('a renamed sync comes first, because Flux deletes what it had applied', () => {
  const renamed = INSTANCE.replace('    path:', '    name: cluster\n    path:');
  inFolder({ 'old/a.yaml': INSTANCE, 'new/a.yaml': INSTANCE.replace('eu', 'us'), 'old/b.yaml': INSTANCE, 'new/b.yaml': renamed }, () => {
    const [first, , ...lines] = run(['diff', 'old', 'new']).stdout.split('\n');
    expect(first).toBe('b.yaml: the sync is renamed from flux-system/flux-system to flux-system/cluster: '
      + 'when the old Kustomization is deleted, Flux deletes everything that it applied');
    expect(lines.filter((line) => line.startsWith('b.yaml'))).toEqual([
      'b.yaml: Kustomization flux-system/cluster (added)',
      'b.yaml: GitRepository flux-system/flux-system (removed)',
      'b.yaml: Kustomization flux-system/flux-system (removed)',
    ]);
    expect(lines.filter((line) => line.startsWith('a.yaml'))).toEqual(['a.yaml: Kustomization flux-system/flux-system (changed)']);
  });
});

test('a sync that is gone is flagged', () => {
  inFolder({ 'old/a.yaml': INSTANCE, 'new/b.txt': '' }, () => {
    const { instances } = JSON.parse(run(['diff', 'old', 'new', '--output', 'json']).stdout);
    expect(instances).toMatchObject([{
      file: 'a.yaml',
      danger: expect.stringContaining('the sync flux-system/flux-system is gone'),
      objects: [{ kind: 'GitRepository', type: 'removed' }, { kind: 'Kustomization', type: 'removed' }],
    }]);
  });
});

test('a new instance has only added lines', () => {
  inFolder({ 'old/b.txt': '', 'new/a.yaml': INSTANCE }, () => {
    const { instances } = JSON.parse(run(['diff', 'old', 'new', '--output', 'json']).stdout);
    expect(instances[0]).not.toHaveProperty('danger');
    expect(instances[0].objects.map(({ type }: any) => type)).toEqual(['added', 'added']);
  });
});

test('an instance with errors is not compared, and the errors are said', () => {
  expect(diff(INSTANCE, INSTANCE.replace('https', 'htps'))).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^new\.yaml:12:10: error/) });
});

test('--base compares with a Git revision', () => {
  inFolder({ 'clusters/eu.yaml': INSTANCE, 'clusters/notes.md': '' }, () => {
    const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=user', '-c', 'user.email=user@example.com', '-c', 'commit.gpgsign=false', ...args]);
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'Add');
    expect(run(['diff', '--base', 'HEAD', 'clusters'])).toEqual({ code: 0, stdout: '', stderr: '' });
    writeFileSync('clusters/eu.yaml', INSTANCE.replace('refs/heads/main', 'refs/heads/next'));
    writeFileSync('clusters/us.yaml', INSTANCE);
    for (const paths of [['clusters'], ['.'], ['clusters/eu.yaml', 'clusters/us.yaml']]) {
      const { code, stdout } = run(['diff', '--base', 'HEAD', ...paths]);
      expect([code, stdout.split('\n').filter((line) => line.startsWith('clusters'))]).toEqual([1, [
        'clusters/eu.yaml: GitRepository flux-system/flux-system (changed)',
        'clusters/us.yaml: GitRepository flux-system/flux-system (added)',
        'clusters/us.yaml: Kustomization flux-system/flux-system (added)',
      ]]);
    }
    expect(run(['diff', '--base', 'nothing', 'clusters'])).toMatchObject({ code: 2, stderr: expect.stringContaining('git: ') });
    expect(run(['diff', '--base', '--output=x', 'clusters']).code).toBe(2);
  });
});

test('diff needs two sides', () => {
  expect(diff(INSTANCE, INSTANCE, 'third.yaml')).toMatchObject({ code: 2, stderr: expect.stringContaining('OLD and NEW') });
});
