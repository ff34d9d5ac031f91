import { App } from 'cdk8s';
import { Cluster } from './cluster';

const app = new App();

new Cluster(app, 'staging', { branch: 'main' });
new Cluster(app, 'production', { branch: 'production' });

app.synth();
