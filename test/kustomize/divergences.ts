/** Cases in which this engine knowingly differs from kustomize, each with the reason. */
export const DIVERGENCES: ReadonlyMap<string, string> = new Map();
