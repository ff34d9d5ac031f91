import type { Chart } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import { FluxSecret, Patches, SecretValue } from '../../src';
import { ProblemsError } from '../../src/problems';
import type { KubeObject } from '../harness/api-client';
import { expectEqual } from '../harness/expect-equal';
import { readEach } from '../harness/kubectl';
import type { ReadManifest } from '../harness/kubectl';
import type { Tally } from '../harness/report';
import { addSync, synthesize } from '../synthesize';
import type { Synthesized } from '../synthesize';

/** Strings that one YAML reader or another takes for something else, or that YAML cannot hold as they are. */
export const STRINGS = [
  '0o17', '0O17', '0B1', '0b1', '0X1F', '0x1f', '0777', '1_000', '1e3', '+1', '-.5', '.inf', '.NaN', '1.10', '12:30', '2024-01-01', '<<', '=', '~',
  'null', 'Null', 'true', 'yes', 'on', 'n', 'Y', '', ' a', 'a ', 'a #b', 'a: b', '- a', '*a', '&a', '!a', '%a', '@a', '`a', "'a'", '"a"', '{a}',
  '\ta', 'a\tb', '\t# a\n/*\n', 'a\n', '\na', 'a\n\n', 'a\r\nb', ' a\nb',
  'a\u0085b', 'a\u2028b', 'a\u2029', '\u2028', '\u007f', '\u0080', '\u009f', '\u00a0', '\ufeff', '\ufffe', '\uffff', '😀',
];

/** A field that can hold any string, and how to find it. */
export interface Place {
  readonly name: string;
  readonly build: (chart: Chart, value: string) => void;
  /** Absent where the package may change the string on purpose: FluxSecret removes the line break at the end of a password. */
  readonly find?: (objects: readonly KubeObject[], value: string) => unknown;
}

export const PLACES: readonly Place[] = [
  {
    name: 'a value of a FluxSecret',
    build: (chart, value) => FluxSecret.gitBasicAuth(chart, 'secret', {
      username: 'me', password: SecretValue.unsafePlainText(value), allowPlainTextInOutput: true,
    }),
  },
  {
    name: 'an annotation of the sync',
    build: (chart, value) => addSync(chart, { commonMetadata: { annotations: { note: value } } }),
    find: ([source]) => source.metadata.annotations.note,
  },
  {
    name: 'a key of an annotation of the sync',
    build: (chart, value) => addSync(chart, { commonMetadata: { annotations: { [value]: 'x' } } }),
    find: ([source], value) => Object.keys(source.metadata.annotations).find((key) => key === value),
  },
  {
    name: 'the path of the sync',
    build: (chart, value) => addSync(chart, { path: value }),
    find: ([, kustomization]) => kustomization.spec.path,
  },
  {
    name: 'an option of the sync',
    build: (chart, value) => addSync(chart, { gitRepository: { ignore: value } }),
    find: ([source]) => source.spec.ignore,
  },
  {
    name: 'a patched object of the chart',
    build: (chart, value) => {
      const target = new ApiObject(chart, 'target', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'target', namespace: 'flux-system' } });
      const patch = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'target' }, data: { value } };
      addSync(chart, { patches: [Patches.strategicMerge(patch, { kind: 'ConfigMap' })], patchTargets: [target] });
    },
    find: (objects) => objects.find(({ kind }) => kind === 'ConfigMap')?.data.value,
  },
];

/** Every string in every place: the package refuses it, or kubectl reads back the same string. */
export async function carryStrings(read: ReadManifest, tally: Tally, strings: readonly string[] = STRINGS): Promise<void> {
  for (const place of PLACES) {
    const written = strings.flatMap((value) => {
      const manifest = write(place, value);
      return manifest === undefined ? [] : [{ value, ...manifest }];
    });
    tally.refused += strings.length - written.length;
    const found = await readEach(read, written);
    written.forEach(({ value, objects }, index) => {
      try {
        compare(place, value, objects, found[index]);
        tally.accepted++;
      } catch (error) {
        // What kubectl or the comparison says is reported with the string, and the other strings are still tried.
        tally.fail(`${place.name}, ${escape(value)}: ${(error as Error).message}`);
      }
    });
  }
}

/** Returns undefined where the package refuses the string. */
function write({ build }: Place, value: string): Synthesized | undefined {
  try {
    return synthesize((chart) => build(chart, value));
  } catch (error) {
    if (error instanceof ProblemsError) {
      return undefined;
    }
    throw error;
  }
}

function compare({ find }: Place, value: string, meant: readonly KubeObject[], found: readonly KubeObject[] | Error): void {
  if (found instanceof Error) {
    throw found;
  }
  expectEqual('read back', found, meant);
  expectEqual('the string', find === undefined ? value : find(found, value), value);
}

/** Invisible characters by their number. */
function escape(value: string): string {
  return JSON.stringify(value).replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
