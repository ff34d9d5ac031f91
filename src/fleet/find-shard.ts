import { createHash } from 'crypto';

/**
 * The shard that a cluster is in, from 1 to `count`. It depends on nothing but the name, so other clusters may come and go.
 */
export function findShard(cluster: string, count: number): number {
  return createHash('sha256').update(cluster).digest().readUInt32BE(0) % count + 1;
}
