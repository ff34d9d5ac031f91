import { resolveScalar, resolveYaml11Scalar } from './resolve-scalar';

/** Whether both of Go's YAML readers take the text for a text when it stands there without quotes. */
export function isText(text: string): boolean {
  return resolveScalar('', text).tag === '!!str' && resolveYaml11Scalar('', text).tag === '!!str';
}
