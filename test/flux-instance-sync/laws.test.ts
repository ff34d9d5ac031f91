import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { FluxInstanceSync, RuntimeChecks } from '../../src';
import type { FluxInstanceSyncProps } from '../../src';
import { makeChart } from './make-sync';

describe('laws', () => {
  const spec = fc.record({
    kind: fc.constantFrom('GitRepository', 'Bucket'),
    ref: fc.stringMatching(/^[a-z0-9/.-]{1,20}$/),
    path: fc.string({ minLength: 1, maxLength: 20 }),
    pullSecret: fc.option(fc.stringMatching(/^[a-z]{1,10}$/), { nil: undefined }),
    multitenant: fc.boolean(),
    labels: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[a-z0-9]{0,8}$/), { maxKeys: 4 }),
  });
  const toProps = ({ labels, ...rest }: any): FluxInstanceSyncProps => ({
    url: 'https://x.example/y', fluxVersion: '2.x', runtimeChecks: RuntimeChecks.OFF, commonMetadata: { labels }, ...rest,
  });
  const synth = (props: FluxInstanceSyncProps): string => {
    const app = new App();
    new FluxInstanceSync(new Chart(app, 'cluster'), 'sync', props);
    return app.synthYaml();
  };

  test('the same input gives the same bytes, in any order of its keys', () => {
    fc.assert(fc.property(spec, (given) => {
      const reversed = Object.fromEntries(Object.entries({ ...given, labels: Object.fromEntries(Object.entries(given.labels).reverse()) }).reverse());
      const bytes = synth(toProps(given));
      expect(synth(toProps(given))).toBe(bytes);
      expect(synth(toProps(reversed))).toBe(bytes);
    }), { numRuns: 50 });
  });

  test('the input is never changed', () => {
    fc.assert(fc.property(spec, (given) => {
      const props = deepFreeze(toProps(given));
      expect(() => synth(props)).not.toThrow();
    }), { numRuns: 20 });
  });

  test('what manifests() returns is what the construct emits', () => {
    fc.assert(fc.property(spec, (given) => {
      const sync = new FluxInstanceSync(makeChart(), 'sync', toProps(given));
      expect(sync.objects.map((object) => object.toJson())).toEqual(FluxInstanceSync.manifests(toProps(given)));
    }), { numRuns: 20 });
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
