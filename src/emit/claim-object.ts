import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { Problem } from '../problems';
import type { KubeObject } from '../util';

/** Who emits which object, by chart: a chart stands for a cluster, so the same name in two charts is no conflict. */
const claims = new WeakMap<Chart, Map<string, Construct>>();

/**
 * Claims an object for a construct. There is a problem where another construct of the same chart emits it already.
 */
export function claimObject(construct: Construct, object: Pick<KubeObject, 'kind' | 'metadata'>): Problem[] {
  const chart = Chart.of(construct);
  const claimed = claims.get(chart) ?? new Map<string, Construct>();
  claims.set(chart, claimed);
  const { kind, metadata: { namespace, name } } = object;
  const key = JSON.stringify([kind, namespace, name]);
  const other = claimed.get(key);
  if (other !== undefined && other.node.scope?.node.tryFindChild(other.node.id) === other) {
    return [{
      code: 'NAME_COLLISION',
      path: 'name',
      rule: `${other.node.path} and ${construct.node.path} both emit the ${kind} ${name} in namespace ${namespace}`,
      remedy: 'give one of them another name or namespace, or a chart of its own',
    }];
  }
  claimed.set(key, construct);
  return [];
}

/** The path that a construct will have, for errors before there is one. */
export function constructPath(scope: IConstruct, id: string): string {
  return scope.node.path === '' ? id : `${scope.node.path}/${id}`;
}
