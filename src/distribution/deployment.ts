import type { ProblemSink } from '../problems';
import { isObject } from '../util';
import type { KubeObject, ObjectMeta } from '../util';
import { findComponent } from './components';
import type { Fields } from './fields';

/** The container of a Flux controller, as far as the operator's profiles look at it. */
export interface ControllerContainer extends Fields {
  readonly name: string;
  readonly args: readonly string[];
  readonly image: string;
  readonly volumeMounts: readonly Fields[];
}

export interface PodSpec extends Fields {
  readonly containers: readonly [ControllerContainer, ...Fields[]];
  readonly volumes: readonly Fields[];
}

/** The Deployment of a Flux controller. */
export interface ControllerDeployment extends KubeObject {
  readonly spec: {
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: { readonly metadata: ObjectMeta; readonly spec: PodSpec };
    readonly [field: string]: unknown;
  };
}

/** Whether a Deployment has everything that the profiles change, so that no change of theirs can miss. */
export function isControllerDeployment(object: KubeObject, minArgs: number): object is ControllerDeployment {
  const { spec } = object;
  if (object.kind !== 'Deployment' || !isObject(spec) || !isObject(spec.selector) || !isObject(spec.selector.matchLabels) || !isObject(spec.template)) {
    return false;
  }
  const { metadata, spec: pod } = spec.template;
  return isObject(metadata) && isObject(metadata.labels) && isObject(pod) && isListOfObjects(pod.volumes)
    && isListOfObjects(pod.containers) && pod.containers.length > 0 && isControllerContainer(pod.containers[0], minArgs);
}

function isControllerContainer(container: Fields, minArgs: number): boolean {
  const { args, image, name, volumeMounts } = container;
  return typeof image === 'string' && typeof name === 'string' && isListOfObjects(volumeMounts)
    && Array.isArray(args) && args.length >= minArgs && args.every((arg) => typeof arg === 'string');
}

function isListOfObjects(value: unknown): value is Fields[] {
  return Array.isArray(value) && value.every(isObject);
}

/** The Deployment with its pod's spec changed. */
export function changePod(deployment: ControllerDeployment, change: (pod: PodSpec) => PodSpec): ControllerDeployment {
  const { spec } = deployment;
  return { ...deployment, spec: { ...spec, template: { ...spec.template, spec: change(spec.template.spec) } } };
}

/** The Deployment with the controller's container changed. */
export function changeContainer(
  deployment: ControllerDeployment, change: (container: ControllerContainer) => ControllerContainer,
): ControllerDeployment {
  return changePod(deployment, (pod) => {
    const [controller, ...others] = pod.containers;
    return { ...pod, containers: [change(controller), ...others] };
  });
}

/** The objects of a controller must include the Deployment whose parts the profiles change. */
export function checkComponent(objects: readonly KubeObject[], name: string, path: string, sink: ProblemSink): boolean {
  const component = findComponent(name);
  const deployments = objects.filter(({ kind }) => kind === 'Deployment');
  if (component === undefined || (
    deployments.length === 1 && deployments[0].metadata.name === name && isControllerDeployment(deployments[0], component.minArgs)
  )) {
    return true;
  }
  sink.report({
    code: 'MANIFESTS_INVALID',
    rule: `must have Flux's own manifests; ${path} has no Deployment ${name} as Flux ships it`,
    remedy: 'use the files as they are released, and change the objects with patches',
  });
  return false;
}
