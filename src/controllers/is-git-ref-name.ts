/** Whether Git allows a branch or tag of this name (the rules of `git check-ref-format`). */
export function isGitRefName(name: string): boolean {
  const isWellFormed = name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
  return isWellFormed && !name.endsWith('.') && !/\.\.|@\{|[\u0000-\u0020\u007f~^:?*[\\]/.test(name);
}
