import type { ExpectedRows } from '../harness/report';
import { listBlocks } from '../migration/guide';
import type { Inputs } from '../migration/migration';

/** A change of the guide, or of what the package writes, under which a row has to fail. */
export interface Mutation {
  readonly name: string;
  /** The way whose row has to fail, of `WAYS`. */
  readonly way: string;
  readonly change: (inputs: Inputs) => Inputs;
  /** Why it fails: a row that fails for another reason shows nothing. */
  readonly failure: RegExp;
}

const BOOTSTRAP = 'from `flux bootstrap`';
const ITSELF = 'from `flux bootstrap`, synced by itself';
const ALONE = 'from `flux bootstrap`, kept from pruning by `prune: Disabled` alone';
const STAYS = 'from the operator, which stays';
const GOES = 'from the operator, which goes';

/** Every mutation that needs a cluster to be noticed. */
export const MUTATIONS: readonly Mutation[] = [
  deleteAndApply(BOOTSTRAP, 'let-go'),
  deleteAndApply(ITSELF, 'take'),
  deleteAndApply(ALONE, 'let-go'),
  deleteAndApply(STAYS, 'take'),
  deleteAndApply('from the operator with a patch, which stays', 'let-go'),
  deleteAndApply(GOES, 'let-go'),
  {
    name: 'the guide deletes the objects and applies the FluxInstance',
    way: 'to the operator',
    change: replaceCode('apply-instance', (code) => `kubectl delete -f flux-system.yaml\n${code}`),
    failure: /the uids after apply-instance/,
  },
  {
    name: 'the guide does not take the objects',
    way: BOOTSTRAP,
    change: replaceBlock('take', 'true\n'),
    failure: /let-go|the objects/,
  },
  {
    name: 'the sync goes from the repository and was never taken over',
    way: ALONE,
    change: replaceBlock('take', 'true\n'),
    failure: /the uids|it was deleted/,
  },
  {
    name: 'the guide does not let go',
    way: BOOTSTRAP,
    change: replaceBlock('let-go', 'true\n'),
    failure: /the objects/,
  },
  {
    name: 'the output has no `prune: Disabled`',
    way: ALONE,
    change: dropLine('kustomize.toolkit.fluxcd.io/prune: Disabled'),
    failure: /the uids|it was deleted/,
  },
  {
    name: 'the output has no `ssa: Ignore`',
    way: ITSELF,
    change: dropLine('kustomize.toolkit.fluxcd.io/ssa: Ignore'),
    failure: /the objects|who owns them|left/,
  },
  {
    name: 'the operator is not disabled before it lets go',
    way: STAYS,
    change: replaceBlock('disable-operator', 'true\n'),
    failure: /the uids after/,
  },
  {
    name: 'the objects are not protected from the operator',
    way: STAYS,
    change: dropLine('fluxcd.controlplane.io/prune: disabled'),
    failure: /the uids after enable-operator/,
  },
  {
    name: 'the protection is dropped before the operator has let go',
    way: STAYS,
    change: replaceCode('enable-operator', (code) => (
      `kubectl -n flux-system annotate gitrepository/flux-system kustomization/flux-system fluxcd.controlplane.io/prune-\n${code}`
    )),
    failure: /the uids after enable-operator/,
  },
  {
    name: 'the guide deletes the FluxInstance, which stays',
    way: STAYS,
    change: replaceBlock('remove-sync', 'kubectl -n flux-system delete fluxinstance/flux\n'),
    failure: /enable-operator/,
  },
  {
    name: 'the operator is not disabled before its FluxInstance is deleted',
    way: GOES,
    change: replaceBlock('disable-operator', 'true\n'),
    failure: /the uids after/,
  },
  {
    name: 'the FluxInstance has no patches for the options',
    way: 'to the operator',
    change: ({ guide, change }) => ({ guide: guide.replace(/^ {2}kustomize:\n( {4}.*\n)+/m, ''), change }),
    failure: /the objects/,
  },
  {
    name: 'the pipeline does not let go',
    way: 'to the operator',
    change: replaceBlock('let-pipeline-go', 'true\n'),
    failure: /who owns them/,
  },
  ...['to another name', 'to another namespace'].map((way) => ({
    name: 'the old sync is deleted before the new one is there',
    way,
    change: replaceBlock('suspend-old', 'kubectl -n flux-system delete kustomization/flux-system\n'),
    failure: /the uids after suspend-old/,
  })),
  {
    name: 'the path changes while the Kustomization still prunes, which deletes what only the old path has',
    way: 'to another path',
    change: replaceBlock('apply-new-path', [
      'sed -i "s/prune: false/prune: true/" flux-system.yaml',
      'kubectl apply --server-side -f flux-system.yaml',
      'kubectl -n flux-system wait kustomization/flux-system --for=condition=Ready --timeout=10m',
      '',
    ].join('\n')),
    failure: /the uids after apply-new-path/,
  },
];

/** The rows of a run with `--mutations`. */
export function listMutationRows(minor: string): ExpectedRows {
  return Object.fromEntries(MUTATIONS.map((mutation) => [describeMutation(mutation), [minor]]));
}

export function describeMutation({ name, way }: Mutation): string {
  return `noticed by migration ${way}: ${name}`;
}

/** What looks like the same in the end: the same objects, applied. */
function deleteAndApply(way: string, block: string): Mutation {
  return {
    name: `the guide deletes the objects and applies them, in its block ${block}`,
    way,
    change: replaceBlock(block, 'kubectl delete -f flux-system.yaml\nkubectl apply --server-side -f flux-system.yaml\n'),
    failure: new RegExp(`the uids after ${block}`),
  };
}

/** Replaces the code of a block of the guide. */
function replaceBlock(name: string, code: string): Mutation['change'] {
  return replaceCode(name, () => code);
}

function replaceCode(name: string, replace: (code: string) => string): Mutation['change'] {
  return ({ guide, change }) => {
    const code = listBlocks(guide).get(name);
    if (code === undefined) {
      throw new Error(`docs/migrating.md has no block named ${name}`);
    }
    return { guide: guide.replaceAll(`sh ${name}\n${code}`, `sh ${name}\n${replace(code)}`), change };
  };
}

/** Leaves a line out of every manifest that has it. */
function dropLine(line: string): Mutation['change'] {
  return ({ guide, change }) => ({ guide, change: (yaml) => change(yaml).split('\n').filter((each) => each.trim() !== line).join('\n') });
}
