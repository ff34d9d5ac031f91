import { resolveYaml11Scalar } from './resolve-scalar';

/**
 * Whether a text without quotes reads as something else than itself under YAML 1.1. Texts with indicators need no care here: they always end
 * up in quotes when they are written.
 */
export function isYaml11NonString(text: string): boolean {
  return text !== '' && !text.includes('\n') && resolveYaml11Scalar('', text.trim()).tag !== '!!str';
}
