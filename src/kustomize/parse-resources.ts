import { reportFailures } from './patch-failure';
import { readResources } from './read/read-resources';
import { rememberNodes } from './write/remember-nodes';
import { writeResource } from './write/write-resource';

/**
 * The objects of a YAML stream, as kustomize reads them. How their scalars are written is remembered for `applyPatches`, where it counts.
 *
 * @throws ProblemsError when the text is no stream of objects with kind and name
 */
export function parseResources(yaml: string): any[] {
  return reportFailures('resources', '', () => readResources(yaml).map((node) => rememberNodes(writeResource(node, 'lenient'), node)));
}
