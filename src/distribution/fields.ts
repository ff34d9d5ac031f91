import { isObject } from '../util';

/** A map of fields of which only some are known. */
export type Fields = Readonly<Record<string, unknown>>;

/** A value with one of its members changed; what has no such member stays as it is. */
export function changeMember(owner: unknown, name: string, change: (member: unknown) => unknown): unknown {
  return isObject(owner) && Object.hasOwn(owner, name) ? { ...owner, [name]: change(owner[name]) } : owner;
}

/** A list with its items changed; what is no list stays as it is. */
export function mapList(value: unknown, change: (item: unknown) => unknown): unknown {
  return Array.isArray(value) ? value.map(change) : value;
}

/** A pod's spec inside an object that has a pod template, changed. */
export function changePodSpec<T extends object>(object: T, change: (pod: unknown) => unknown): T {
  return changeMember(object, 'spec', (spec) => changeMember(spec, 'template', (template) => changeMember(template, 'spec', change))) as T;
}

/** The containers of an object with a pod template; `undefined` where it has no list of them. */
export function readContainers({ spec }: Fields): readonly unknown[] | undefined {
  const template = isObject(spec) ? spec.template : undefined;
  const pod = isObject(template) ? template.spec : undefined;
  return isObject(pod) && Array.isArray(pod.containers) ? pod.containers : undefined;
}

/** The arguments of all containers of an object with a pod template. */
export function listArgs(object: Fields): readonly unknown[] {
  return (readContainers(object) ?? []).flatMap((container): readonly unknown[] => (
    isObject(container) && Array.isArray(container.args) ? container.args : []
  ));
}
