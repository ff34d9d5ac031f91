import { isObject } from '../util';

/** A map of fields of which only some are known. */
export type Fields = Readonly<Record<string, unknown>>;

/** A value with one of its members changed, or the value itself where that changes nothing or there is no such member. */
export function changeMember(owner: unknown, name: string, change: (member: unknown) => unknown): unknown {
  if (!isObject(owner) || !Object.hasOwn(owner, name)) {
    return owner;
  }
  const member = change(owner[name]);
  return member === owner[name] ? owner : { ...owner, [name]: member };
}

/** A list with its items changed, or the value itself where that changes nothing or it is no list. */
export function mapList(value: unknown, change: (item: unknown) => unknown): unknown {
  if (!Array.isArray(value)) {
    return value;
  }
  const items = value.map(change);
  return items.every((item, i) => item === value[i]) ? value : items;
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
