import { createHash } from 'node:crypto';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiClient, KubeObject } from './api-client';
import type { Lifetime } from './lifetime';
import { packTarGz } from './tar';

/**
 * Plays source-controller: serves artifacts on loopback and writes them into the status of sources.
 */
export class ArtifactServer {
  public static async start(api: ApiClient, lifetime: Lifetime): Promise<ArtifactServer> {
    const server = http.createServer((request, response) => {
      const artifact = artifacts.artifacts.get(request.url ?? '');
      response.writeHead(artifact ? 200 : 404).end(artifact);
    });
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
    const artifacts = new ArtifactServer(api, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    lifetime.add(() => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }));
    return artifacts;
  }

  private readonly artifacts = new Map<string, Buffer>();

  private constructor(private readonly api: ApiClient, private readonly address: string) {}

  /** Makes the files the source's newest artifact, as a fetch of that revision would. */
  public async publish(source: KubeObject, revision: string, files: Readonly<Record<string, string>>): Promise<void> {
    const artifact = packTarGz(files);
    const digest = createHash('sha256').update(artifact).digest('hex');
    const path = `/${source.kind}/${source.metadata.namespace}/${source.metadata.name}/${digest}.tar.gz`.toLowerCase();
    this.artifacts.set(path, artifact);

    const now = new Date().toISOString().replace(/\.\d+/, '');
    const { metadata } = await this.api.mustGet(source);
    await this.api.merge(source, {
      status: {
        observedGeneration: metadata.generation,
        conditions: [{ type: 'Ready', status: 'True', reason: 'Succeeded', message: 'stored artifact', lastTransitionTime: now }],
        artifact: {
          path: path.slice(1),
          url: this.address + path,
          revision,
          digest: `sha256:${digest}`,
          size: artifact.length,
          lastUpdateTime: now,
        },
      },
    }, 'status');
  }
}
