import { checkRuntime, indexSecrets } from '../../../src/controllers';
import type { KnownSecret, RuntimeProblem } from '../../../src/controllers';
import type { RuleId } from '../../../src/problems';

/** One object to check, with what is known beside it. */
export interface Subject {
  readonly object: any;
  readonly fluxVersion?: string;
  readonly secrets?: readonly KnownSecret[];
  /** The other objects of the same sync. */
  readonly others?: readonly any[];
}

/** A rule, the field that it names, what it fires on, and what is near but right. */
export type RuleCase = readonly [rule: RuleId, at: string, fires: readonly Subject[], silent: readonly Subject[]];

type Extra = Omit<Subject, 'object'> & { readonly name?: string };

export const git = (spec: object, extra: Extra = {}): Subject =>
  subject('source.toolkit.fluxcd.io/v1', 'GitRepository', { interval: '1m', url: 'https://example.com/org/repo.git', ref: { branch: 'main' }, ...spec }, extra);

export const oci = (spec: object, extra: Extra = {}): Subject =>
  subject('source.toolkit.fluxcd.io/v1', 'OCIRepository', { interval: '1m', url: 'oci://ghcr.io/org/repo', ref: { tag: 'v1' }, ...spec }, extra);

export const bucket = (spec: object, extra: Extra = {}): Subject =>
  subject('source.toolkit.fluxcd.io/v1', 'Bucket', { interval: '1m', endpoint: 's3.amazonaws.com', bucketName: 'my-bucket', ...spec }, extra);

export const kustomization = (spec: object, extra: Extra = {}): Subject => subject('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', {
  interval: '10m', path: 'clusters/a', prune: true, sourceRef: { kind: 'GitRepository', name: 'flux-system' }, ...spec,
}, extra);

function subject(apiVersion: string, kind: string, spec: object, { name = 'flux-system', ...extra }: Extra): Subject {
  return { object: { apiVersion, kind, metadata: { name, namespace: 'flux-system' }, spec }, ...extra };
}

/** The Secret `s` with these keys; as a map, with their values. */
export function secret(keys: readonly string[] | Record<string, string>, type?: string): { secrets: KnownSecret[] } {
  const known = Array.isArray(keys) ? { keys: keys as string[] } : { keys: Object.keys(keys), values: keys as Record<string, string> };
  return { secrets: [{ namespace: 'flux-system', name: 's', type, ...known }] };
}

/** Names the Secret `s`. */
export const s = { name: 's' };

/** What the rules find in a case. */
export function check({ object, others = [], fluxVersion = 'v2.9.4', secrets = [] }: Subject): RuntimeProblem[] {
  return checkRuntime([object, ...others], { fluxVersion, secrets: indexSecrets(secrets) });
}

/** The codes of what the rules find in a case. */
export function listCodes(checked: Subject): string[] {
  return check(checked).map(({ problem }) => problem.code);
}
