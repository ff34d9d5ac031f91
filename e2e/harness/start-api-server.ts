import { existsSync, mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { ApiClient } from './api-client';
import type { Binaries } from './build-binaries';
import type { Lifetime } from './lifetime';
import { startProcess } from './start-process';
import { waitFor } from './wait-for';

export interface ApiServer {
  readonly api: ApiClient;
  readonly kubeconfig: string;
  stop(): Promise<void>;
}

/** Starts etcd and kube-apiserver and waits until they are ready to serve. */
export async function startApiServer(binaries: Binaries, lifetime: Lifetime, folder: string): Promise<ApiServer> {
  mkdirSync(folder, { recursive: true });
  const server = startProcess({ binaries, lifetime, binary: 'apiserver', args: ['--dir', folder], logFile: path.join(folder, 'apiserver.log') });
  const kubeconfig = path.join(folder, 'kubeconfig');

  const api = await waitFor('the API server\'s kubeconfig and certificate', 60, () => {
    server.checkAlive();
    if (!existsSync(kubeconfig)) {
      throw new Error('no kubeconfig yet');
    }
    return new ApiClient(kubeconfig);
  });
  await waitFor('the API server to be ready', 60, async () => {
    server.checkAlive();
    const { status, body } = await api.request('GET', '/readyz');
    if (status !== 200) {
      throw new Error(`/readyz: ${status} ${body.message}`);
    }
  });
  const stop = async () => {
    api.close();
    await server.stop();
  };
  return { api, kubeconfig, stop };
}
