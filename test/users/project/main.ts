import { App, Chart } from 'cdk8s';
import type { ChartProps } from 'cdk8s';
import { BucketStsProvider, FluxInstanceSync, SyncKind, SyncProvider } from 'cdk8s-flux-instance-sync';
import type { FluxInstanceSyncProps } from 'cdk8s-flux-instance-sync';
import type { Construct } from 'constructs';

const git: FluxInstanceSyncProps = {
  kind: SyncKind.GIT_REPOSITORY,
  url: 'https://git.example.com/fleet.git',
  ref: 'refs/heads/main',
  path: 'clusters/my-cluster',
  fluxVersion: '2.9.4',
};

const bucket: FluxInstanceSyncProps = { ...git, kind: SyncKind.BUCKET, url: 'minio.example.com', ref: 'fleet' };

/** Laid out as `cdk8s init typescript-app` does it. Between them the syncs load every library that the package brings. */
export class MyChart extends Chart {
  constructor(scope: Construct, id: string, props: ChartProps = {}) {
    super(scope, id, props);

    new FluxInstanceSync(this, 'plain', { ...git, name: 'plain' });
    new FluxInstanceSync(this, 'account', {
      ...git, name: 'account', provider: SyncProvider.AZURE, gitRepository: { serviceAccountName: 'reader' },
    });
    new FluxInstanceSync(this, 'depends', { ...git, name: 'depends', kustomization: { dependsOn: [{ name: 'base', readyExpr: 'dep.status.ready == true' }] } });
    new FluxInstanceSync(this, 'health', {
      ...git,
      name: 'health',
      kustomization: { wait: true, healthCheckExprs: [{ apiVersion: 'v1', kind: 'Pod', current: 'status.phase == "Running"' }] },
    });
    new FluxInstanceSync(this, 'remote', { ...git, name: 'remote', kustomization: { kubeConfig: { secret: 'remote' } } });
    new FluxInstanceSync(this, 'bucket', { ...bucket, name: 'bucket', pullSecret: 'bucket-auth' });
    new FluxInstanceSync(this, 'sts', {
      ...bucket, name: 'sts', bucket: { sts: { provider: BucketStsProvider.LDAP, endpoint: 'https://sts.example.com' } },
    });
  }
}

const app = new App();
new MyChart(app, 'users');
app.synth();
