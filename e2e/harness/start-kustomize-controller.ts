import * as path from 'node:path';
import type { Binaries } from './build-binaries';
import type { Lifetime } from './lifetime';
import type { ApiServer } from './start-api-server';
import { startProcess } from './start-process';
import type { RunningProcess } from './start-process';

/** Starts kustomize-controller against the server. It is ready when it has reconciled something. */
export function startKustomizeController(binaries: Binaries, lifetime: Lifetime, server: ApiServer): RunningProcess {
  const folder = path.dirname(server.kubeconfig);
  return startProcess({
    binaries,
    lifetime,
    binary: 'kustomize-controller',
    args: [
      '--watch-all-namespaces',
      '--enable-leader-election=false',
      '--metrics-addr=127.0.0.1:0',
      '--health-addr=127.0.0.1:0',
      // How soon a Kustomization looks again whether what it depends on is ready.
      '--requeue-dependency=1s',
    ],
    env: { KUBECONFIG: server.kubeconfig, RUNTIME_NAMESPACE: 'flux-system', TMPDIR: folder },
    logFile: path.join(folder, 'kustomize-controller.log'),
  });
}
