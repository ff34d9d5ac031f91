import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FluxFleet } from '../../src';

test('values of the flux-instance chart, bare or in a HelmRelease, stand in for a FluxInstance', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flux-fleet-chart-'));
  const values = 'instance:\n  sync: {kind: GitRepository, url: "https://git.example.com/a.git", ref: refs/heads/main, path: ./}\n';
  writeFileSync(join(folder, 'bare.yaml'), values);
  writeFileSync(join(folder, 'release.yaml'), 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: flux, namespace: flux-system}\n'
    + `spec:\n  values:\n${values.replace(/^/gm, '    ')}`);
  const outdir = mkdtempSync(join(tmpdir(), 'flux-fleet-out-'));
  const fleet = new FluxFleet({ outdir });
  fleet.addClustersFromDirectory(folder);
  expect(fleet.synth().clusters).toBe(2);
  for (const cluster of ['bare', 'release']) {
    expect(readFileSync(join(outdir, `${cluster}.k8s.yaml`), 'utf8')).toContain('url: https://git.example.com/a.git\n');
  }
  writeFileSync(join(folder, 'release.yaml'), readFileSync(join(folder, 'release.yaml'), 'utf8').replace('https://git.example.com', 'git.example.com'));
  const broken = new FluxFleet({ outdir });
  broken.addClustersFromDirectory(folder);
  expect(() => broken.synth()).toThrow('spec.values.instance.sync.url (GitRepository spec.url): ');
});
