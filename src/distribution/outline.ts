import { isAtLeast } from '../flux';
import { Cache } from '../util';
import type { KubeObject } from '../util';
import { COMPONENTS } from './components';
import type { Component } from './components';
import type { Manifests } from './manifests';
import { collectResources } from './resources';
import { toPatchView } from './run-build';
import { completeSpec } from './spec';
import type { OutlineSpec } from './spec';

const POLICIES: readonly string[] = ['allow-egress', 'allow-scraping', 'allow-webhooks'];

/** The instances of a fleet differ in their sync, and hardly in anything else. */
const outlines = new Cache<readonly KubeObject[]>(100);

/**
 * Lists the objects that an instance has besides its sync, without any manifests: what they are called, also before they got their suffix, which
 * fields they have at the top, and the labels by which patches may select them. They are what a patch sees before it is applied.
 *
 * The list is shared and frozen.
 */
export function listOutline({ release, namespace, components, cluster, sharding, storage }: OutlineSpec): readonly KubeObject[] {
  const spec = { release, namespace, components, cluster, sharding, storage };
  return outlines.getOrCompute(JSON.stringify(spec), () => {
    const complete = completeSpec({ ...spec, distribution: { registry: '' } });
    return Object.freeze(collectResources(complete, outlineManifests(release)).map(toPatchView));
  });
}

function outlineManifests(release: string): Manifests {
  return {
    policies: POLICIES.map((name) => identify('networking.k8s.io/v1', 'NetworkPolicy', name)),
    roles: [
      identify('v1', 'ResourceQuota', 'critical-pods'),
      ...['crd-controller', 'flux-edit', 'flux-view'].map((name) => ({ ...identifyRole('ClusterRole', name), rules: [] })),
      ...['cluster-reconciler', 'crd-controller'].map((name) => ({ ...identifyRole('ClusterRoleBinding', name), roleRef: {}, subjects: [] })),
    ],
    components: new Map(COMPONENTS.map((component) => [component.name, outlineComponent(component, release)])),
  };
}

function outlineComponent({ name, crds, services }: Component, release: string): KubeObject[] {
  const component = { 'app.kubernetes.io/component': name };
  const labels = { ...component, 'app.kubernetes.io/part-of': 'flux' };
  // Before 2.4 only the first object of each file said that it is a part of Flux.
  const others = isAtLeast(release, '2.4') ? labels : component;
  return [
    ...crds.filter(({ since }) => since === undefined || isAtLeast(release, since))
      .map((crd, i) => identify('apiextensions.k8s.io/v1', 'CustomResourceDefinition', crd.name, i === 0 ? labels : others)),
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, labels: others } },
    ...services.map((service) => identify('v1', 'Service', service, { ...others, 'control-plane': name === 'source-watcher' ? name : 'controller' })),
    outlineDeployment(name, { ...others, 'control-plane': 'controller' }),
  ];
}

function outlineDeployment(name: string, labels: Readonly<Record<string, string>>): KubeObject {
  const container = { name: 'manager', image: `fluxcd/${name}`, args: [], volumeMounts: [] };
  return {
    ...identify('apps/v1', 'Deployment', name, labels),
    spec: { selector: { matchLabels: {} }, template: { metadata: { labels: {} }, spec: { containers: [container], volumes: [] } } },
  };
}

function identifyRole(kind: string, name: string): KubeObject {
  const { apiVersion, metadata } = identify('rbac.authorization.k8s.io/v1', kind, name);
  return { apiVersion, kind, metadata };
}

function identify(apiVersion: string, kind: string, name: string, labels?: Readonly<Record<string, string>>): KubeObject {
  return { apiVersion, kind, metadata: { name, ...labels === undefined ? {} : { labels } }, spec: {} };
}
