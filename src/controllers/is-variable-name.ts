/** Whether a text can name a variable of the substitution after the build. */
export function isVariableName(name: string): boolean {
  return /^[_A-Za-z][_A-Za-z0-9]*$/.test(name);
}
