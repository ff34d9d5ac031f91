import type { Chart } from 'cdk8s';
import { ApiObject, JsonPatch, Testing, Yaml } from 'cdk8s';
import { STRINGS } from '../../e2e/suites/carry-strings';
import { FluxInstance, FluxInstanceSync, FluxSecret, Patches, SecretValue } from '../../src';
import { emitObject } from '../../src/emit';
import { GIT } from '../flux-instance-sync/make-sync';

/** Strings that a YAML reader or writer has got wrong, beside those of the end-to-end tests. */
export const HOSTILE = [
  ...STRINGS,
  '1E_3', '-_8', '414e8_', '-0o17', '0o1_7', '0XB0', '0B11', '1e5_0', '1e+7_', '0o-7', '+_1', '0_o17', '-0b-1',
  '\u2029', 'x\u0085', '\u0085x', '\ufeffx', 'a\ufffeb', '\u0000', '\u0007\u001b',
  '\t2\n x', '\n\n\n\t0B{', '\tX\n-----BEGIN X-----', ' \n\n', '\n', '\n \n', ' \n\t\n', 'a\n \t', '\n a', '  a\n b\n',
  `${'long line of many words '.repeat(8)}\r\n   \r\n \nand the end  `, '---\na', '...', '# a\n- b: c\n',
];

/** Each place where the package writes a string: an object of its own, a key, a Secret, and an object of somebody else that a patch changes. */
export const PLACES: Record<string, (chart: Chart, value: string) => void> = {
  'the values and keys of an object': (chart, value) => {
    const metadata = { name: 'x', annotations: { note: value, [value]: 'x' } };
    emitObject(chart, 'object', { apiVersion: 'v1', kind: 'X', metadata, spec: { list: [value, [value, 1, true]], [value]: { [value]: { a: value } } } });
  },
  'a sync': (chart, value) => {
    new FluxInstanceSync(chart, 'sync', { ...GIT, commonMetadata: { annotations: { note: value } } });
  },
  'a FluxInstance': (chart, value) => {
    new FluxInstance(chart, 'flux', { sync: GIT, commonMetadata: { annotations: { note: value } } });
  },
  'a FluxSecret': (chart, value) => {
    const password = SecretValue.unsafePlainText('x');
    const { secret } = FluxSecret.gitBasicAuth(chart, 'secret', { username: 'me', password, allowPlainTextInOutput: true });
    secret.addJsonPatch(JsonPatch.replace('/stringData/password', value));
  },
  'a patch target': (chart, value) => {
    const target = new ApiObject(chart, 'target', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'target' } });
    const patches = [Patches.json6902({ kind: 'ConfigMap' }, JsonPatch.add('/data', { mode: value, [value]: 'x' }))];
    new FluxInstanceSync(chart, 'sync', { ...GIT, patches, patchTargets: [target] });
  },
};

/** What the package emits for a string: the objects, and the YAML of each. */
export function emitString(place: string, value: string): { readonly objects: unknown[]; readonly documents: string[] } {
  const chart = Testing.chart();
  PLACES[place](chart, value);
  const objects = chart.toJson() as unknown[];
  return { objects: structuredClone(objects), documents: objects.map((each) => Yaml.stringify(each)) };
}

/** One document for each string in each place: the object that holds it. */
export function emitAll(): { readonly name: string; readonly document: string; readonly object: unknown }[] {
  return Object.keys(PLACES).flatMap((place) => HOSTILE.map((value) => {
    const { objects: [object], documents: [document] } = emitString(place, value);
    return { name: `${place}: ${JSON.stringify(value)}`, document, object };
  }));
}
