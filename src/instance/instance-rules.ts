import { isAtLeast, resolveRelease } from '../flux';
import { checkSince } from '../input';
import { formatFieldPath } from '../problems';
import type { ProblemSink } from '../problems';
import { CLUSTER } from './cluster-props';
import { ShardStorage } from './instance-props';
import type { InstanceParts } from './instance-spec';

/** The rules across fields of the FluxInstance API, and the operator's own for what came with which Flux release. */
export function checkInstanceRules(spec: InstanceParts, versionField: readonly string[], sink: ProblemSink): void {
  const { cluster, components, distribution, sharding } = spec;
  if (cluster?.multitenantWorkloadIdentity === true && cluster.objectLevelWorkloadIdentity !== true) {
    sink.at('cluster', 'multitenantWorkloadIdentity').report({
      code: 'INPUT_CONFLICT', rule: 'needs objectLevelWorkloadIdentity: true', received: true,
    });
  }
  if (sharding?.shards?.length === 0) {
    sink.at('sharding', 'shards').report({ code: 'INPUT_FORMAT', rule: 'must not be empty', received: [] });
  }
  if (sharding?.storage === ShardStorage.PERSISTENT && spec.storage === undefined) {
    sink.at('storage').report({ code: 'INPUT_CONFLICT', rule: `must be set when ${sink.at('sharding', 'storage').path} is persistent` });
  }
  const release = distribution?.version === undefined ? undefined : resolveRelease(distribution.version).release;
  if (release === undefined) {
    return;
  }
  const version = formatFieldPath(versionField);
  const describe = (minor: string) => ({
    rule: `needs Flux ${minor} or later; ${version} resolved to ${release}`,
    remedy: `raise ${version}, or leave it out`,
  });
  checkSince(CLUSTER, cluster ?? {}, release, describe, sink.at('cluster'));
  const watcher = components?.indexOf('source-watcher') ?? -1;
  if (watcher >= 0 && !isAtLeast(release, '2.7')) {
    sink.at('components', watcher).report({ code: 'VERSION_UNSUPPORTED', ...describe('2.7') });
  }
}
