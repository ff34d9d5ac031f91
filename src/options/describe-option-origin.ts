import { OPTION_ROOTS } from './option-roots';
import type { Field, Shape, StructShape } from './shape';

/**
 * The option that writes a field of `spec`, as the user knows it: `spec.verify.secretRef.name` of a GitRepository comes from
 * `gitRepository.verify.secret`. Returns `undefined` where no option writes that field.
 */
export function describeOptionOrigin(kind: string, specPath: string): string | undefined {
  const root = OPTION_ROOTS.find((candidate) => candidate.kind === kind);
  const inside = root !== undefined && specPath.startsWith('spec.') ? describeMember(root.shape, specPath.slice('spec.'.length)) : undefined;
  return inside === undefined ? undefined : `${root!.prop}.${inside}`;
}

function describeMember(shape: StructShape, path: string): string | undefined {
  for (const [option, target] of shape.fields) {
    const rest = cutPath(target, path);
    if (rest !== undefined) {
      return `${option}${describeRest(target.shape, rest)}`;
    }
  }
  return undefined;
}

/** What is left of the path below the field. A problem may also lie at a parent that only this field makes: `secretRef`. */
function cutPath(target: Field, path: string): string | undefined {
  if (target.path.startsWith(`${path}.`)) {
    return '';
  }
  const rest = path.startsWith(target.path) ? path.slice(target.path.length) : undefined;
  return rest === undefined || rest === '' || rest.startsWith('.') || rest.startsWith('[') ? rest : undefined;
}

function describeRest(shape: Shape, rest: string): string {
  if (shape.type === 'list') {
    const index = /^\[\d+\]/.exec(rest)?.[0] ?? '';
    return `${index}${index === '' ? '' : describeRest(shape.of, rest.slice(index.length))}`;
  }
  if (shape.type === 'struct' && rest.startsWith('.')) {
    const member = describeMember(shape, rest.slice(1));
    return member === undefined ? '' : `.${member}`;
  }
  return shape.type === 'map' ? rest : '';
}
