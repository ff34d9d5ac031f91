import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CRDS = join(__dirname, '../imports/crds/2.9');

const CONTROLLERS = ['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller', 'image-reflector-controller',
  'image-automation-controller'];

/**
 * The objects of a Flux installation, as far as a patch engine can tell: a namespace, CRDs, roles, and per controller a ServiceAccount,
 * a Service, a Deployment and a NetworkPolicy of the usual size. YAML documents, one for each object.
 */
export function generateDistribution(): string[] {
  const crds = readdirSync(CRDS).filter((file) => file.endsWith('.yaml')).sort().map((file) => readFileSync(join(CRDS, file), 'utf8').trim());
  return [namespace(), ...crds, ...roles(), ...CONTROLLERS.flatMap((name) => [account(name), service(name), deployment(name), policy(name)])];
}

function head(apiVersion: string, kind: string, name: string, isNamespaced: boolean): string {
  return [
    `apiVersion: ${apiVersion}`, `kind: ${kind}`, 'metadata:', `  name: ${name}`, ...isNamespaced ? ['  namespace: flux-system'] : [],
    '  labels:', '    app.kubernetes.io/instance: flux-system', '    app.kubernetes.io/part-of: flux',
  ].join('\n');
}

const namespace = () => head('v1', 'Namespace', 'flux-system', false);
const account = (name: string) => head('v1', 'ServiceAccount', name, true);

function roles(): string[] {
  return ['flux-edit', 'flux-view'].map((name) => [
    head('rbac.authorization.k8s.io/v1', 'ClusterRole', name, false),
    'rules:', '- apiGroups: [source.toolkit.fluxcd.io, kustomize.toolkit.fluxcd.io]', '  resources: ["*"]', '  verbs: [get, list, watch]',
  ].join('\n'));
}

function service(name: string): string {
  return [
    head('v1', 'Service', name, true),
    'spec:', '  type: ClusterIP', `  selector: {app: ${name}}`, '  ports:', '  - {name: http, port: 80, protocol: TCP, targetPort: http}',
  ].join('\n');
}

function policy(name: string): string {
  return [
    head('networking.k8s.io/v1', 'NetworkPolicy', `allow-${name}`, true),
    'spec:', `  podSelector: {matchLabels: {app: ${name}}}`, '  policyTypes: [Ingress, Egress]', '  egress: [{}]', '  ingress: [{from: [{podSelector: {}}]}]',
  ].join('\n');
}

function deployment(name: string): string {
  return [
    head('apps/v1', 'Deployment', name, true),
    'spec:',
    '  replicas: 1',
    `  selector: {matchLabels: {app: ${name}}}`,
    '  template:',
    `    metadata: {labels: {app: ${name}}, annotations: {prometheus.io/scrape: "true", prometheus.io/port: "8080"}}`,
    '    spec:',
    `      serviceAccountName: ${name}`,
    '      terminationGracePeriodSeconds: 10',
    '      securityContext: {fsGroup: 1337}',
    '      containers:',
    '      - name: manager',
    `        image: registry.example/fluxcd/${name}:v1.0.0`,
    '        args: [--log-level=info, --log-encoding=json, --enable-leader-election, --watch-all-namespaces]',
    '        ports: [{containerPort: 8080, name: http-prom, protocol: TCP}, {containerPort: 9440, name: healthz, protocol: TCP}]',
    '        env: [{name: RUNTIME_NAMESPACE, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}]',
    '        livenessProbe: {httpGet: {path: /healthz, port: healthz}}',
    '        readinessProbe: {httpGet: {path: /readyz, port: healthz}}',
    '        resources: {limits: {cpu: 1000m, memory: 1Gi}, requests: {cpu: 100m, memory: 64Mi}}',
    '        securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, readOnlyRootFilesystem: true, runAsNonRoot: true}',
    '        volumeMounts: [{mountPath: /tmp, name: temp}]',
    '      volumes: [{emptyDir: {}, name: temp}]',
  ].join('\n');
}
