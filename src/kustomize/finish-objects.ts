import { getMetadataTexts } from './nodes/metadata-texts';
import { PatchFailure } from './patch-failure';
import { updateReferences } from './references/update-references';
import { checkIdentity } from './select/check-identity';
import { checkUnique } from './select/check-unique';
import { describeId, getCurrentId } from './select/resource-id';
import type { TrackedObject } from './tracked-object';
import { rememberNodes } from './write/remember-nodes';
import { writeResource } from './write/write-resource';

const LOCAL_CONFIG = 'config.kubernetes.io/local-config';

/** What kustomize does after all patches: check the objects, drop those that say so, update references to renamed ones, and write. */
export function finishObjects(objects: readonly TrackedObject[]): { resources: any[]; origins: number[] } {
  for (const { node } of objects) {
    checkIdentity(node);
  }
  checkUnique(objects.map(({ node }) => node));
  const kept = objects.filter(({ node }) => (getMetadataTexts(node, 'annotations').get(LOCAL_CONFIG) ?? 'false') === 'false');
  const nodes = updateReferences(kept.map(({ node }) => node));
  return {
    resources: nodes.map((node) => rememberNodes(write(node), node)),
    origins: kept.map(({ origin }) => origin),
  };
}

function write(node: TrackedObject['node']): object {
  try {
    return writeResource(node);
  } catch (error) {
    throw error instanceof PatchFailure
      ? new PatchFailure(error.code, `cannot write ${describeId(getCurrentId(node))}: ${error.rule}`)
      : error;
  }
}
