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

/** What kustomize does after all patches: update references to renamed objects, check the objects, drop those that say so, and write. */
export function finishObjects(objects: readonly TrackedObject[]): { resources: any[]; origins: number[] } {
  const updated = updateReferences(objects.map(({ node }) => node)).map((node, i) => ({ node, origin: objects[i].origin }));
  for (const { node } of updated) {
    checkIdentity(node);
  }
  const kept = updated.filter(({ node }) => (getMetadataTexts(node, 'annotations').get(LOCAL_CONFIG) ?? 'false') === 'false');
  checkUnique(kept.map(({ node }) => node));
  return {
    resources: kept.map(({ node }) => rememberNodes(write(node), node)),
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
