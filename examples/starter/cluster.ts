import { Chart } from 'cdk8s';
import { FluxInstanceSync, SyncKind } from 'cdk8s-flux-instance-sync';
import type { Construct } from 'constructs';

export interface ClusterProps {
  readonly branch: string;
}

/** A cluster, and what Flux applies to it. */
export class Cluster extends Chart {
  public readonly sync: FluxInstanceSync;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);

    this.sync = new FluxInstanceSync(this, 'sync', {
      kind: SyncKind.GIT_REPOSITORY,
      url: 'https://github.com/my-org/my-fleet.git',
      ref: `refs/heads/${props.branch}`,
      path: `clusters/${id}`,
      pullSecret: 'flux-system',
      // With an exact version an upgrade of the package does not change the output.
      fluxVersion: '2.8.6',
    });
  }
}
