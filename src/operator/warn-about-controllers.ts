import { listArgs } from '../distribution';
import type { SyncInput, SyncSpec } from '../instance';
import { formatFieldPath } from '../problems';
import type { ProblemSink } from '../problems';
import type { KubeObject } from '../util';

/**
 * Warns of settings that the operator would carry out on Flux's controllers. A sync emits only its own two objects: whoever relies on such a
 * setting must know that this part is not done here.
 */
export function warnAboutControllers(input: SyncInput, spec: SyncSpec, patchTargets: readonly KubeObject[], warnings: ProblemSink): void {
  if (spec.multitenant) {
    warnAboutTenancy(patchTargets, warnings.at(...input.names.multitenant));
  }
  const fields = listControllerSettings(spec);
  if (fields.length > 0) {
    warnings.at('spec').report({
      code: 'CONTROLLERS_NOT_HERE',
      rule: `has settings for Flux's controllers, which this construct does not emit: ${fields.join(', ')}`,
      remedy: 'let the operator or the installation of Flux carry them out',
    });
  }
}

/** The controllers that the lockdown changes, and their arguments. Mirrors the operator's profile for multi-tenancy. */
const LOCKDOWN: readonly { readonly controller: string; readonly args: readonly string[] }[] = [
  { controller: 'kustomize-controller', args: ['--no-cross-namespace-refs=true', '--no-remote-bases=true', '--default-service-account='] },
  { controller: 'helm-controller', args: ['--no-cross-namespace-refs=true', '--default-service-account='] },
  { controller: 'notification-controller', args: ['--no-cross-namespace-refs=true'] },
];

function warnAboutTenancy(patchTargets: readonly KubeObject[], warnings: ProblemSink): void {
  const missing = LOCKDOWN.filter(({ controller, args }) => {
    const given = patchTargets.filter(({ kind, metadata }) => kind === 'Deployment' && metadata?.name === controller).flatMap(listArgs).map(String);
    return !args.every((arg) => given.some((each) => each.startsWith(arg)));
  });
  if (missing.length > 0) {
    warnings.report({
      code: 'TENANCY_INCOMPLETE',
      rule: `sets only the service account of the sync; tenants are kept apart by arguments of the controllers, which are not known to be there: ${
        missing.map(({ controller, args }) => `${args.map((arg) => arg.endsWith('=') ? `${arg}default` : arg).join(' ')} of ${controller}`).join('; ')}`,
      remedy: 'start the controllers with them, and pass their Deployments as patchTargets if they are in this app',
    });
  }
}

/** The fields of a manifest that change the controllers, as far as they differ from what every installation has. Props have none of them. */
function listControllerSettings({ cluster = {}, distribution = {}, sharding, storage }: SyncSpec): string[] {
  const settings: readonly [readonly string[], boolean][] = [
    [['cluster', 'size'], cluster.size !== undefined],
    [['cluster', 'type'], cluster.type === 'openshift'],
    [['cluster', 'domain'], cluster.domain !== undefined && !['', 'cluster.local'].includes(cluster.domain)],
    [['cluster', 'objectLevelWorkloadIdentity'], cluster.objectLevelWorkloadIdentity === true],
    [['cluster', 'multitenantWorkloadIdentity'], cluster.multitenantWorkloadIdentity === true],
    [['sharding'], sharding !== undefined],
    [['storage'], storage !== undefined],
    [['distribution', 'imagePullSecret'], (distribution.imagePullSecret ?? '') !== ''],
    [['distribution', 'variant'], distribution.variant !== undefined],
    [['distribution', 'registry'], !['', 'ghcr.io/fluxcd'].includes(distribution.registry ?? '')],
  ];
  return settings.filter(([, isSet]) => isSet).map(([steps]) => formatFieldPath(['spec', ...steps]));
}
