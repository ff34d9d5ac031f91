import { ApiObject } from 'cdk8s';
import type { Chart } from 'cdk8s';
import { FluxInstanceSync } from '../../src';
import { change } from './bad-input';
import type { BadInput, Row } from './bad-input';
import { cyclic, MEGABYTE, NO_PROP, throwing } from './hostile-values';

/** Members of the props for `manifests`, which makes no construct. */
const CHANGES: readonly Row<(chart: Chart) => object>[] = [
  ['patchTargets', (chart) => ({ patchTargets: [new ApiObject(chart, 'other', { apiVersion: 'v1', kind: 'ConfigMap' })] }),
    'INPUT_CONFLICT patchTargets'],
  ['no url', () => ({ url: undefined }), 'INPUT_REQUIRED url'],
  ['a url of one megabyte', () => ({ url: MEGABYTE }), 'SCHEMA_PATTERN url (GitRepository spec.url)'],
  ['a kind that is a symbol', () => ({ kind: Symbol('GitRepository') }), 'INPUT_TYPE kind'],
  ['a getter that throws', () => throwing('path'), 'INPUT_TYPE path'],
  ['labels that contain themselves', () => ({ commonMetadata: { labels: cyclic() } }),
    'INPUT_TYPE commonMetadata.labels.self', 'INPUT_TYPE commonMetadata.labels.a'],
  ['a patch that selects nothing', () => ({ patches: [{ patch: '[]', target: { kind: 'None' } }] }), 'PATCH_NO_MATCH patches[0].target'],
  ['a short ref', () => ({ ref: 'main' }), 'GIT_REF_NAME_UNQUALIFIED ref (GitRepository spec.ref.name)'],
];

export const MANIFESTS_CASES: readonly BadInput[] = [
  ...CHANGES.map(([name, make, ...problems]): BadInput => (
    { name: `manifests: ${name}`, make: (chart) => void FluxInstanceSync.manifests(change(make(chart))), problems }
  )),
  ...NO_PROP.filter(([name]) => !/instance|text throws|without prototype|getter|itself|endless/.test(name)).map(([name, props]): BadInput => ({
    name: `manifests: ${name} in the place of the props`,
    make: () => void FluxInstanceSync.manifests(props as never),
    problems: ['INPUT_TYPE'],
  })),
];
