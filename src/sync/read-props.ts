import type { FluxInstanceSyncProps } from './flux-instance-sync-props';
import { PROP_FIELDS } from '../operator';
import type { SyncInput } from '../operator';
import { convertDuration, hasOptionRef } from '../options';
import { suggestRemedy } from '../problems';
import type { Problem } from '../problems';
import { readMembers } from '../util';

/** All props; the compiler refuses a list that forgets one. */
const PROPS: Readonly<Record<keyof FluxInstanceSyncProps, true>> = {
  kind: true,
  url: true,
  ref: true,
  path: true,
  name: true,
  interval: true,
  pullSecret: true,
  provider: true,
  namespace: true,
  instanceName: true,
  fluxVersion: true,
  multitenant: true,
  commonMetadata: true,
  patches: true,
  unmatchedPatches: true,
  runtimeChecks: true,
  patchTargets: true,
  gitRepository: true,
  ociRepository: true,
  bucket: true,
  kustomization: true,
};

export interface ReadProps {
  /** The props as they came, each read once. */
  readonly props: { readonly [name in keyof FluxInstanceSyncProps]?: unknown };
  readonly input: SyncInput;
  readonly problems: Problem[];
}

/**
 * Reads the plain props of a sync. TypeScript's types say nothing about what plain JavaScript passes, so nothing is taken for granted.
 */
export function readProps(given: FluxInstanceSyncProps): ReadProps {
  const problems: Problem[] = [];
  const props = readObject(given, 'props', problems);
  for (const name of Object.keys(props).filter((key) => !Object.hasOwn(PROPS, key))) {
    problems.push({ code: 'INPUT_UNKNOWN', path: name, rule: 'is not a prop of FluxInstanceSync', remedy: suggestRemedy(name, Object.keys(PROPS)) });
  }
  const commonMetadata = props.commonMetadata === undefined ? {} : readObject(props.commonMetadata, 'commonMetadata', problems);
  for (const name of Object.keys(commonMetadata).filter((key) => key !== 'labels' && key !== 'annotations')) {
    problems.push({ code: 'INPUT_UNKNOWN', path: `commonMetadata.${name}`, rule: 'is not known; commonMetadata has labels and annotations' });
  }
  return {
    problems,
    props,
    input: {
      fields: PROP_FIELDS,
      kind: props.kind,
      url: props.url,
      ref: props.ref,
      path: props.path,
      name: props.name,
      interval: readInterval(props.interval, problems),
      pullSecret: props.pullSecret,
      provider: props.provider,
      namespace: props.namespace,
      instanceName: props.instanceName,
      fluxVersion: props.fluxVersion,
      multitenant: props.multitenant,
      labels: commonMetadata.labels,
      annotations: commonMetadata.annotations,
      patches: props.patches,
      refGiven: hasOptionRef(props.kind, props),
    },
  };
}

function readInterval(value: unknown, problems: Problem[]): string | undefined {
  const interval = value === undefined ? undefined : convertDuration(value, false);
  if (value !== undefined && interval === undefined) {
    problems.push({ code: 'INPUT_TYPE', path: 'interval', rule: 'must be a Duration of cdk8s', received: value, remedy: 'write Duration.minutes(1)' });
  }
  return interval;
}

/** The members that are set. */
function readObject(value: unknown, path: string, problems: Problem[]): Record<string, unknown> {
  const members = readMembers(value);
  if (members === undefined) {
    problems.push({ code: 'INPUT_TYPE', path, rule: 'must be an object', received: value });
  }
  return Object.fromEntries((members ?? []).filter(([, member]) => member !== undefined));
}
