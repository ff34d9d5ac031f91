import { clearField, getField } from '../nodes/fields';
import { textOf } from '../nodes/node';
import type { ListNode, MapNode, Node } from '../nodes/node';
import { PatchFailure } from '../patch-failure';
import { setElement } from './set-element';

export type Directive = 'merge' | 'replace' | 'delete';

const KEY = '$patch';

/** Reads the `$patch` directive of a map or list of a patch and removes it. */
export function takeDirective(patch: Node | undefined): Directive {
  if (patch === undefined) {
    return 'merge';
  }
  switch (patch.kind) {
    case 'map':
      return takeFromMap(patch);
    case 'list':
      return takeFromList(patch);
    default:
      throw new PatchFailure('PATCH_DIRECTIVE', 'must have a map or list where a directive can stand');
  }
}

function takeFromMap(patch: MapNode): Directive {
  const value = getField(patch, KEY);
  if (value === undefined) {
    return 'merge';
  }
  const directive = toDirective(textOf(value));
  clearField(patch, KEY);
  return directive;
}

/** Only the first element with `$patch` counts, and only if it says nothing else. */
function takeFromList(patch: ListNode): Directive {
  const element = patch.items.find((item) => getField(item, KEY) !== undefined) as MapNode | undefined;
  if (element === undefined || element.fields.size + element.shadowed.length > 1) {
    return 'merge';
  }
  const directive = toDirective(textOf(getField(element, KEY)));
  setElement(patch, [KEY], [directive], undefined);
  return directive;
}

function toDirective(text: string): Directive {
  if (text === 'merge' || text === 'replace' || text === 'delete') {
    return text;
  }
  throw new PatchFailure('PATCH_DIRECTIVE', `has the $patch directive ${JSON.stringify(text)}, must be replace, delete or merge`);
}
