import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FluxInstanceSync } from '../../src';
import { makeChart, messageOf } from './make-sync';

const INSTANCE = `
apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata:
  name: flux
  namespace: gitops
spec:
  distribution:
    registry: ghcr.io/fluxcd
    version: "2.8.x"
  sync:
    kind: OCIRepository
    url: oci://ghcr.io/my-org/my-fleet
    ref: "1.10"
    path: ./
`;

describe('a sync from a FluxInstance', () => {
  test('takes everything from the manifest', () => {
    const sync = FluxInstanceSync.fromYaml(makeChart({ namespace: 'ignored' }), 'sync', INSTANCE);
    expect(sync.source!.toJson()).toMatchObject({
      metadata: { name: 'gitops', namespace: 'gitops', labels: { 'app.kubernetes.io/version': 'v2.8.8' } },
      spec: { ref: { tag: '1.10' } },
    });
  });

  test('reads a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'sync-')), 'instance.yaml');
    writeFileSync(file, INSTANCE);
    expect(FluxInstanceSync.fromFile(makeChart(), 'sync', file).source!.name).toBe('gitops');
  });

  test.each([
    ['/dev/zero', 'it is a device, a pipe or a socket'], ['/', 'it is a folder (EISDIR)'],
  ])('refuses %s at once', (path, reason) => {
    expect(messageOf(() => FluxInstanceSync.fromFile(makeChart(), 'sync', path))).toBe(
      `cluster/sync: 1 problem\n  - path: cannot be read: ${reason}, received "${path}" [INPUT_FILE]`);
  });

  test('names a file that cannot be read', () => {
    expect(messageOf(() => FluxInstanceSync.fromFile(makeChart(), 'sync', 'no/such.yaml'))).toBe(
      'cluster/sync: 1 problem\n  - path: cannot be read: it does not exist (ENOENT), received "no/such.yaml" [INPUT_FILE]');
  });

  test('reports every problem in the fields of the manifest', () => {
    const text = INSTANCE.replace('kind: OCIRepository', 'kind: OciRepository').replace('"1.10"', '1.10').replace('2.8.x', '3.x').replace('./', '""');
    expect(messageOf(() => FluxInstanceSync.fromYaml(makeChart(), 'sync', text)).split('\n')).toEqual([
      'cluster/sync: 4 problems',
      '  - spec.sync.kind: must be one of GitRepository, OCIRepository, Bucket, received "OciRepository"; did you mean OCIRepository? [INPUT_ENUM]',
      '  - spec.sync.ref: must be a string, received 1.1; put it in quotes [INPUT_TYPE]',
      '  - spec.sync.path: must not be empty, received ""; write a path inside the source; ./ is its root [INPUT_EMPTY]',
      '  - spec.distribution.version: matches no Flux release that this package knows, received "3.x"; write a release like 2.9.4 or a range like 2.x [VERSION_UNKNOWN]',
    ]);
  });

  test.each([['yes', 'true'], ['no', 'false'], ['on', 'true'], ['1_000', '1000'], ['0o17', '15']])(
    'reads %s without quotes as kubectl does, and says how to write the text', (written, received) => {
      expect(messageOf(() => FluxInstanceSync.fromYaml(makeChart(), 'sync', INSTANCE.replace('"1.10"', written)))).toBe(
        `cluster/sync: 1 problem\n  - spec.sync.ref: must be a string, received ${received}; put it in quotes [INPUT_TYPE]`);
    });

  test('reads yes for a flag as true, as kubectl does', () => {
    const text = `${INSTANCE}  cluster:\n    multitenant: yes\n`;
    expect(FluxInstanceSync.fromYaml(makeChart(), 'sync', text).kustomization!.toJson().spec.serviceAccountName).toBe('kustomize-controller');
  });
});
