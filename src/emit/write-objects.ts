import { App, Chart } from 'cdk8s';
import { isObject } from '../util';
import type { KubeObject } from '../util';
import { canCarry, emitObject } from './emit-object';
import { stringify } from './keep-strings';

/**
 * Writes objects as the app of a chart that emits only them does, byte for byte. It makes no construct tree, which takes longer than all else.
 */
export function writeObjects(objects: readonly KubeObject[]): string {
  if (!objects.every(canCarry) || process.env.CDK8S_DISABLE_SORT) {
    const app = new App();
    const chart = new Chart(app, 'chart');
    objects.forEach((object, index) => emitObject(chart, `object-${index}`, object));
    return app.synthYaml();
  }
  return objects.map((object) => stringify(arrange(object))).join('---\n');
}

/** As an ApiObject of cdk8s gives it. */
function arrange({ apiVersion, kind, metadata, ...rest }: KubeObject): Record<string, unknown> {
  return { apiVersion, kind, metadata: sort(metadata, isEmpty), ...sort(rest, isAbsent) as object };
}

/** Sorts the members of all objects by name, and leaves some out. */
function sort(value: unknown, isLeftOut: (member: unknown) => boolean): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => sort(item, isLeftOut)).map((item) => (isLeftOut(item) ? undefined : item));
  }
  if (!isObject(value)) {
    return value;
  }
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    const member = sort(value[key], isLeftOut);
    if (!isLeftOut(member)) {
      sorted[key] = member;
    }
  }
  return sorted;
}

function isAbsent(value: unknown): boolean {
  return value === undefined;
}

/** Such members of the metadata are not written. */
function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}
