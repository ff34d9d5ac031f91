import type { FluxInstanceSyncProps } from './flux-instance-sync-props';
import { describeOptionOrigin, renderOptions } from '../options';
import { readProps } from './read-props';
import type { WrittenSync } from './written-sync';

/** Reads a sync that is written as props. */
export function readSyncProps(given: FluxInstanceSyncProps): WrittenSync {
  const { props, input, problems } = readProps(given);
  const { source, kustomization, problems: optionProblems } = renderOptions(props.kind, props);
  return {
    input,
    problems: [...problems, ...optionProblems],
    shape: {},
    options: { source, kustomization, describeOrigin: describeOptionOrigin },
    settings: props,
  };
}
