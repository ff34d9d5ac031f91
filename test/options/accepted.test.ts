import { checkObject } from '../schema/list-problems';
import { OPTION_CASES } from './option-cases';
import type { OptionCase } from './option-cases';
import { renderOptions } from './render';

const MINORS = ['2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9'];

const SPECS = {
  GitRepository: { interval: '1m0s', url: 'https://git.example.com/fleet.git' },
  OCIRepository: { interval: '1m0s', url: 'oci://registry.example.com/fleet' },
  Bucket: { interval: '1m0s', endpoint: 'minio.example.com', bucketName: 'fleet' },
  Kustomization: { interval: '10m0s', path: 'clusters/prod', prune: true, sourceRef: { kind: 'GitRepository', name: 'flux-system' } },
} as const;

const index = (minor: string): number => MINORS.indexOf(minor);

function findApiVersion(kind: OptionCase['kind'], minor: string): string {
  if (kind === 'Kustomization') {
    return 'kustomize.toolkit.fluxcd.io/v1';
  }
  return `source.toolkit.fluxcd.io/${kind === 'GitRepository' || index(minor) >= index('2.6') ? 'v1' : 'v1beta2'}`;
}

function build({ kind, given, provider }: OptionCase, minor: string): object {
  const { source, kustomization } = renderOptions(kind, given);
  const added = (kind === 'Kustomization' ? kustomization : source).map(({ path, value }) => [path.slice('/spec/'.length), value]);
  return {
    apiVersion: findApiVersion(kind, minor),
    kind,
    metadata: { name: 'flux-system', namespace: 'flux-system' },
    spec: { ...SPECS[kind], ...(provider === undefined ? {} : { provider }), ...Object.fromEntries(added) },
  };
}

describe.each(MINORS)('Flux %s', (minor) => {
  const known = OPTION_CASES.filter(({ since }) => index(since ?? '2.3') <= index(minor));
  const unknown = OPTION_CASES.filter(({ since }) => index(since ?? '2.3') > index(minor));

  test.each(known)('accepts $kind $patch', (option) => {
    expect(checkObject(build(option, minor), minor)).toEqual([]);
  });

  if (unknown.length > 0) {
    test.each(unknown)('refuses $kind $patch, which needs Flux $since', (option) => {
      const problems = checkObject(build(option, minor), minor);
      expect(problems.map(({ rule }) => rule).join('\n')).toContain(option.refusals?.[minor] ?? `needs Flux ${option.since}`);
    });
  }
});
