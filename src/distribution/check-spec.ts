import { isAtLeast } from '../flux';
import { suggestRemedy } from '../problems';
import type { ProblemSink } from '../problems';
import { COMPONENTS, findComponent, isSharded } from './components';
import { isImage, trimRegistry } from './images';
import type { CompleteSpec } from './spec';

const SHARD = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** What YAML 1.1 does not read as a string, as far as it has the form of a shard's name. */
const NOT_A_STRING = /^(?:\d+|0x[0-9a-f]+|0b[01]+|0o[0-7]+|\d+e\d+|true|false|yes|no|on|off|null)$/;

/** A folder of the operator's build. */
const RESERVED_SHARD = 'roles';

/** The longest value that a label can have; the pods of a copy have its name in one. */
const MAX_LABEL_LENGTH = 63;

/** Reports what the operator, or the API server, refuses in an instance whose types are right. */
export function checkSpec(spec: CompleteSpec, sink: ProblemSink): void {
  checkComponents(spec, sink.at('components'));
  checkWorkloadIdentity(spec, sink.at('cluster'));
  checkRegistry(spec, sink.at('distribution', 'registry'));
  checkShards(spec, sink.at('sharding'));
}

function checkComponents({ components, release }: CompleteSpec, sink: ProblemSink): void {
  const names = COMPONENTS.map(({ name }) => name);
  components.forEach((name, i) => {
    const component = findComponent(name);
    if (component === undefined) {
      sink.at(i).report({ code: 'INPUT_ENUM', rule: 'must be a controller of Flux', received: name, allowed: names, remedy: suggestRemedy(name, names) });
    } else if (components.indexOf(name) < i) {
      sink.at(i).report({ code: 'INPUT_CONFLICT', rule: 'must not name a controller again', received: name, remedy: 'remove it' });
    } else {
      needsFlux(component.since, release, sink.at(i));
    }
  });
}

function checkWorkloadIdentity({ cluster, release }: CompleteSpec, sink: ProblemSink): void {
  if (cluster.objectLevelWorkloadIdentity) {
    needsFlux('2.6', release, sink.at('objectLevelWorkloadIdentity'));
  }
  if (cluster.multitenantWorkloadIdentity) {
    needsFlux('2.7', release, sink.at('multitenantWorkloadIdentity'));
    if (!cluster.objectLevelWorkloadIdentity) {
      sink.at('multitenantWorkloadIdentity').report({
        code: 'INPUT_CONFLICT', rule: 'needs objectLevelWorkloadIdentity', remedy: 'set cluster.objectLevelWorkloadIdentity to true',
      });
    }
  }
}

function needsFlux(since: string | undefined, release: string, sink: ProblemSink): void {
  if (since !== undefined && !isAtLeast(release, since)) {
    sink.report({ code: 'VERSION_UNSUPPORTED', rule: `needs Flux ${since} or later; the version resolved to ${release}`, remedy: 'raise it, or leave this out' });
  }
}

function checkRegistry({ components, distribution: { registry } }: CompleteSpec, sink: ProblemSink): void {
  if (registry !== '' && !isImage(`${trimRegistry(registry)}/${components[0]}`)) {
    sink.report({
      code: 'INPUT_FORMAT',
      rule: 'must be a registry with a path in lower case, of letters, digits and . _ / -',
      received: registry,
      remedy: suggestLowerCase(registry, components[0]),
    });
  }
}

function suggestLowerCase(registry: string, component: string): string | undefined {
  const lower = registry.toLowerCase();
  return isImage(`${trimRegistry(lower)}/${component}`) ? `write ${lower}` : undefined;
}

function checkShards(spec: CompleteSpec, sink: ProblemSink): void {
  const { shards, storage } = spec.sharding;
  const copied = spec.components.filter((component) => isSharded(component, spec.release));
  const maxLength = MAX_LABEL_LENGTH - 1 - Math.max(0, ...copied.map(({ length }) => length));
  const seen = new Set<string>();
  shards.forEach((shard, i) => {
    checkShard(shard, maxLength, sink.at('shards', i));
    if (seen.has(shard)) {
      sink.at('shards', i).report({ code: 'INPUT_CONFLICT', rule: 'must not name a shard again', received: shard, remedy: 'remove it' });
    }
    seen.add(shard);
  });
  if (storage === 'persistent' && spec.storage === undefined) {
    sink.at('storage').report({ code: 'INPUT_CONFLICT', rule: 'can be persistent only with storage', remedy: 'set storage.class and storage.size' });
  }
}

function checkShard(shard: string, maxLength: number, sink: ProblemSink): void {
  if (!SHARD.test(shard)) {
    sink.report({ code: 'INPUT_FORMAT', rule: 'must be letters in lower case, digits and -, as it ends the names of objects', received: shard });
  } else if (shard.length > maxLength) {
    sink.report({ code: 'INPUT_FORMAT', rule: `must have at most ${maxLength} characters beside these controllers`, received: shard });
  } else if (NOT_A_STRING.test(shard)) {
    sink.report({
      code: 'INPUT_FORMAT',
      rule: 'must not read as a number, a boolean or null: the operator writes it into YAML without quotes',
      received: shard,
      remedy: `write shard-${shard}`,
    });
  } else if (shard === RESERVED_SHARD) {
    sink.report({ code: 'INPUT_FORMAT', rule: `must not be ${RESERVED_SHARD}, which the operator uses itself`, received: shard });
  }
}
