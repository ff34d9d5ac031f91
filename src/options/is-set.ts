/**
 * Whether a prop says anything: a struct that was left out arrives from Python as `{}`.
 */
export function isSet(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return value !== undefined && value !== null;
  }
  try {
    return Array.isArray(value) || Object.values(value).some((member) => member !== undefined && member !== null);
  } catch {
    return true;
  }
}
