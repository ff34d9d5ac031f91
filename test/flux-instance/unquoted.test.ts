import { Chart, App } from 'cdk8s';
import { FluxInstance, RuntimeChecks } from '../../src';
import { readManifest } from '../../src/instance';
import { readUnquoted } from '../../src/kustomize';
import { buildSync } from '../../src/operator/build-sync';
import { patchSync } from '../../src/operator/patch-sync';
import { ProblemSink, ProblemsError } from '../../src/problems';
import { RECORDED } from '../golden/cases';

/**
 * The rows of the golden family `scalars`. What the real operator does with each was recorded: it builds the right objects from 23, other objects from
 * 49, and fails on 12.
 */
const rows = RECORDED.filter(({ family }) => family === 'scalars');

/** The operator cannot build these at all: a name that is null, and strings that break the YAML document. */
const BREAKING = ['d0013', 'd0029', 'd0052', 'd0105', 'd0239', 'd0390', 'd0412', 'd0453', 'd0455', 'd0621', 'd0642', 'd0739'];

/** These come out as they are. */
const READ_AS_WRITTEN = [
  'd0070', 'd0117', 'd0145', 'd0163', 'd0178', 'd0267', 'd0284', 'd0309', 'd0367', 'd0382', 'd0403', 'd0461', 'd0567', 'd0585', 'd0591', 'd0662', 'd0663',
  'd0681', 'd0693', 'd0731', 'd0758', 'd0769', 'd0777',
];

function emit(instance: object): { readonly warnings: string[]; readonly manifest: any } {
  const chart = new Chart(new App(), 'cluster');
  const { node, warnings } = FluxInstance.fromYaml(chart, 'flux', JSON.stringify(instance), { runtimeChecks: RuntimeChecks.OFF });
  return { warnings: warnings.map(({ code }) => code), manifest: (node.defaultChild as any).toJson() };
}

/** What the operator builds: the strings are read as YAML, then the patches are applied. */
function operate(manifest: object): any {
  const spec = readManifest(JSON.stringify(manifest), {}).spec!;
  const read = Object.fromEntries((['url', 'ref', 'path', 'name', 'pullSecret'] as const).filter((field) => spec[field] !== undefined).map((field) => {
    const { value } = readUnquoted(spec[field]!)!;
    return [field, field === 'name' ? String(value) : value];
  }));
  const objects = buildSync({ ...spec, ...read });
  return patchSync({ spec, objects, patchTargets: [], ignoreUnmatched: true, sink: new ProblemSink() })!.objects.map((object) => object.spec);
}

describe('of the strings that the operator writes without quotes', () => {
  test.each(rows.map(({ id, instance, objects }) => [id, instance, objects] as const))('row %s is mended, refused, or needs nothing', (id, instance, objects) => {
    if (BREAKING.includes(id)) {
      expect(() => emit(instance)).toThrow(ProblemsError);
      expect(() => emit(instance)).toThrow('[UNQUOTED_STRING_BREAKS]');
      return;
    }
    const { manifest, warnings } = emit(instance);
    expect(warnings).toEqual(READ_AS_WRITTEN.includes(id) ? [] : ['UNQUOTED_STRING']);
    expect(manifest.spec.kustomize === undefined).toBe(READ_AS_WRITTEN.includes(id));
    expect(operate(manifest)).toEqual(objects!.map(({ spec }) => spec));
    // Emitted again, nothing is added.
    expect(emit(manifest)).toEqual({ warnings: [], manifest });
  });

  test('there are 23 that need nothing, 49 that are mended and 12 that are refused', () => {
    expect([READ_AS_WRITTEN.length, rows.length - READ_AS_WRITTEN.length - BREAKING.length, BREAKING.length]).toEqual([23, 49, 12]);
  });
});

describe('what kustomize reads without quotes', () => {
  test.each<[string, unknown]>([
    ['1.10', 1.1], ['007', 7], ['0x1f', 31], ['1e3', 1000], ['true', true], ['null', null], ['~', null], ['', null], ['2024-01-01', '2024-01-01T00:00:00Z'],
    ['a #b', 'a'], ['#a', null], ['\'x\'', 'x'], ['{a}', { a: '' }], ['[a, b]', ['a', 'b']], ['|', ''], [' a ', 'a'],
    ['yes', 'yes'], ['12:30:45', '12:30:45'], ['a:b', 'a:b'], ['https://[::1]/x#y', 'https://[::1]/x#y'],
  ])('%s is read as %j', (text, value) => {
    expect(readUnquoted(text)).toEqual({ value });
  });

  test.each(['a: b', '- a', '? a', '`x`', '*x', '%a', '@a', '{a', '"a', 'a\nb', '[', ']', '-'])('%s breaks the document', (text) => {
    expect(readUnquoted(text)).toBeUndefined();
  });
});
